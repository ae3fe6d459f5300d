"""Measured processes: CPU seconds, wall-clock seconds and memory, and times in units of the calibration."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.calibration import unit

_READ = re.compile(r"(\d+) added, (\d+) changed, \d+ removed")


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """The figures of one run of a process."""

    cpu: float
    clock: float
    unit: float
    """The mean of the calibration before and after the run, in CPU seconds."""
    memory: float
    """The peak of memory in MiB, of the largest process if there are several."""
    output: str

    @property
    def units(self) -> float:
        """The CPU time in units of the calibration."""
        return self.cpu / self.unit

    @property
    def pages_read(self) -> int:
        """The number of pages that Sphinx read."""
        found = _READ.search(self.output)
        return sum(map(int, found.groups())) if found else 0


def measure(words: Sequence[str]) -> Measurement:
    """Run Python with the arguments *words*; raise RuntimeError, with the output of the process, if it fails."""
    before = unit()
    start = time.perf_counter()
    usage, text = _run(words)
    clock = time.perf_counter() - start
    return Measurement(
        cpu=usage.ru_utime + usage.ru_stime,
        clock=clock,
        unit=(before + unit()) / 2,
        memory=usage.ru_maxrss / 1024,
        output=text,
    )


def user_seconds(words: Sequence[str], **variables: str) -> float:
    """Run Python with the arguments *words*; return its CPU seconds outside of the system, which vary less.

    The environment has *variables* besides its own. Raises RuntimeError as `measure` does.
    """
    usage, _ = _run(words, **variables)
    return usage.ru_utime


def instructions(words: Sequence[str], **variables: str) -> float:
    """Run Python with the arguments *words*; return how many milliards of instructions it takes.

    Valgrind counts them, which takes twelve times as long. Two runs differ by less than a thousandth, on a machine
    that is busy as well; what waits for memory counts no more than anything else. The environment has *variables*
    besides its own. Raises RuntimeError as `measure` does, and FileNotFoundError without Valgrind.
    """
    counting = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
    _, text = _run(words, counting, PYTHONHASHSEED="0", **variables)
    counts = re.findall(r"I +refs: +([\d,]+)", text)
    return int(counts[-1].replace(",", "")) / 1e9


def _run(words: Sequence[str], under: Sequence[str] = (), **variables: str) -> tuple[resource.struct_rusage, str]:
    """What Python with the arguments *words* used and printed, run by the program *under*."""
    with tempfile.TemporaryFile("w+") as output:
        environment = {**_as_installed(os.environ), **variables}
        command = [*under, sys.executable, *words]
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if status:
        raise RuntimeError(f"{' '.join(words)}\n{text}")
    return usage, text


def _as_installed(environment: Mapping[str, str]) -> dict[str, str]:
    """The *environment*, but Python stores compiled code, as it does for every user who installs the package."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def folder_size(folder: Path) -> float:
    """The size of all files below *folder*, in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
