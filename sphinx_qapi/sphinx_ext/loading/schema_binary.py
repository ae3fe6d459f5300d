"""The binary that the settings of a schema name: its reply to ``query-qmp-schema``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.named_files import read_named_file
from sphinx_qapi.sphinx_ext.loading.result_cache import ResultCache

if TYPE_CHECKING:
    from sphinx_qapi.analysis.binary.absent_rows import BinaryView


@dataclass(frozen=True, kw_only=True)
class SchemaBinary:
    """A reply, which is parsed only if something is not known from an earlier build."""

    path: Path
    text: str
    namespace: str
    results: ResultCache

    @cached_property
    def state(self) -> str:
        """Digest of its content."""
        return digest(self.text)

    @property
    def problem(self) -> str:
        """Why it is not a reply; empty if it is one."""
        return self.results.get(f"binary {self.namespace}", self.state, self._find_problem)

    def view(self, schema: Schema) -> BinaryView:
        """What the pages of *schema* show of the binary. Raises ReplyError if it is not a reply."""
        from sphinx_qapi.analysis.binary.absent_rows import binary_view  # few schemas name a binary
        from sphinx_qapi.analysis.probes.probe_paths import reply_probe_paths
        from sphinx_qapi.analysis.wire.reply_shapes import reply_infos

        return binary_view(schema, reply_probe_paths(reply_infos(self.text)))

    def _find_problem(self) -> str:
        from sphinx_qapi.analysis.probes.probe_paths import reply_probe_paths
        from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, reply_infos

        try:
            reply_probe_paths(reply_infos(self.text))
        except ReplyError as error:
            return f"cannot read {self.path}: {error}"
        return ""


def load_binary(config: SchemaConfig, results: ResultCache) -> SchemaBinary | None:
    """The reply that *config* names; None if it names none. Raises ConfigError for a file that is no readable reply."""

    def take(path: Path, text: str) -> SchemaBinary:
        return SchemaBinary(path=path, text=text, namespace=config.namespace, results=results)

    if config.binary is None:
        return None
    binary, problem = read_named_file(config.binary, take)
    if problem:
        raise ConfigError(f"qapi_schemas[{config.namespace!r}]: 'binary': {problem}")
    return binary
