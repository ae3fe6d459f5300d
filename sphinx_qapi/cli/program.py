"""The program ``sphinx-qapi``: a process of its own, which ends with its command.

At its normal end, Python runs the garbage collector three times and frees a million objects one by one, before the
system takes back all memory at once: that takes a sixth of a large build, and a quarter of one that changes nothing.
And as soon as a build is done, and the usual thresholds of the collector apply again, a full collection of everything
that the build has left is due, which takes a tenth of the build. The extension leaves such settings to the program
that calls Sphinx; here the process is ours.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from sphinx_qapi.cli.main import main

_OBJECTS = 200_000
"""Number of new objects between two garbage collections; the same as while the extension reads and writes pages."""


def run() -> NoReturn:
    """Run the command line, and end the process with its status."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    try:
        status = main()
    except KeyboardInterrupt:
        print("sphinx-qapi: interrupted", file=sys.stderr)
        status = 128 + signal.SIGINT
    if "sphinx" in sys.modules and not _is_watched():
        _end(status)
    sys.exit(status)


def _end(status: int) -> NoReturn:
    """Write buffered output, then end the process at once."""
    import logging

    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is no stream, its disk is full, or it is closed
            stream.flush()
    os._exit(status)


def _is_watched() -> bool:
    """Whether a debugger, a profiler or a measurement of coverage needs Python's normal end."""
    return sys.gettrace() is not None or sys.getprofile() is not None or "coverage" in sys.modules
