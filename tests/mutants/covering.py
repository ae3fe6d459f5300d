"""The tests that run a line, and how long they take: measured in one run of all tests under coverage, and kept."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Covering:
    """The tests of each line, from the data in *folder*."""

    data: coverage.CoverageData
    seconds: dict[str, float]
    """Seconds that each test took, by its name as pytest accepts it."""

    def tests_of(self, path: Path, line: int) -> list[str]:
        """The tests that run *line* of *path*: the quickest of each test file first, then the second of each."""
        contexts = self.data.contexts_by_lineno(str(path)).get(line, [])
        names = {name for context in contexts if (name := _test_of(context)) in self.seconds}
        by_file: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda each: (self.seconds[each], each)):
            by_file.setdefault(name.partition("::")[0], []).append(name)
        files = sorted(by_file.values(), key=lambda each: self.seconds[each[0]])
        return [name for row in zip_longest(*files) for name in row if name]


def measure(root: Path, folder: Path) -> None:
    """Run all tests of *root* under coverage, and write the results into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "coveragerc"
    settings.write_text(_SETTINGS % (folder / "data"), "utf-8")
    options = ["-q", "-n", "2", "--dist", "loadfile", f"--junitxml={folder / 'times.xml'}", "-o", "junit_family=xunit1"]
    coverage_options = ["--cov=sphinx_qapi", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    subprocess.run([sys.executable, "-m", "pytest", *options, *coverage_options], cwd=root, check=False)


def covering(folder: Path) -> Covering:
    """The results that `measure` has written into *folder*."""
    data = coverage.CoverageData(str(folder / "data"))
    data.read()
    cases = ElementTree.parse(folder / "times.xml").iter("testcase")
    return Covering(data, {_name(each): float(each.get("time", "0")) for each in cases if not _is_skipped(each)})


def within(names: Iterable[str], seconds: dict[str, float], limit: float) -> list[str]:
    """The *names*, in order, whose tests together take at most *limit* seconds; those that exceed it are left out."""
    chosen, total = [], 0.0
    for name in names:
        if total + seconds[name] <= limit:
            chosen.append(name)
            total += seconds[name]
    return chosen


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
