"""Put mistakes into the code and check that a test notices: ``make mutants N=200 SEED=1``.

Mutants are drawn from all layers in proportion to their lines, at least four in ten from the Sphinx extension, before
the first is tried. Each is tried against tests that run its line, for at most a minute; the first failure ends the
trial. A failing test kills a mutant; mutants that end in a timeout or cannot be imported are counted separately.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.covering import Covering, covering, measure, within
from tests.mutants.sites import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sphinx_qapi"
OUTERMOST, SHARE = "sphinx_ext", 0.4
"""The layer from which at least this share of the mutants is drawn."""
SECONDS = 60
"""Seconds that the tests of one mutant may take."""
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".nox", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")


def draw(number: int, seed: int) -> list[Mutant]:
    """*number* mutants, each on a line of its own, ordered by layer, file and line."""
    chance = random.Random(seed)
    layers = {folder.name: sorted(folder.rglob("*.py")) for folder in sorted(PACKAGE.iterdir()) if folder.is_dir()}
    lines = {name: sum(path.read_bytes().count(b"\n") for path in paths) for name, paths in layers.items()}
    shares = {name: count / sum(lines.values()) for name, count in lines.items() if count}
    if shares[OUTERMOST] < SHARE:
        others = 1 - shares[OUTERMOST]
        shares = {name: share / others * (1 - SHARE) for name, share in shares.items()} | {OUTERMOST: SHARE}
    counts = {name: int(share * number) for name, share in shares.items()}
    counts[OUTERMOST] += number - sum(counts.values())
    return [mutant for name, count in counts.items() for mutant in _draw_from(layers[name], count, chance)]


def _draw_from(paths: list[Path], count: int, chance: random.Random) -> list[Mutant]:
    by_line: dict[tuple[Path, int], list[Mutant]] = {}
    for path in paths:
        for mutant in mutants_of(path):
            by_line.setdefault((path, mutant.line), []).append(mutant)
    places = chance.sample(sorted(by_line), count)
    return [chance.choice(by_line[place]) for place in sorted(places)]


class Trial:
    """A copy of the project in *folder*, in which one mutant after another is tried by tests of so many *seconds*."""

    def __init__(self, folder: Path, tests: Covering, seconds: float) -> None:
        self._copy = folder / "project"
        self._tests = tests
        self._seconds = seconds
        shutil.copytree(ROOT, self._copy, ignore=_LEFT_OUT)

    def outcome(self, mutant: Mutant) -> tuple[str, str]:
        """``killed``, ``survived``, ``timeout``, ``crash`` or ``not run``, and the test that noticed (or empty)."""
        names = within(self._tests.tests_of(mutant.path, mutant.line), self._tests.seconds, self._seconds)
        place = self._copy / mutant.path.relative_to(ROOT)
        original = place.read_bytes()
        _write(place, mutant.text())
        try:
            return self._run(names)
        finally:
            _write(place, original)

    def _run(self, names: list[str]) -> tuple[str, str]:
        if not names:
            return "not run", ""
        shared = os.environ.get("SPHINX_QAPI_SHARED", str(ROOT.parent / "shared"))
        environment = {**os.environ, "PYTHONPATH": str(self._copy), "SPHINX_QAPI_SHARED": shared}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=line", "-p", "no:cacheprovider", *names]
        try:
            done = subprocess.run(
                command, cwd=self._copy, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return "timeout", ""
        if done.returncode == 0:
            return "survived", ""
        # A build that several tests share fails in the fixture of the first: an error, but not one of importing.
        if failed := re.search(r"^(?:FAILED|ERROR) (\S+::\S+)", done.stdout, re.MULTILINE):
            return "killed", failed[1]
        missing = re.findall(r"^ERROR: not found: \S*?/(tests/.+)$", done.stderr, re.MULTILINE)
        if others := _instead_of(missing, names):
            return self._run(others)
        return "crash", ""


def _instead_of(missing: list[str], names: list[str]) -> list[str]:
    """*names* without those *missing*, but with all cases of these; empty if none is missing or nothing would change.

    A name tells of a parameter that the mutant changes, or of a test that is no more.
    """
    found = [name for name in names if name not in missing]
    whole = {name.partition("[")[0] for name in missing if "[" in name}
    return [*found, *sorted(whole)] if len(found) < len(names) else []


def _write(place: Path, code: bytes) -> None:
    """Write *code*, and drop what Python keeps of the file: it knows a change by size and second only."""
    place.write_bytes(code)
    Path(cache_from_source(place)).unlink(missing_ok=True)


def outcomes_of(mutants: list[Mutant], trials: list[Trial]) -> Iterator[tuple[Mutant, str, str]]:
    """Try *mutants*, in all *trials* at the same time; yield the outcomes in the order of *mutants*."""
    idle: SimpleQueue[Trial] = SimpleQueue()
    for each in trials:
        idle.put(each)

    def outcome(mutant: Mutant) -> tuple[str, str]:
        trial = idle.get()
        try:
            return trial.outcome(mutant)
        finally:
            idle.put(trial)

    with ThreadPoolExecutor(len(trials)) as pool:
        for mutant, (result, test) in zip(mutants, pool.map(outcome, mutants), strict=True):
            yield mutant, result, test


def _place(mutant: Mutant) -> str:
    return f"{mutant.path.relative_to(PACKAGE)}:{mutant.line}"


def _table(results: list[dict[str, str]]) -> Iterator[str]:
    yield "| place | change | outcome | test |\n|---|---|---|---|"
    for each in results:
        change = f"`` {each['before']} `` → `` {each['after'] or ' '} ``".replace("|", "\\|").replace("\n", " ")
        yield f"| `{each['place']}` | {change} | {each['outcome']} | {each['test'] and '`' + each['test'] + '`'} |"


def main() -> int:
    """Run the trials; the exit status is 0 if every mutant was killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / "build/mutants",
        help="the folder of the results, and of the list of lines that tests run",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="the number of trials at the same time")
    parser.add_argument("--measure", action="store_true", help="find out again which tests run which lines")
    parser.add_argument("--add", nargs="+", default=[], metavar="TEST", help="find out which lines these new tests run")
    parser.add_argument(
        "--seconds",
        type=float,
        default=SECONDS / 2,
        help="seconds that the tests of one mutant took when they were measured; more if the machine was slower then",
    )
    parser.add_argument("--again", action="store_true", help="try only those that no test killed the last time")
    args = parser.parse_args()
    mutants = draw(args.number, args.seed)
    if args.measure or not (args.folder / "times.xml").is_file():
        measure(ROOT, args.folder)
    if args.add:
        measure(ROOT, args.folder, args.add)
    before = json.loads((args.folder / "results.json").read_bytes()) if args.again else []
    known = {each["place"]: each for each in before if each["outcome"] == "killed"}
    results = [each for mutant in mutants if (each := known.get(_place(mutant)))]
    order = {_place(mutant): number for number, mutant in enumerate(mutants)}
    mutants = [mutant for mutant in mutants if _place(mutant) not in known]
    with tempfile.TemporaryDirectory() as folder:
        tests = covering(ROOT, args.folder)
        trials = [Trial(Path(folder) / str(number), tests, args.seconds) for number in range(args.jobs)]
        for mutant, outcome, test in outcomes_of(mutants, trials):
            place = _place(mutant)
            results.append(
                {"place": place, "before": mutant.before, "after": mutant.after, "outcome": outcome, "test": test}
            )
            print(f"{len(results)}/{len(order)} {place}: {outcome} {test}", flush=True)
            (args.folder / "results.json").write_text(json.dumps(results, indent=1), "utf-8")
    results.sort(key=lambda each: order[each["place"]])
    (args.folder / "results.md").write_text("\n".join(_table(results)) + "\n", "utf-8")
    outcomes = Counter(each["outcome"] for each in results)
    print(f"Seed {args.seed}: " + ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common()))
    return int(outcomes["killed"] < len(results))


if __name__ == "__main__":
    sys.exit(main())
