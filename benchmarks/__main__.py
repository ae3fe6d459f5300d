"""How fast schemas are read and sites are built: ``make bench``, or ``python -m benchmarks [CORPUS] [--quick]``.

Prints a table, and writes all figures to ``build/bench.json``. Times are CPU seconds, in units of a calibration that
runs before and after each measured process. *CORPUS* is a folder of releases; without it, only made-up schemas are
measured. At the end of the manuals is a profile of the phases of one build.
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

from benchmarks.edits import edit, edit_enum, edit_heading
from benchmarks.keystrokes import keystrokes, said_of
from benchmarks.processes import Measurement, folder_size, measure
from benchmarks.synthetic import write_schema

RELEASE = "10.2.2"
MANUALS = {"QMP": "qapi", "QGA": "qga", "QSD": "storage-daemon/qapi"}
Row = dict[str, float]
Results = dict[str, list[Row]]


class Bench:
    """Measures, prints a line for each case, and keeps the figures."""

    def __init__(self, folder: Path, runs: int, theme: str) -> None:
        self.folder = folder
        self.runs = runs
        self.theme = theme
        self.results: Results = {}

    def site(self, schemas: dict[str, Path], name: str, *words: str) -> Measurement:
        """Build a site in the folder *name*, from what it contains; with one process, unless *words* say otherwise."""
        named = [f"{namespace}={path}" for namespace, path in schemas.items()]
        options = ["-o", str(self.folder / name), "--theme", self.theme, "-v", "-j", "1", *words]
        return measure(["-m", "sphinx_qapi", "build", *named, *options])

    def clean(self, schemas: dict[str, Path], name: str, *words: str) -> Measurement:
        """Build a site in the folder *name* after deleting the folder."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.site(schemas, name, *words)

    def case(self, name: str, site: str, run: Callable[[], Measurement]) -> Row:
        """Measure a case of *site* several times; return the medians."""
        rows = []
        for _ in range(self.runs):
            each = run()
            figures = {key: value for key, value in asdict(each).items() if key != "output"}
            size = folder_size(self.folder / site / "html")
            rows.append({**figures, "units": each.units, "pages_read": each.pages_read, "size": size})
        self.results[f"{site}: {name.strip()}"] = rows
        median = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        spread = max(row["units"] for row in rows) - min(row["units"] for row in rows)
        columns = f"{median['units']:8.2f} ±{spread / 2:5.2f} {median['cpu']:8.2f} {median['clock']:8.2f}"
        sizes = f"{median['memory']:8.0f} {median['size']:8.1f} {median['pages_read']:6.0f}"
        print(f"{name:44}{columns} {sizes}", flush=True)
        return median

    def load(self, name: str, schema: Path) -> int:
        """Measure the reader, cold and cached, and what is computed from a schema; return the number of definitions.

        What is computed: the index, faults of examples, payloads, and each export.
        """
        runs = [measure(["-m", "benchmarks.loading", str(schema), str(self.folder / "kept")]) for _ in range(self.runs)]
        figures = [json.loads(run.output) for run in runs]
        for part in (each for each in figures[0] if each != "definitions"):
            rows = [
                {"cpu": each[part], "units": each[part] / run.unit, "memory": run.memory}
                for each, run in zip(figures, runs, strict=True)
            ]
            self.results[f"{name}, {part}"] = rows
            median = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
            spread = max(row["units"] for row in rows) - min(row["units"] for row in rows)
            line = f"{name + ', ' + part:44}{median['units']:8.2f} ±{spread / 2:5.2f} {median['cpu']:8.3f} {'':8}"
            print(f"{line} {median['memory']:8.0f}", flush=True)
        count: int = figures[0]["definitions"]
        return count


def compare(name: str, first: Row, many: Row, ratio: float) -> None:
    """Print how many times the time and memory for each definition are, in a schema *ratio* times as large."""
    time, memory = (many[key] / first[key] / ratio for key in ("units", "memory"))
    print(f"{name:44}{time:8.2f} times the time, {memory:.2f} times the memory", flush=True)


def manuals(bench: Bench, corpus: Path) -> None:
    """Measure the three manuals of a release, and the first schema of all."""
    sources = bench.folder / "sources"
    for name in ("qapi", "qga", "storage-daemon"):
        shutil.copytree(corpus / RELEASE / name, sources / name, dirs_exist_ok=True)
    schemas = {namespace: sources / path / "qapi-schema.json" for namespace, path in MANUALS.items()}
    bench.load("load of QMP", schemas["QMP"])
    for pages in ("definition", "module"):
        three_manuals(bench, schemas, pages)
    seed = {"QMP": corpus / "seed-2012" / "qapi-schema.json"}
    bench.load("load of the seed of 2012", seed["QMP"])
    bench.case("the seed of 2012, clean", "seed", lambda: bench.clean(seed, "seed"))
    bench.case("the seed of 2012, nothing changed", "seed", lambda: bench.site(seed, "seed"))
    words = [f"{namespace}={path}" for namespace, path in schemas.items()]
    print(f"\n{measure(['-m', 'benchmarks.phases', *words, '--theme', bench.theme]).output}\n")


def three_manuals(bench: Bench, schemas: dict[str, Path], pages: str) -> None:
    """Measure the manuals with *pages*: a clean build, one without changes, and one after each kind of change."""
    words = ("--pages", pages)
    qapi = schemas["QMP"].parent

    def again() -> Measurement:
        return bench.site(schemas, pages, *words)

    def after(change: Callable[[], None]) -> Measurement:
        change()
        return again()

    print(f"three manuals, {pages} pages")
    bench.case("  clean", pages, lambda: bench.clean(schemas, pages, *words))
    bench.case("  nothing changed", pages, again)
    for file in ("rocker.json", "block-core.json"):
        bench.case(f"  a comment in {file}", pages, partial(after, partial(edit, qapi / file)))
    bench.case("  the heading of a module", pages, lambda: after(lambda: edit_heading(qapi / "block-core.json")))
    bench.case(
        "  a type used everywhere (OnOffAuto)",
        pages,
        lambda: after(lambda: edit_enum(qapi / "common.json", "OnOffAuto")),
    )
    bench.case("  clean, two workers", f"{pages}-two", lambda: bench.clean(schemas, f"{pages}-two", *words, "-j", "2"))
    own = (*words, "--theme", "furo")
    bench.case("  clean, with furo", f"{pages}-furo", lambda: bench.clean(schemas, f"{pages}-furo", *own))
    bench.case("  the same, nothing changed", f"{pages}-furo", lambda: bench.site(schemas, f"{pages}-furo", *own))
    if pages == "definition":
        times = keystrokes(bench.folder / f"{pages}-furo" / "html")
        bench.results["hits after a letter"] = [{"ms": each} for each in times]
        print(f"{'  hits after a letter':44}{said_of(times)}", flush=True)


def releases_of(corpus: Path) -> list[str]:
    """``RELEASE=ROOT`` for each release in *corpus* that has QMP, the oldest first."""
    found: dict[str, Path] = {}
    for folder in corpus.iterdir():
        for root in (folder / "qapi-schema.json", folder / "qapi/qapi-schema.json"):
            if root.is_file():
                found[folder.name] = root
    numbers = {name: [int(part) for part in name.split(".") if part.isdigit()] for name in found}
    return [f"{name}={found[name]}" for name in sorted(found, key=lambda name: numbers[name])]


def wire(bench: Bench, corpus: Path) -> None:
    """Measure the history of all releases, the addition of one more release, and questions to the history."""
    words = releases_of(corpus)
    file = bench.folder / "history.jsonl"

    def line(name: str, runs: list[Row]) -> None:
        bench.results[name] = runs
        median = {key: statistics.median(row[key] for row in runs) for key in runs[0]}
        print(f"{name:44}{median['units']:8.2f} {'':6} {median['cpu']:8.3f}", flush=True)

    def update(before: str, *named: str) -> Row:
        file.write_text(before, encoding="utf-8") if before else file.unlink(missing_ok=True)
        run = measure(["-m", "sphinx_qapi", "history", "update", str(file), *named])
        return {"cpu": run.cpu, "units": run.units}

    update("", *words[:-1])
    but_one = file.read_text(encoding="utf-8")
    line(f"history of {len(words)} releases", [update("", *words) for _ in range(bench.runs)])
    line("one release more", [update(but_one, words[-1]) for _ in range(bench.runs)])
    runs = [measure(["-m", "benchmarks.wire", str(file)]) for _ in range(bench.runs)]
    figures = [json.loads(run.output) for run in runs]
    for name, key in ((f"since of {figures[0]['paths']} paths", "since"), ("two releases compared", "diff")):
        line(name, [{"cpu": each[key], "units": each[key] / run.unit} for each, run in zip(figures, runs, strict=True)])


def made_up(bench: Bench, sizes: tuple[int, ...]) -> None:
    """Measure made-up schemas of several sizes, each compared with the first; of size 50 only the reader."""
    sites: dict[int, tuple[int, Row]] = {}
    for size in (*sizes, 50):
        schemas = {"QMP": write_schema(bench.folder / f"schema-{size}", size)}
        count = bench.load(f"made up, {size} times QMP", schemas["QMP"])
        if size in sizes:
            build = partial(bench.clean, schemas, "made-up")
            sites[size] = count, bench.case(f"made up, {size} times QMP, clean", "made-up", build)
            (first, one), (many, row) = sites[sizes[0]], sites[size]
            compare(f"  a definition, beside {sizes[0]} times QMP", one, row, many / first)


def main() -> None:
    """Run the benchmarks, and print the figures."""
    parser = argparse.ArgumentParser(description="measure how fast sites are built")
    parser.add_argument("corpus", type=Path, nargs="?", help="folder of releases")
    parser.add_argument("--quick", action="store_true", help="measure each case once instead of five times")
    parser.add_argument("--theme", default="sphinx_rtd_theme", help="(default: %(default)s)")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"), help="(default: %(default)s)")
    parser.add_argument("--only", choices=("manuals", "wire", "made-up"), help="measure only this part")
    args = parser.parse_args()
    print(f"{'':44}{'units':>8} {'':6} {'CPU s':>8} {'clock s':>8} {'MiB':>8} {'output':>8} {'read':>6}")
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(Path(temporary), 1 if args.quick else 5, args.theme)
        if args.corpus and args.only in (None, "manuals"):
            manuals(bench, args.corpus)
        if args.corpus and args.only in (None, "wire"):
            wire(bench, args.corpus)
        if args.only in (None, "made-up"):
            made_up(bench, (1, 3, 10))
    args.json.parent.mkdir(parents=True, exist_ok=True)
    args.json.write_text(json.dumps(bench.results, indent=1))


if __name__ == "__main__":
    main()
