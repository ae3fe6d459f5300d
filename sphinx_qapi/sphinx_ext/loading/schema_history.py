"""The history of a schema, from the file that the schema's settings name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.errors import ConfigError

from sphinx_qapi.analysis.history.order import ReleaseError, find_release, release_version
from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.named_files import read_named_file
from sphinx_qapi.sphinx_ext.loading.result_cache import ResultCache

if TYPE_CHECKING:
    from sphinx_qapi.analysis.history.history import History


class HistoryOutline(NamedTuple):
    """Facts about a history that every build needs."""

    names: tuple[str, ...] = ()
    """Names of its releases up to the documented one, oldest first."""
    lines: int = 0
    """Number of lines at the start of the file that concern these releases."""
    problem: str = ""
    """Why it is not a history; empty if it is one."""


@dataclass(frozen=True, kw_only=True)
class SchemaHistory:
    """A history, which is parsed only if something is not known from an earlier build."""

    path: Path
    text: str
    release: str
    """The documented release: later releases are left out. Empty if it is not known; then all are used."""
    namespace: str
    results: ResultCache

    @cached_property
    def state(self) -> str:
        """Digest of its content, and of the documented release."""
        return digest(f"{self.release}\n{self.text}")

    @cached_property
    def content(self) -> History:
        """The history up to the documented release. Raises HistoryError if the file is not a history."""
        from sphinx_qapi.analysis.evolution.versions import until  # what reads histories takes long to import
        from sphinx_qapi.analysis.history.history_file import read_history

        return until(read_history(self.text, str(self.path)), self.release)

    def forget(self) -> None:
        """Free the content, which is parsed again if something still needs it."""
        self.__dict__.pop("content", None)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the releases up to the documented one, oldest first."""
        return self._outline.names

    @property
    def lines(self) -> list[str]:
        """The lines of the file that concern these releases."""
        return self.text.splitlines()[: self._outline.lines]

    @property
    def problem(self) -> str:
        """Why it is not a history; empty if it is one."""
        return self._outline.problem

    @property
    def version(self) -> Version | None:
        """Version number of the documented release; None if it is not known."""
        return release_version(self.release) if self.release else None

    def place(self, name: str) -> int:
        """Index of the release *name* in `names`; raises ValueError, with what was expected, if it is unknown."""
        try:
            return find_release(name, self.names)
        except ReleaseError as error:
            raise ValueError(str(error)) from None

    @cached_property
    def _outline(self) -> HistoryOutline:
        return self.results.get(f"history {self.namespace}", self.state, self._read_outline)

    def _read_outline(self) -> HistoryOutline:
        from sphinx_qapi.analysis.history.history_file import HistoryError

        try:
            history = self.content
        except HistoryError as error:
            return HistoryOutline(problem=str(error))
        if not history.releases:
            return HistoryOutline(problem=f"{self.path} has no release up to {self.release}")
        # The line with the format precedes the shapes and the releases.
        return HistoryOutline(tuple(history.names), 1 + history.counts[-1] + len(history.releases))


def load_history(config: SchemaConfig, results: ResultCache) -> SchemaHistory | None:
    """The history that *config* names; None if it names none. Raises ConfigError if the file is no readable history."""

    def take(path: Path, text: str) -> SchemaHistory:
        return SchemaHistory(path=path, text=text, release=config.release, namespace=config.namespace, results=results)

    if config.history is None:
        return None
    history, problem = read_named_file(config.history, take)
    if problem:
        raise ConfigError(f"qapi_schemas[{config.namespace!r}]: 'history': {problem}")
    return history
