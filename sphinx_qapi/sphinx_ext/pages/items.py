"""The items of a module in source order: headings as sections, texts, inclusions, and definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.entries.definition_entry import definition_nodes
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget


def append_items(
    page: RenderTarget,
    holder: nodes.Element,
    level: int,
    items: Iterable[ModuleItem],
    *,
    show_included: Callable[[list[Module]], list[nodes.Node]] = lambda _modules: [],
    show_definitions: Callable[[nodes.Element, list[Definition]], None] | None = None,
) -> None:
    """Append *items* to *holder*; headings begin sections, nested by their level below *level*.

    *show_included* gives the nodes for a run of modules included one after the other. Definitions are shown in full,
    unless *show_definitions* is given: that appends nodes for a run of definitions to the innermost section.
    """
    open_sections: list[tuple[int, nodes.Element]] = [(level, holder)]
    for kind, group in groupby(items, _kind_of):
        innermost = open_sections[-1][1]
        run: list[Any] = list(group)
        if kind is Inclusion:
            included = [module for each in run for module in included_modules(page, each)]
            innermost.extend(show_included(included) if included else [])
        elif kind is Heading:
            for heading in run:
                _open_section(page, open_sections, heading)
        elif kind is FreeText:
            innermost.extend(node for each in run for node in page.read_free(each))
        elif show_definitions:
            show_definitions(innermost, run)
        else:
            shown = (each for each in run if page.display.shows(each.kind, each.name))
            innermost.extend(node for each in shown for node in definition_nodes(page, each))
    if page.display.is_partial:
        drop_bare_headings(holder)


def _kind_of(item: ModuleItem) -> type:
    return next((kind for kind in (Inclusion, Heading, FreeText) if isinstance(item, kind)), object)


def _open_section(page: RenderTarget, open_sections: list[tuple[int, nodes.Element]], heading: Heading) -> None:
    own = max(heading.level, open_sections[0][0] + 1)
    while open_sections[-1][0] >= own:
        open_sections.pop()
    section = named_section(page, heading)
    open_sections[-1][1].append(section)
    open_sections.append((own, section))


def drop_bare_headings(holder: nodes.Element) -> None:
    """Remove sections that have only a title."""
    for section in reversed(list(holder.findall(nodes.section))):
        if section is not holder and len(section) == 1:
            section.parent.remove(section)


def named_section(page: RenderTarget, title: nodes.Text | Heading | str, *anchors: str) -> nodes.section:
    """An empty section with *title*; its name and *anchors* are targets. A heading's words are read as prose."""
    words = page.read_title(title) if isinstance(title, Heading) else nodes.Text(title)
    return schema_section(page.document, words, anchors=anchors)


def included_modules(page: RenderTarget, inclusion: Inclusion) -> Iterator[Module]:
    """The included module, and those that it is the first to include in turn, except modules without pages."""
    module = page.schema.modules_by_name[inclusion.module]
    if module in page.loaded.pages.modules:
        yield module
    for item in module.items:
        if isinstance(item, Inclusion):
            yield from included_modules(page, item)
