"""The section on the index page about the binary that a schema's settings name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_qapi.analysis.binary.topmost import topmost
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.pages.items import named_section
from sphinx_qapi.sphinx_ext.translation import _

if TYPE_CHECKING:
    from sphinx_qapi.analysis.binary.absent_rows import BinaryView


def binary_section(page: RenderTarget, view: BinaryView) -> nodes.section:
    """The section on how the binary was configured, and on what it has that the schema lacks."""
    section = named_section(page, _("The binary"))
    words = _(
        "Everything that this binary lacks is marked in its place, with the part of the condition that is not met."
    )
    section += nodes.paragraph("", words)
    titles = ((_("Defined"), True), (_("Not defined"), False), (_("Cannot be determined"), None))
    for title, wanted in titles:
        names = [name for name, known in view.symbols.items() if known is wanted]
        if names:
            section += nodes.paragraph("", "", nodes.Text(f"{title}: "), *_separated(names))
    if view.newer:
        section += nodes.paragraph("", _("The binary has parts that are newer than this schema:"))
        items = [_item(path, count) for path, count in topmost(view.newer)]
        section += nodes.bullet_list("", *items)
    return section


def _item(path: str, below: int) -> nodes.list_item:
    paragraph = nodes.paragraph("", "", nodes.literal("", path))
    if below:
        paragraph += nodes.Text(_(" and %d below") % below)
    return nodes.list_item("", paragraph)


def _separated(names: Iterable[str]) -> list[nodes.Node]:
    parts: list[nodes.Node] = []
    for name in names:
        parts += [nodes.Text(", ")] if parts else []
        parts.append(nodes.literal("", name))
    return parts
