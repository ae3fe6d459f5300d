"""One build at a time in a folder: a second build waits for the first.

The lock is on the folder itself and leaves no file; the system releases it when the process ends, however that happens.
On systems without such locks, as on Windows and on some file systems, builds do not wait.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from sphinx.errors import SphinxError
from sphinx.util import logging

_logger = logging.getLogger(__name__)
_PAUSE = 0.1
"""Seconds between two attempts to get a lock."""
LONGEST_WAIT = 600
"""Seconds after which a build gives up."""
_of_this_process: set[str] = set()
"""Folders that this process has locked: a second application in the same process does not wait for them."""


class BuildLock:
    """Locks folders for one build."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}

    def __del__(self) -> None:
        """Release the folders of a build that did not reach its end."""
        self.release()

    def take(self, folders: Iterable[Path]) -> None:
        """Wait until no other process has locked *folders*, and lock them; raises SphinxError after `LONGEST_WAIT`."""
        for folder in sorted({os.path.realpath(each) for each in folders}):  # in a fixed order, to avoid deadlocks
            if folder in _of_this_process:
                continue
            try:
                Path(folder).mkdir(parents=True, exist_ok=True)
                descriptor = os.open(folder, os.O_RDONLY)
            except OSError:  # Sphinx will report this
                continue
            self._held[folder] = descriptor
            _of_this_process.add(folder)
            _wait(folder, descriptor)

    def release(self) -> None:
        """Release all folders."""
        for folder, descriptor in self._held.items():
            os.close(descriptor)
            _of_this_process.discard(folder)
        self._held.clear()


def _wait(folder: str, descriptor: int) -> None:
    import fcntl  # folders cannot be opened on systems without it

    end = time.monotonic() + LONGEST_WAIT
    is_told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise SphinxError(f"another build has been running in {folder} for {LONGEST_WAIT} s") from None
            if not is_told:
                is_told = True
                _logger.info("waiting for another build in %s", folder)
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            return
        else:
            return
