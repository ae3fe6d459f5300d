"""The result of a check, to be written in any format."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sphinx_qapi.schema.model.kinds import KINDS
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Diagnostic


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckReport:
    """The outcome of checking one or several schemas."""

    schemas: tuple[Schema, ...]
    diagnostics: tuple[Diagnostic, ...]
    """The diagnostics to show, in the order of reading."""
    omitted: int = 0
    """Number of further diagnostics that are not shown."""
    release: str | None = None
    """The release that was named, as `dialect_in_words` writes it; None if the dialects were detected."""


def counts_by_kind(schema: Schema) -> dict[str, int]:
    """Return the number of definitions of each kind in *schema*, by keyword as written; ``type`` counts as struct."""
    written = Counter(definition.keyword for definition in schema.definitions.values())
    written["struct"] += written.pop("type", 0)
    return {kind: written[kind] for kind in KINDS}
