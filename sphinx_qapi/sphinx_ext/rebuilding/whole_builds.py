"""Builds continue only from what a complete build has left.

Sphinx writes its environment and doctrees one after the other, and uses whatever it finds: if a build was killed in
between, a disk was full, a file was damaged, or an old copy was put back, pages would be made from that. So digests of
all these files are kept when a build is complete; if one differs when the next build begins, that build starts with a
new environment, as Sphinx itself does after an error.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import SphinxError

from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.source.whole_files import remove_unfinished
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import doctree_names, environment_file
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import FailedWrites
from sphinx_qapi.sphinx_ext.loading.cache_files import digest_of_file, read_cache_file, write_cache_file
from sphinx_qapi.sphinx_ext.rebuilding.build_lock import BuildLock

_NAME = "qapi-doctrees.json"


class WholeBuilds:
    """Checks that the last build was complete, and whether the current one is: one per application."""

    def __init__(self) -> None:
        self._lock = BuildLock()
        self._failed: FailedWrites | None = None
        self._before: dict[str, str] = {}
        self._stamps: dict[str, object] = {}
        """For each file of the last build, what tells, during this build, whether it has been written again."""

    def begin(self, app: Sphinx, _config: Config) -> None:
        """Lock the folders, and remove an environment left by no complete build (handler of ``config-inited``)."""
        self._lock.take([Path(app.outdir), Path(app.doctreedir)])
        for folder in (Path(app.doctreedir), Path(app.outdir, "_static")):
            remove_unfinished(folder)
        kept = read_cache_file(_file(app))
        before: dict[str, str] = json.loads(kept) if kept is not None else {}
        environment = environment_file(app)
        self._stamps = {name: _stamp(environment.parent / name) for name in before}
        if environment.is_file() and not _is_as_left(environment, before):
            _forget(environment)
            before = {}
        self._before = before

    def watch(self, app: Sphinx) -> None:
        """Start noting files that cannot be written (handler of ``builder-inited``)."""
        self._failed = FailedWrites(app.builder)
        self._failed.begin()

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep digests of what a complete build has left, and unlock the folders (handler of ``build-finished``).

        After an incomplete build, the environment is removed.
        """
        is_whole = exception is None
        if self._failed is not None:
            self._failed.end()
            is_whole = is_whole and not self._failed.are_some
        environment = environment_file(app)
        if not is_whole:
            _forget(environment)
        elif digest_of_file(environment) != self._before.get(environment.name):
            names = (environment.name, *doctree_names(app.env))
            digests = {name: self._digest(environment.parent, name) for name in names}
            with suppress(OSError):  # the next build starts with a new environment
                write_cache_file(_file(app), json.dumps(digests, indent=0).encode())
        self._lock.release()

    def _digest(self, folder: Path, name: str) -> str:
        """The digest of a file, which was computed when this build began if it has not been written since."""
        if name in self._before and _stamp(folder / name) == self._stamps[name]:
            return self._before[name]
        return digest_of_file(folder / name)


def _stamp(path: Path) -> object:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size, about.st_ino


def _forget(environment: Path) -> None:
    try:
        environment.unlink(missing_ok=True)
    except OSError as error:
        raise SphinxError(f"cannot remove {environment}, which no later build may use: {reason_of(error)}") from error


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, _NAME)


def _is_as_left(environment: Path, before: dict[str, str]) -> bool:
    return environment.name in before and all(
        digest_of_file(environment.parent / name) == digest for name, digest in before.items()
    )
