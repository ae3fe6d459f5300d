"""What a command returns."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.schema.definitions import Command
from sphinx_qapi.schema.documentation import SectionKind
from sphinx_qapi.sphinx_ext.page import Entry
from sphinx_qapi.sphinx_ext.plain_prose import plain_nodes
from sphinx_qapi.sphinx_ext.sections.label import label
from sphinx_qapi.sphinx_ext.words import _
from sphinx_qapi.syntax.plain.returns import read_returns


def returns_section(entry: Entry) -> list[nodes.Node]:
    """Type and text of the return value; what old comments say of errors there is left to the errors' part."""
    definition = entry.definition
    if not isinstance(definition, Command):
        return []
    blocks: list[nodes.Node] = []
    for section in entry.sections_of(SectionKind.RETURNS):
        if section.text.markup == "plain":
            returns = read_returns(section.text).returns
            blocks += plain_nodes(returns, section.text.path, entry.refer)
        else:
            blocks += entry.page.prose.read(section.text, entry.scope)
    if definition.returns is not None:
        return [label(_("Returns"), entry.type_link(definition.returns)), *blocks]
    if blocks:
        return [label(_("Returns")), *blocks]
    return [label(_("Returns"), nodes.Text(_("nothing")))] if definition.success_response else []
