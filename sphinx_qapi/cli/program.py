"""The program ``sphinx-qapi``: a process of its own, which ends with its command.

When Python ends it looks three times for objects that it could free, and frees a million of them one by one, before
the system takes back the memory of all at once: that is a sixth of a large build, and a quarter of one that changes
nothing. And as soon as a build is done, and Python looks as often as before, a look at all that the build has left
behind falls due, which is a tenth of it. The extension leaves that to whoever calls Sphinx; here the process is ours.
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
"""New objects between two looks for garbage: as many as while the extension reads and writes pages."""


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
    """End at once, when all is written that waits to be written."""
    import logging

    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, it is full, or it is closed
            stream.flush()
    os._exit(status)


def _is_watched() -> bool:
    """Whether a debugger, a profiler or a measurement of coverage waits for Python's own end."""
    return sys.gettrace() is not None or sys.getprofile() is not None or "coverage" in sys.modules
