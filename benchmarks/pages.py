"""What pages cost a browser that opens them: ``python -m benchmarks.pages SITE [PAGE ...] [--runs 3] [--json]``.

Debian's Chromium opens each page of *SITE* (or each named page) in turn, from the file, 1,400 pixels wide, and again
for each run. The CPU time is that of all threads of the process that shows the page, from the request for the page
until two frames are drawn. The browser itself counts it, in steps of 10 ms, so that other work on the machine hardly
shows.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

Weight = dict[str, float]
"""The ``cpu`` (in seconds), ``elements`` and ``bytes`` of a page."""

_LEAST_SHARE = 0.95
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
_ELEMENTS = "document.querySelectorAll('*').length"


def weigh(files: Sequence[Path], runs: int) -> dict[str, Weight]:
    """The weight of each of *files*, by file name; CPU is the median of *runs* runs."""
    times: dict[Path, list[float]] = {file: [] for file in files}
    elements: dict[Path, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_SWITCHES)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        _open(page, files[0])  # because the first page reads the files that all pages share
        for _ in range(runs):
            for file in files:
                before = _cpu(session)
                _open(page, file)
                times[file].append(_cpu(session) - before)
                elements[file] = page.evaluate(_ELEMENTS)
        browser.close()
    return {
        file.name: {"cpu": statistics.median(cpu), "elements": elements[file], "bytes": file.stat().st_size}
        for file, cpu in times.items()
    }


def _open(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    page.evaluate(_DRAWN)


def _cpu(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "ProcessTime")


def summary(weights: dict[str, Weight], heaviest: int = 5) -> str:
    """A table with the median, the 95th percentile and the maximum of each figure, and the *heaviest* pages."""
    lines = []
    for key in ("cpu", "elements", "bytes"):
        values = sorted(each[key] for each in weights.values())
        shares = [statistics.median(values), values[int(_LEAST_SHARE * (len(values) - 1))], values[-1]]
        words = "  ".join(
            f"{share} {value:,.6g}" for share, value in zip(("median", "95 %", "most"), shares, strict=True)
        )
        lines.append(f"{f'{key} of {len(values)} pages':44}{words}")
    for name in sorted(weights, key=lambda name: weights[name]["elements"], reverse=True)[:heaviest]:
        each = weights[name]
        lines.append(f"  {name:42}{each['cpu']:6.2f} s  {each['elements']:6.0f} elements  {each['bytes'] / 1e6:.2f} MB")
    return "\n".join(lines)


def main() -> None:
    """Measure the pages, and print the summary or, as JSON, all figures."""
    parser = argparse.ArgumentParser(description="measure what pages cost a browser")
    parser.add_argument("site", type=Path, help="folder of HTML")
    parser.add_argument("pages", nargs="*", help="names of files (default: all files of the folder)")
    parser.add_argument("--runs", type=int, default=3, help="(default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print each page, for programs")
    args = parser.parse_args()
    files = [args.site / name for name in args.pages] or sorted(args.site.glob("*.html"))
    weights = weigh([file.resolve() for file in files], args.runs)
    print(json.dumps(weights) if args.json else summary(weights))


if __name__ == "__main__":
    main()
