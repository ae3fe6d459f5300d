"""Modules and whole schemas as sections with their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.analysis.graph.neighbourhood import FEWEST_DEFINITIONS
from sphinx_qapi.analysis.graph.pictures import entry_points, module_graph
from sphinx_qapi.schema.schema import FreeText, Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.entry import definition_nodes
from sphinx_qapi.sphinx_ext.graph_node import graph_node
from sphinx_qapi.sphinx_ext.listing import (
    by_name,
    definition_rows,
    is_entry_point,
    module_rows,
    module_summary,
    module_title,
)
from sphinx_qapi.sphinx_ext.names import module_anchor
from sphinx_qapi.sphinx_ext.objects import ObjectRow
from sphinx_qapi.sphinx_ext.page import Page
from sphinx_qapi.sphinx_ext.sections.label import label
from sphinx_qapi.sphinx_ext.words import _


def module_section(page: Page, module: Module) -> nodes.section:
    """A module as a section: title, its first texts, a summary, then everything in source order."""
    items = list(page.loaded.page_items(module))
    title, level, items = _take_title(items, module.name)
    section = _section(page, title, module_anchor(page.namespace, module.name))
    _note_module(page, module)
    introduction = _take_texts(items)
    for item in introduction:
        section += page.prose.read(item.text, {})
    if len(module.definitions) > 1 and len(page.loaded.modules) > 1:  # one page is its own index
        section += module_summary(page.namespace, module)
    section += _entry_points(page, module)
    _append_items(page, section, level, items[len(introduction) :])
    return section


def module_body(page: Page, module: Module) -> list[nodes.Node]:
    """A module's texts and definitions in source order, headings as sections, for a page of the author's."""
    holder = nodes.section()
    _append_items(page, holder, 0, page.loaded.page_items(module))
    _note_module(page, module)
    return list(holder.children)


def schema_index(page: Page) -> nodes.section:
    """The index page of a schema: its front matter, modules, commands and events, types, and its contents tree."""
    loaded = page.loaded
    heading = loaded.config.heading
    section = _section(page, heading, "")
    if loaded.config.release:
        section += nodes.paragraph("", _("This is the reference of release %s.") % loaded.config.release)
    _append_items(page, section, 0, loaded.front_items, list_modules=True)
    root = page.schema.root
    if root in loaded.modules:
        section += module_rows(page.namespace, [root])
    definitions = by_name(page.schema.definitions.values())
    for title, chosen in (
        (_("Commands and events"), [each for each in definitions if is_entry_point(each)]),
        (_("Types"), [each for each in definitions if not is_entry_point(each)]),
    ):
        if chosen:
            part = _section(page, title, "")
            part += definition_rows(page.namespace, chosen, show_kind=True)
            section += part
    section += _module_graph(page)
    section += _contents_tree(page)
    return section


def _entry_points(page: Page, module: Module) -> list[nodes.Node]:
    """The picture of what a module's commands and events take and return, where there is something to see."""
    diagram = entry_points(page.loaded.type_graph, [each.name for each in module.definitions])
    if len(diagram.names) < FEWEST_DEFINITIONS:
        return []
    title = _("Commands and events, and their types")
    return [label(title), graph_node(page.env, page.namespace, diagram, f"{module.name}: {title}")]


def _module_graph(page: Page) -> list[nodes.Node]:
    """The section on how modules depend on each other, and the link to the map of all definitions."""
    diagram = module_graph(page.schema, page.loaded.type_graph)
    if len(diagram.names) < FEWEST_DEFINITIONS:
        return []
    part = _section(page, _("Modules and what they use"), "")
    part += graph_node(page.env, page.namespace, diagram, _("Modules and what they use"))
    if page.env.docname in page.loaded.generated:
        words = nodes.inline("", _("Map of all definitions"))
        link = addnodes.pending_xref(
            "",
            words,
            refdomain="std",
            reftype="doc",
            reftarget="map",
            refexplicit=True,
            refwarn=False,
            refdoc=page.env.docname,
        )
        part += nodes.paragraph("", "", link)
    return [part]


def whole_schema(page: Page) -> list[nodes.Node]:
    """All of a schema: its front matter, then its modules as sections."""
    holder = nodes.section()
    _append_items(page, holder, 0, page.loaded.front_items)
    return [*holder.children, *(module_section(page, module) for module in page.loaded.modules)]


def _take_title(items: list[ModuleItem], name: str) -> tuple[nodes.Text | Heading, int, list[ModuleItem]]:
    """The heading before the first definition that serves as title, its level, and the items without it."""
    for number, item in enumerate(items):
        if isinstance(item, Heading):
            return item, item.level, items[:number] + items[number + 1 :]
        if not isinstance(item, FreeText):
            break
    return nodes.Text(name), 0, items


def _take_texts(items: list[ModuleItem]) -> list[FreeText]:
    texts: list[FreeText] = []
    for item in items:
        if isinstance(item, FreeText):
            texts.append(item)
        elif not isinstance(item, Inclusion):
            break
    return texts


def _append_items(
    page: Page, holder: nodes.Element, level: int, items: Iterable[ModuleItem], *, list_modules: bool = False
) -> None:
    """Append *items* to *holder*; headings begin sections, nested by their level below *level*."""
    open_sections: list[tuple[int, nodes.Element]] = [(level, holder)]
    included: list[Module] = []

    def flush() -> None:
        if included and list_modules:
            open_sections[-1][1].append(module_rows(page.namespace, included))
        included.clear()

    for item in items:
        if isinstance(item, Inclusion):
            included += _included(page, item)
            continue
        flush()
        if isinstance(item, Heading):
            own = max(item.level, level + 1)
            while open_sections[-1][0] >= own:
                open_sections.pop()
            section = _section(page, item, "")
            open_sections[-1][1].append(section)
            open_sections.append((own, section))
        elif isinstance(item, FreeText):
            open_sections[-1][1].extend(page.prose.read(item.text, {}))
        else:
            open_sections[-1][1].extend(definition_nodes(page, item))
    flush()


def _included(page: Page, inclusion: Inclusion) -> Iterator[Module]:
    """The included module and those that it includes for the first time, as far as they have pages."""
    module = page.schema.modules_by_name[inclusion.module]
    if module in page.loaded.modules:
        yield module
    for item in module.items:
        if isinstance(item, Inclusion):
            yield from _included(page, item)


def _section(page: Page, title: nodes.Text | Heading | str, anchor: str) -> nodes.section:
    if isinstance(title, Heading):
        text = Text(path=title.position.path, lines=(title.title,), numbers=(title.position.line,), markup=title.markup)
        blocks = page.prose.read(text, {})
        is_paragraph = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
        content = list(blocks[0].children) if is_paragraph else [nodes.Text(title.title)]
    else:
        content = [nodes.Text(title)]
    node = nodes.title("", "", *content)
    section = nodes.section("", node)
    name = nodes.fully_normalize_name(node.astext())
    section["names"].append(name)
    page.document.note_implicit_target(section, section)
    if anchor:
        section["ids"].insert(0, anchor)
    return section


def _note_module(page: Page, module: Module) -> None:
    docname = page.env.docname
    domain = page.env.get_domain("qapi")
    anchor = module_anchor(page.namespace, module.name)
    row = ObjectRow(page.namespace, module.name, "module", module.name, docname, anchor, int(page.rank), page.line)
    domain.note_object(row)  # type: ignore[attr-defined]
    domain.note_shown(docname, f"{page.namespace}::{module.name}")  # type: ignore[attr-defined]


def _contents_tree(page: Page) -> list[nodes.Node]:
    """The hidden tree of the generated pages: it puts them into the theme's navigation."""
    documents = [document for document, module in page.loaded.generated.items() if module is not None]
    if not documents or page.env.docname not in page.loaded.generated:
        return []
    tree = addnodes.toctree(
        "",
        parent=page.env.docname,
        entries=[(None, document) for document in documents],
        includefiles=documents,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        rawentries=[],
    )
    return [nodes.compound("", tree, classes=["toctree-wrapper"])]


__all__ = ["module_body", "module_section", "module_title", "schema_index", "whole_schema"]
