"""Builds in processes of their own that begin with everything imported, and may be killed."""

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
"""Seconds after which a build counts as one that never ends."""


class Fault(NamedTuple):
    """What happens to a build."""

    change: int = 0
    """Its processes are killed when they are about to make this change to files, counted from 1."""
    seconds: float = 0
    """They are killed after so long."""
    room: int = 0
    """No file can have more bytes than so many, if it is not 0: as on a disk that is full."""


NO_FAULT = Fault()


class Ended(NamedTuple):
    """How a build ended."""

    status: int
    """Of `os.waitstatus_to_exitcode`."""
    changes: int
    """How many changes to files it made."""


def forked_build(words: list[str], fault: Fault = NO_FAULT, log: Path | None = None) -> Ended:
    """Call sphinx-build with *words* in a process of its own."""
    return forked(lambda: build_main(words), fault, log)


def forked(work: Callable[[], int], fault: Fault = NO_FAULT, log: Path | None = None) -> Ended:
    """Do *work* in a process of its own, and in those that it starts; what it says goes to *log*."""
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
    # The workers of one that was killed alone may still write.
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
    """Count what changes files, and die at the *last*; of two processes that count at once one may go uncounted."""
    is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if is_write or event in _CHANGES:
        number = struct.unpack("q", counter)[0] + 1
        struct.pack_into("q", counter, 0, number)
        if number == last:
            os.killpg(0, signal.SIGKILL)
