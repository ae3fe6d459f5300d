"""The sections of a definition's entry, one file for each."""

from __future__ import annotations

from typing import Any

from sphinx_qapi.sphinx_ext.entries.entry_context import EntrySection
from sphinx_qapi.sphinx_ext.entries.sections.availability import availability_section
from sphinx_qapi.sphinx_ext.entries.sections.errors import ERROR_CLASSES, errors_section
from sphinx_qapi.sphinx_ext.entries.sections.features import features_section
from sphinx_qapi.sphinx_ext.entries.sections.graph import IN_PLACE, TYPE_GRAPH, graph_section
from sphinx_qapi.sphinx_ext.entries.sections.members import members_section
from sphinx_qapi.sphinx_ext.entries.sections.payload import PAYLOAD, payload_section
from sphinx_qapi.sphinx_ext.entries.sections.remarks import introduction_section, remarks_section
from sphinx_qapi.sphinx_ext.entries.sections.returns import RETURNED_STRUCT, returns_section
from sphinx_qapi.sphinx_ext.entries.sections.used_by import used_by_section
from sphinx_qapi.sphinx_ext.entries.sections.values import PROBE_PLACE, alternatives_section, values_section
from sphinx_qapi.sphinx_ext.entries.views import ABSENT, EMISSIONS, FACTS, FRAME, HAS_FACTS, SINCE, USAGE, View

ROW = (FACTS, HAS_FACTS, SINCE, ABSENT)
"""The views that rows read for their badges and marks."""

SECTIONS: tuple[EntrySection, ...] = (
    EntrySection("introduction", (PAYLOAD,), introduction_section),
    EntrySection("members", ROW, members_section),
    EntrySection("values", (*ROW, PROBE_PLACE), values_section),
    EntrySection("alternatives", ROW, alternatives_section),
    EntrySection("returns", (*ROW, RETURNED_STRUCT), returns_section),
    EntrySection("errors", (ERROR_CLASSES,), errors_section),
    EntrySection("features", ROW, features_section),
    EntrySection("payload", (PAYLOAD,), payload_section),
    EntrySection("remarks", (), remarks_section),
    EntrySection("availability", (FACTS,), availability_section),
    EntrySection("graph", (TYPE_GRAPH, IN_PLACE), graph_section),
    EntrySection("used by", (USAGE, EMISSIONS), used_by_section),
)
"""The sections in the order of the page, each with the views that it reads of the schema.

What is not declared here cannot be read there: see `sphinx_qapi.sphinx_ext.entries.views`.
"""


def declared_views() -> tuple[View[Any], ...]:
    """All views that parts of entries declare, each once: the fingerprint of a definition is made of them."""
    return tuple(dict.fromkeys(view for part in (FRAME, *SECTIONS) for view in part.reads))
