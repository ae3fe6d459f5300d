"""How soon the palette shows hits for what is typed: ``python -m benchmarks.keystrokes SITE``.

Debian's Chromium opens a page of *SITE* and the palette on it, from the file, and types queries letter by letter. Each
time is from a letter until its hits are shown and laid out, in milliseconds of wall-clock time, which other work on the
machine makes longer.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from playwright.sync_api import sync_playwright

QUERIES = ("blockdev-mirror", "max bandwidth", "discard-no-unref", "jobstat")
"""More than fifty letters: names, words, and beginnings that many names share."""
_TYPE = """async queries => {
  const field = document.querySelector(".qapi-palette input"), times = [];
  for (const query of queries) for (let end = 1; end <= query.length; end++) {
    field.value = query.slice(0, end);
    const before = performance.now();
    field.dispatchEvent(new Event("input"));
    document.querySelector("#qapi-hits").getBoundingClientRect();
    times.push(performance.now() - before);
    await new Promise(requestAnimationFrame);
  }
  return times;
}"""


def keystrokes(site: Path) -> list[float]:
    """Milliseconds from each letter to its hits, on the page of a command of *site*."""
    page = min(site.rglob("command-*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.goto(page.as_uri())
        tab.keyboard.press("/")
        tab.wait_for_selector(".qapi-palette[open]")
        times: list[float] = tab.evaluate(_TYPE, QUERIES)
        browser.close()
    return times


def said_of(times: list[float]) -> str:
    """A summary of *times* in one line: median, maximum and number of letters."""
    return f"{statistics.median(times):.1f} ms in the middle, {max(times):.1f} at most, of {len(times)} letters"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    print(f"hits after a letter: {said_of(keystrokes(parser.parse_args().site.resolve()))}")
