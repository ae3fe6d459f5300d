"""The binary that a schema's settings name: its reply to ``query-qmp-schema``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sphinx_qapi.analysis.binary.rows import BinaryView, binary_view
from sphinx_qapi.analysis.probes.paths import reply_probe_paths
from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, reply_infos
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.packed import read_packed_text
from sphinx_qapi.source.reading import UnreadableFile
from sphinx_qapi.sphinx_ext.configuration.options import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults
from sphinx_qapi.sphinx_ext.reporting import warn


@dataclass(frozen=True, kw_only=True)
class SchemaBinary:
    """A reply, which is taken apart only when something is asked that is not known from an earlier build."""

    path: Path
    text: str

    @cached_property
    def state(self) -> str:
        """Stands for its content."""
        return digest(self.text)

    def view(self, schema: Schema) -> BinaryView:
        """What the pages of *schema* show of it."""
        return binary_view(schema, reply_probe_paths(reply_infos(self.text)))


def load_binary(config: SchemaConfig, results: KeptResults) -> SchemaBinary | None:
    """The reply that *config* names; None, and a warning, where it cannot be read or is none."""
    if config.binary is None:
        return None
    try:
        text = read_packed_text(str(config.binary))
    except UnreadableFile as error:
        problem = str(error)
    else:
        binary = SchemaBinary(path=config.binary, text=text)
        problem = results.get(f"binary {config.namespace}", binary.state, lambda: _problem(binary))
        if not problem:
            return binary
    warn(f"qapi_schemas[{config.namespace!r}]: 'binary': {problem}", "binary")
    return None


def _problem(binary: SchemaBinary) -> str:
    try:
        reply_probe_paths(reply_infos(binary.text))
    except ReplyError as error:
        return f"cannot read {binary.path}: {error}"
    return ""
