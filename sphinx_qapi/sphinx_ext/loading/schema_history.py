"""The history of a schema, from the file that its settings name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sphinx.errors import ConfigError

from sphinx_qapi.analysis.evolution.versions import until
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import HistoryError, read_history
from sphinx_qapi.analysis.history.order import ReleaseError, find_release, version_of
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.options import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.named_files import read_named_file
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults


class Outline(NamedTuple):
    """What every build asks of a history."""

    names: tuple[str, ...] = ()
    """Of its releases up to the one that is documented, oldest first."""
    lines: int = 0
    """How many lines of the file tell of these."""
    problem: str = ""
    """Why it is no history; empty where it is one."""


@dataclass(frozen=True, kw_only=True)
class SchemaHistory:
    """A history, which is read only when something is asked that is not known from an earlier build."""

    path: Path
    text: str
    release: str
    """The release that is documented: what came later is not part of it. Empty where that is not known."""
    namespace: str
    results: KeptResults

    @cached_property
    def state(self) -> str:
        """Stands for its content."""
        return digest(f"{self.release}\n{self.text}")

    @cached_property
    def content(self) -> History:
        """The releases up to the one that is documented."""
        return until(read_history(self.text, str(self.path)), self.release)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of these releases."""
        return self._outline.names

    @property
    def lines(self) -> list[str]:
        """The lines of the file that tell of them."""
        return self.text.splitlines()[: self._outline.lines]

    @property
    def problem(self) -> str:
        """Why it is no history; empty where it is one."""
        return self._outline.problem

    @property
    def version(self) -> Version | None:
        """The number of the release that is documented."""
        return version_of(self.release) if self.release else None

    def place(self, name: str) -> int:
        """Where the release *name* stands among them; raises ValueError, with what was expected."""
        try:
            return find_release(name, self.names)
        except ReleaseError as error:
            raise ValueError(str(error)) from None

    @cached_property
    def _outline(self) -> Outline:
        return self.results.get(f"history {self.namespace}", self.state, self._read_outline)

    def _read_outline(self) -> Outline:
        try:
            history = self.content
        except HistoryError as error:
            return Outline(problem=str(error))
        if not history.releases:
            return Outline(problem=f"{self.path} has no release up to {self.release}")
        # Before the shapes and releases stands the line with the format.
        return Outline(tuple(history.names), 1 + history.counts[-1] + len(history.releases))


def load_history(config: SchemaConfig, results: KeptResults) -> SchemaHistory | None:
    """The history that *config* names, if it names one. Raises ConfigError where it cannot be read or is none."""

    def take(path: Path, text: str) -> SchemaHistory:
        return SchemaHistory(path=path, text=text, release=config.release, namespace=config.namespace, results=results)

    if config.history is None:
        return None
    history, problem = read_named_file(config.history, take)
    if problem:
        raise ConfigError(f"qapi_schemas[{config.namespace!r}]: 'history': {problem}")
    return history
