"""The binary that a schema's settings name: its reply to ``query-qmp-schema``."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sphinx_qapi.analysis.binary.rows import BinaryView, binary_view
from sphinx_qapi.analysis.probes.paths import reply_probe_paths
from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, reply_infos
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.sphinx_ext.configuration.options import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults
from sphinx_qapi.sphinx_ext.reporting import warn

_GZIP = b"\x1f\x8b"


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
        data = config.binary.read_bytes()
        text = (gzip.decompress(data) if data.startswith(_GZIP) else data).decode()
    except UnicodeDecodeError:
        problem = f"cannot read {config.binary}: it is no UTF-8"
    except (EOFError, zlib.error, gzip.BadGzipFile):
        problem = f"cannot read {config.binary}: its compression is damaged"
    except OSError as error:
        problem = f"cannot read {config.binary}: {error.strerror}"
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
