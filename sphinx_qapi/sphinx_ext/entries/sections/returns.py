"""The section of what a command returns."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes

from sphinx_qapi.analysis.effective_members import EffectiveMember, effective_members
from sphinx_qapi.analysis.history.wire_rows import RETURNED
from sphinx_qapi.analysis.returned import returned_in_place
from sphinx_qapi.schema.model.definitions import Command, Definition, StructType
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.sphinx_ext.doctree.anchors import returns_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_rows
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.beside import returned_lines
from sphinx_qapi.sphinx_ext.entries.sections.members import described_row
from sphinx_qapi.sphinx_ext.entries.views import Site, View, of_displayed
from sphinx_qapi.sphinx_ext.translation import _


def _returned(site: Site, definition: Definition) -> tuple[StructType | None, tuple[EffectiveMember, ...]]:
    schema = site.loaded.schema
    struct = returned_in_place(schema, definition) if isinstance(definition, Command) else None
    return struct, effective_members(schema, struct).members if struct is not None else ()


RETURNED_STRUCT = View("returned struct", _returned, made_of=of_displayed)
"""The struct that a command returns and its members, if they are few."""


def returns_section(entry: EntryContext) -> list[nodes.Node]:
    """The type and text of the return value; errors that old comments list there are left to `errors_section`."""
    definition = entry.definition
    if not isinstance(definition, Command):
        return []
    blocks: list[nodes.Node] = []
    for section in entry.sections_of(SectionKind.RETURNS):
        if section.text.markup == "plain":
            from sphinx_qapi.syntax.plain.returns import read_returns  # comments have been reST since 5.2

            returns = read_returns(section.text).returns
            blocks += entry.plain(returns, section.text)
        else:
            blocks += entry.read(section.text)
    if definition.returns is not None:
        return [label(_("Returns"), entry.type_link(definition.returns)), *blocks, *_members(entry)]
    if blocks:
        return [label(_("Returns")), *blocks]
    return [label(_("Returns"), nodes.Text(_("nothing")))] if definition.success_response else []


def _members(entry: EntryContext) -> list[nodes.Node]:
    """The members of the returned struct, if they are few; otherwise none, as the link to the struct leads to them."""
    struct, members = entry.see(RETURNED_STRUCT)
    if struct is None:
        return []
    if struct.name in entry.page.beside:
        return returned_lines(entry, [replace(each, origin=each.origin or struct.name) for each in members])
    anchors = {member.name: returns_anchor(entry.anchor, member.path) for member in members}
    rows = []
    for member in members:
        declared = member if member.origin else replace(member, origin=struct.name)
        row = described_row(entry, declared, anchors, struct.name, RETURNED)
        if entry.claim(anchors[member.name]):
            row["ids"] = [anchors[member.name]]
        rows.append(row)
    return [qapi_rows("", *rows)]
