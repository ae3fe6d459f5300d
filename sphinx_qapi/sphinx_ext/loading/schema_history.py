"""The history of a schema, from the file that its settings name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sphinx_qapi.analysis.evolution.versions import until
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import HistoryError, read_history
from sphinx_qapi.analysis.history.order import version_of
from sphinx_qapi.source.packed import read_packed_text
from sphinx_qapi.source.reading import UnreadableFile
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.options import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults
from sphinx_qapi.sphinx_ext.reporting import warn


@dataclass(frozen=True, kw_only=True)
class SchemaHistory:
    """A history, which is read only when something is asked that is not known from an earlier build."""

    path: Path
    text: str
    release: str
    """The release that is documented: what came later is not part of it. Empty where that is not known."""

    @cached_property
    def state(self) -> str:
        """Stands for its content."""
        return digest(f"{self.release}\n{self.text}")

    @cached_property
    def content(self) -> History:
        """The releases up to the one that is documented."""
        return until(read_history(self.text, str(self.path)), self.release)

    @property
    def version(self) -> Version | None:
        """The number of the release that is documented."""
        return version_of(self.release) if self.release else None


def load_history(config: SchemaConfig, results: KeptResults) -> SchemaHistory | None:
    """The history that *config* names; None, and a warning, where it cannot be read or is none."""
    if config.history is None:
        return None
    try:
        text = read_packed_text(str(config.history))
    except UnreadableFile as error:
        problem = str(error)
    else:
        history = SchemaHistory(path=config.history, text=text, release=config.release)
        problem = results.get(f"history {config.namespace}", history.state, lambda: _problem(history))
        if not problem:
            return history
    warn(f"qapi_schemas[{config.namespace!r}]: 'history': {problem}", "history")
    return None


def _problem(history: SchemaHistory) -> str:
    try:
        releases = history.content.releases
    except HistoryError as error:
        return str(error)
    return "" if releases else f"{history.path} has no release up to {history.release}"
