"""The sections of a definition's entry, one file for each."""

from __future__ import annotations

from collections.abc import Callable

from docutils.nodes import Node

from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.entries.sections.availability import availability_section
from sphinx_qapi.sphinx_ext.entries.sections.errors import errors_section
from sphinx_qapi.sphinx_ext.entries.sections.features import features_section
from sphinx_qapi.sphinx_ext.entries.sections.graph import graph_section
from sphinx_qapi.sphinx_ext.entries.sections.members import members_section
from sphinx_qapi.sphinx_ext.entries.sections.payload import payload_section
from sphinx_qapi.sphinx_ext.entries.sections.remarks import introduction_section, remarks_section
from sphinx_qapi.sphinx_ext.entries.sections.returns import returns_section
from sphinx_qapi.sphinx_ext.entries.sections.used_by import used_by_section
from sphinx_qapi.sphinx_ext.entries.sections.values import alternatives_section, values_section

SECTIONS: tuple[Callable[[Entry], list[Node]], ...] = (
    introduction_section,
    members_section,
    values_section,
    alternatives_section,
    returns_section,
    errors_section,
    features_section,
    payload_section,
    remarks_section,
    availability_section,
    graph_section,
    used_by_section,
)
"""The functions that make the sections, in the order of the page; each returns nodes, or none if it has no content."""
