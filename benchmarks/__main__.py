"""How fast schemas are read and sites are built: ``make bench``, or ``python -m benchmarks [CORPUS] [--quick]``.

Prints a table, and writes all figures to ``build/bench.json``. Times are CPU seconds, in units of a calibration that
runs beside each of them. *CORPUS* is a folder of releases; without one, only made-up schemas are measured.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from benchmarks.processes import Measurement, folder_size, measure
from benchmarks.synthetic import write_schema

RELEASE = "10.2.2"
MANUALS = {"QMP": "qapi", "QGA": "qga", "QSD": "storage-daemon/qapi"}
Results = dict[str, list[dict[str, float]]]


class Bench:
    """Measures, prints a line for each case, and keeps the figures."""

    def __init__(self, folder: Path, runs: int, theme: str) -> None:
        self.folder = folder
        self.runs = runs
        self.theme = theme
        self.results: Results = {}

    def site(self, schemas: dict[str, Path], name: str, *words: str) -> Measurement:
        """Build a site, on from what is there."""
        named = [f"{namespace}={path}" for namespace, path in schemas.items()]
        options = ["-o", str(self.folder / name), "--theme", self.theme, "-v", *words]
        return measure(["-m", "sphinx_qapi", "build", *named, *options])

    def clean(self, schemas: dict[str, Path], name: str, *words: str) -> Measurement:
        """Build a site from nothing."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.site(schemas, name, *words)

    def case(self, name: str, run: Callable[[], Measurement], runs: int = 0) -> None:
        """Measure a case several times."""
        rows = []
        for _ in range(runs or self.runs):
            each = run()
            figures = {key: value for key, value in asdict(each).items() if key != "output"}
            rows.append({**figures, "units": each.units, "pages_read": each.pages_read})
        self.results[name] = rows
        median = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        spread = max(row["units"] for row in rows) - min(row["units"] for row in rows)
        columns = f"{median['units']:8.1f} ±{spread / 2:5.1f} {median['cpu']:8.2f} {median['clock']:8.2f}"
        print(f"{name:44}{columns} {median['memory']:8.0f} {median['pages_read']:6.0f}", flush=True)

    def load(self, name: str, schema: Path) -> None:
        """Measure the reader alone: cold, from what was kept, and the index."""
        runs = [measure(["-m", "benchmarks.loading", str(schema), str(self.folder / "kept")]) for _ in range(self.runs)]
        figures = [json.loads(run.output) for run in runs]
        for part in ("cold", "cached", "index"):
            rows = [
                {"cpu": each[part], "units": each[part] / run.unit, "memory": run.memory}
                for each, run in zip(figures, runs, strict=True)
            ]
            self.results[f"{name}, {part}"] = rows
            median = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
            line = f"{name + ', ' + part:44}{median['units']:8.2f} {'':6} {median['cpu']:8.3f} {'':8}"
            print(f"{line} {median['memory']:8.0f} {figures[0]['definitions']:6} definitions", flush=True)


def edit(path: Path) -> None:
    """Change a comment of a schema file, otherwise each time."""
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if line.startswith("# @") and not line.endswith(":"))
    head, _, old = lines[number].partition(" (changed ")
    lines[number] = f"{head} (changed {int(old.rstrip(')') or 0) + 1})"
    path.write_text("\n".join(lines), encoding="utf-8")


def edit_type(path: Path, name: str) -> None:
    """Change the comment of the definition *name*."""
    text = path.read_text(encoding="utf-8")
    head = f"# @{name}:\n#\n# "
    path.write_text(text.replace(head, f"{head}Changed. ", 1), encoding="utf-8")


def manuals(bench: Bench, corpus: Path) -> None:
    """The three manuals of a release, and the first schema of all."""
    sources = bench.folder / "sources"
    for name in ("qapi", "qga", "storage-daemon"):
        shutil.copytree(corpus / RELEASE / name, sources / name, dirs_exist_ok=True)
    schemas = {namespace: sources / path / "qapi-schema.json" for namespace, path in MANUALS.items()}
    bench.load("load of QMP", schemas["QMP"])
    bench.case("three manuals, clean", lambda: bench.clean(schemas, "three"))
    print(f"{'  output, MiB':44}{folder_size(bench.folder / 'three' / 'html'):8.1f}")
    bench.case("nothing changed", lambda: bench.site(schemas, "three"))

    def after(change: Callable[[], None]) -> Measurement:
        change()
        return bench.site(schemas, "three")

    qapi = sources / "qapi"
    bench.case("a comment in rocker.json", lambda: after(lambda: edit(qapi / "rocker.json")))
    bench.case("a comment in block-core.json", lambda: after(lambda: edit(qapi / "block-core.json")))
    used = qapi / "common.json"
    bench.case("a type used everywhere (OnOffAuto)", lambda: after(lambda: edit_type(used, "OnOffAuto")))
    bench.case("three manuals, clean, two workers", lambda: bench.clean(schemas, "two", "-j", "2"))
    seed = {"QMP": corpus / "seed-2012" / "qapi-schema.json"}
    bench.case("the seed of 2012, clean", lambda: bench.clean(seed, "seed"))


def made_up(bench: Bench, sizes: tuple[int, ...]) -> None:
    """Schemas of several sizes; of the largest only the reader."""
    for size in (*sizes, 50):
        schemas = {"QMP": write_schema(bench.folder / f"schema-{size}", size)}
        bench.load(f"made up, {size} times QMP", schemas["QMP"])
        if size in sizes:
            build = partial(bench.clean, schemas, "made-up")
            bench.case(f"made up, {size} times QMP, clean", build, runs=1 if size > 1 else 0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="measure how fast sites are built")
    parser.add_argument("corpus", type=Path, nargs="?", help="folder of releases")
    parser.add_argument("--quick", action="store_true", help="each case once, instead of five times")
    parser.add_argument("--theme", default="sphinx_rtd_theme", help="(default: %(default)s)")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"), help="(default: %(default)s)")
    parser.add_argument("--only", choices=("manuals", "made-up"), help="one part of it")
    args = parser.parse_args()
    print(f"{'':44}{'units':>8} {'':6} {'CPU s':>8} {'clock s':>8} {'MiB':>8} {'read':>6}")
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(Path(temporary), 1 if args.quick else 5, args.theme)
        if args.corpus and args.only != "made-up":
            manuals(bench, args.corpus)
        if args.only != "manuals":
            made_up(bench, (1, 10))
    args.json.parent.mkdir(parents=True, exist_ok=True)
    args.json.write_text(json.dumps(bench.results, indent=1))


if __name__ == "__main__":
    main()
