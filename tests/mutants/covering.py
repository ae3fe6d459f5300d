"""The tests that run a line, and how long they take: measured in one run of all tests under coverage, and kept."""

from __future__ import annotations

import re
import subprocess
import sys
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import coverage

_SETTINGS = """\
[run]
source = sphinx_qapi
parallel = true
patch = subprocess
context = ${PYTEST_CURRENT_TEST-}
data_file = %s
"""


_TIMES, _ALL_TIMES = "times", "times*.xml"
_SLOW = (0.5, 2, 10)
"""Test files are alike if their slowest tests take seconds between the same two of these."""


@dataclass(frozen=True)
class Covering:
    """The tests of each line of the project in *root*."""

    root: Path
    data: coverage.CoverageData
    seconds: dict[str, float]
    """Seconds that each test took, by its name as pytest accepts it."""

    def tests_of(self, path: Path, line: int) -> list[str]:
        """The tests that run *line* of *path*: those in files that are about its module first, then all others.

        A line that runs on import is run by no test. Instead, these are all tests about the module, and tests that run
        other lines of *path*.
        """
        by_line = self.data.contexts_by_lineno(str(path))
        about = self._about(path)
        names = self._names(by_line.get(line, []))
        names = names or about | self._names({each for contexts in by_line.values() for each in contexts})
        return [*self.in_order(names & about), *self.in_order(names - about)]

    def _about(self, path: Path) -> set[str]:
        """The tests in files that have the name of the module of *path*, or mention it."""
        module = ".".join(path.relative_to(self.root).with_suffix("").parts)
        files = {file for file, text in self._texts.items() if file.endswith(f"/test_{path.stem}.py") or module in text}
        return {name for name in self.seconds if _file_of(name) in files}

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts of the test files."""
        return {file: (self.root / file).read_text("utf-8") for file in {_file_of(name) for name in self.seconds}}

    def _names(self, contexts: Iterable[str]) -> set[str]:
        return {name for context in contexts if (name := _test_of(context)) in self.seconds}

    def in_order(self, names: Iterable[str]) -> list[str]:
        """*names* from test files whose tests are all quick first: the first use of a built site is slow in any file.

        Among files that are alike, the quickest test of each file comes first, then the second of each.
        """
        by_file: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda each: (self.seconds[each], each)):
            by_file.setdefault(_file_of(name), []).append(name)
        alike: dict[int, list[list[str]]] = {}
        for file in sorted(by_file, key=lambda each: (self._slowest[each], each)):
            alike.setdefault(bisect(_SLOW, self._slowest[file]), []).append(by_file[file])
        rows = (row for files in alike.values() for row in zip_longest(*files))
        return [name for row in rows for name in row if name]

    @cached_property
    def _slowest(self) -> dict[str, float]:
        """For each test file, the seconds that its slowest test takes."""
        slowest: dict[str, float] = {}
        for name, seconds in self.seconds.items():
            slowest[_file_of(name)] = max(seconds, slowest.get(_file_of(name), 0))
        return slowest


def measure(root: Path, folder: Path, tests: Sequence[str] = ()) -> None:
    """Run all tests of *root* under coverage, and write the results into *folder*; or add those of *tests*."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "coveragerc"
    settings.write_text(_SETTINGS % (folder / "data"), "utf-8")
    times = f"{_TIMES}{len(list(folder.glob(_ALL_TIMES)))}.xml" if tests else f"{_TIMES}.xml"
    options = ["-q", "-n", "2", "--dist", "loadfile", f"--junitxml={folder / times}", "-o", "junit_family=xunit1"]
    coverage_options = ["--cov=sphinx_qapi", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    added = ["--cov-append"] if tests else []
    command = [sys.executable, "-m", "pytest", *options, *coverage_options, *added, *tests]
    subprocess.run(command, cwd=root, check=False)


def covering(root: Path, folder: Path) -> Covering:
    """The results that `measure` has written into *folder* for the project in *root*."""
    data = coverage.CoverageData(str(folder / "data"))
    data.read()
    there = _collected(root)
    cases = [case for path in folder.glob(_ALL_TIMES) for case in ElementTree.parse(path).iter("testcase")]
    seconds = {_name(each): float(each.get("time", "0")) for each in cases if not _is_skipped(each)}
    return Covering(root, data, {name: took for name, took in seconds.items() if name in there})


def _collected(root: Path) -> set[str]:
    """The names of all tests of *root* as they are now."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    return set(subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.splitlines())


def within(names: Iterable[str], seconds: dict[str, float], limit: float) -> list[str]:
    """The *names*, in order, whose tests together take at most *limit* seconds; those that exceed it are left out."""
    chosen, total = [], 0.0
    for name in names:
        if total + seconds[name] <= limit:
            chosen.append(name)
            total += seconds[name]
    return chosen


def _file_of(name: str) -> str:
    return name.partition("::")[0]


def _test_of(context: str) -> str:
    """The test in a *context*: ``tests/test_a.py::test_b|run``, or ``… (call)`` from a process that it started."""
    return re.sub(r"(\|\w+| \(\w+\))$", "", context)


def _name(case: ElementTree.Element) -> str:
    classes = (case.get("classname") or "").split(".")
    file = case.get("file") or ""
    inner = classes[len(Path(file).parts) :]
    return "::".join([file, *inner, case.get("name") or ""])


def _is_skipped(case: ElementTree.Element) -> bool:
    return case.find("skipped") is not None
