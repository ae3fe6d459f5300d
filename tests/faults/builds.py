"""Builds in forked processes, which start with everything imported and may be killed."""

from __future__ import annotations

import mmap
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sphinx.cmd.build import build_main

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile"}
HANG = 120
"""Seconds after which a build counts as hanging."""


class Fault(NamedTuple):
    """The fault that a build suffers; 0 in a field means that it does not occur."""

    change: int = 0
    """Number, from 1, of the change to files at which the build's processes are killed, just before they make it."""
    seconds: float = 0
    """Seconds after which the processes are killed."""
    room: int = 0
    """Maximal number of bytes of a file, as if the disk were full."""


NO_FAULT = Fault()


class Ended(NamedTuple):
    """How a build ended."""

    status: int
    """Exit code, as `os.waitstatus_to_exitcode` gives it: negative after a signal."""
    changes: int
    """Number of changes to files that the build made."""


def forked_build(words: list[str], fault: Fault = NO_FAULT, log: Path | None = None) -> Ended:
    """Call sphinx-build with *words* in a process of its own."""
    return forked(lambda: build_main(words), fault, log)


def forked(work: Callable[[], int], fault: Fault = NO_FAULT, log: Path | None = None) -> Ended:
    """Do *work* in a process group of its own; its output goes to *log*, or nowhere.

    TimeoutError is raised if it hangs.
    """
    counter = mmap.mmap(-1, 8)
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _work(work, fault, counter, log)
    end = time.monotonic() + (fault.seconds or HANG)
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            break
        if time.monotonic() > end:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            if not fault.seconds:
                raise TimeoutError(f"a build takes more than {HANG} s")
        time.sleep(0.005)
    # If only the first process was killed, its workers may still write.
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return Ended(os.waitstatus_to_exitcode(status), struct.unpack("q", counter)[0])


def _work(work: Callable[[], int], fault: Fault, counter: mmap.mmap, log: Path | None) -> None:
    status = 99
    try:
        os.setpgid(0, 0)
        output = os.open(log or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if fault.room:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (fault.room, fault.room))
        sys.addaudithook(lambda event, arguments: _count(event, arguments, counter, fault.change))
        status = work()
    finally:
        os._exit(status)


def _count(event: str, arguments: tuple[object, ...], counter: mmap.mmap, last: int) -> None:
    """Count events that change files, and kill the group at number *last*; concurrent events may be counted as one."""
    is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if is_write or event in _CHANGES:
        number = struct.unpack("q", counter)[0] + 1
        struct.pack_into("q", counter, 0, number)
        if number == last:
            os.killpg(0, signal.SIGKILL)
