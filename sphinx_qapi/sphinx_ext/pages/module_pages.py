"""Modules as sections with their definitions, and as pages that link to the pages of their definitions."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.sphinx_ext.doctree.anchors import module_anchor, qemu_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_listed, qapi_page_head
from sphinx_qapi.sphinx_ext.doctree.page_parts import anchor_parts
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.pages.breadcrumbs import breadcrumbs
from sphinx_qapi.sphinx_ext.pages.definition_lists import module_summary, names_paragraph
from sphinx_qapi.sphinx_ext.pages.definition_page import definition_part
from sphinx_qapi.sphinx_ext.pages.index_pages import contents_tree, links_to_indexes
from sphinx_qapi.sphinx_ext.pages.items import append_items, named_section
from sphinx_qapi.sphinx_ext.pages.page_graphs import entry_point_graph


def _begin(page: RenderTarget, module: Module) -> tuple[nodes.section, list[nodes.Node], int, list[ModuleItem]]:
    """The section of *module* with its title and first texts; the labels above it, its level, and the other items."""
    title, level, above, items = take_title(list(page.loaded.pages.page_items(module)), module.name)
    section = named_section(page, title, *module_anchors(page, module))
    labels, first_texts = read_above(page, above)
    note_module(page, module)
    section += links_to_indexes(page)
    section += first_texts
    introduction, items = _take_texts(items)
    for item in introduction:
        section += page.read_free(item)
    return section, labels, level, items


def module_section(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """A module as a section: title, its first texts, a summary, then everything in source order.

    The labels that its author has put above the title precede the section.
    """
    section, labels, level, items = _begin(page, module)
    module = selected(page, module)
    if len(module.definitions) > 1 and len(page.loaded.pages.modules) > 1:
        section += module_summary(page, module)
    if page.display.graph:
        section += entry_point_graph(page, module)
    append_items(page, section, level, items)
    return [*labels, section]


def module_contents(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """A module as the page that links to the pages of its definitions.

    It has the module's title and texts, the names of definitions under the module's own headings, and then lists of
    its commands, events and types. The labels above its title precede the section.
    """
    section, labels, level, items = _begin(page, module)
    own = module_anchor(page.namespace, module.name)
    way = breadcrumbs(page, [], section[0].astext())

    def name_definitions(holder: nodes.Element, definitions: list[Definition]) -> None:
        if holder is not section:
            holder += names_paragraph(page, definitions)

    append_items(page, section, level, items, show_definitions=name_definitions)
    section += module_summary(page, module, with_anchors=True)
    section += entry_point_graph(page, module)
    anchor_parts(section.children, own)
    names = dict.fromkeys(page.loaded.pages.definition_pages[each.name] for each in module.definitions)
    section += contents_tree(page, list(map(page.loaded.pages.docname, names)))
    return [*way, *labels, section]


def module_in_parts(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """A module as the document that holds its own page and the pages of its definitions.

    Builders that split it write the page of `module_contents` and a page for each definition; for other builders it is
    the same as `module_section`.
    """
    section, labels, level, items = _begin(page, module)
    own = module_anchor(page.namespace, module.name)
    way = qapi_page_head("", *breadcrumbs(page, [], section[0].astext()))
    has_summary = len(module.definitions) > 1 and len(page.loaded.pages.modules) > 1
    summary = module_summary(page, module, with_anchors=True)
    graph = entry_point_graph(page, module)
    anchor_parts([*summary, *graph], own)
    section += qapi_listed("", *summary, joined=int(has_summary), last=1)
    section += qapi_listed("", *graph, joined=1, last=1)

    def show(holder: nodes.Element, definitions: list[Definition]) -> None:
        if holder is not section:
            holder += qapi_listed("", names_paragraph(page, definitions), joined=0, last=0)
        holder += [definition_part(page, each) for each in definitions]

    append_items(page, section, level, items, show_definitions=show)
    return [way, *labels, section]


def module_body(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """A module's texts and definitions in source order, with headings as sections, for an author's own page."""
    target = module_target(page, module)
    holder = nodes.section()
    append_items(page, holder, 0, page.loaded.pages.page_items(module))
    return [*target, *holder.children]


def module_target(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """The target of links to a module that has no section of its own here."""
    anchors = module_anchors(page, module)
    note_module(page, module)
    return [nodes.target("", "", ids=anchors)] if anchors else []


def take_title(
    items: list[ModuleItem], name: str
) -> tuple[nodes.Text | Heading, int, list[FreeText], list[ModuleItem]]:
    """The heading before the first definition as title, its level, the texts above it, and the items after it.

    Without such a heading the title is *name*, the level 0, and all items are left.
    """
    above: list[FreeText] = []
    for number, item in enumerate(items):
        if isinstance(item, Heading):
            return item, item.level, above, items[number + 1 :]
        if not isinstance(item, FreeText):
            break
        above.append(item)
    return nodes.Text(name), 0, [], items


def read_above(page: RenderTarget, texts: list[FreeText]) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """The labels at the end of *texts*, which belong to the title that follows; and the nodes before them."""
    blocks = [node for item in texts for node in page.read_free(item)]
    first = len(blocks)
    while first and _is_label(blocks[first - 1]):
        first -= 1
    return blocks[first:], blocks[:first]


def _is_label(node: nodes.Node) -> bool:
    return isinstance(node, nodes.target) and "refuri" not in node and "refname" not in node


def _take_texts(items: list[ModuleItem]) -> tuple[list[FreeText], list[ModuleItem]]:
    """The texts at the beginning of *items*, and the remaining items; inclusions among the texts are dropped."""
    texts: list[FreeText] = []
    for number, item in enumerate(items):
        if isinstance(item, FreeText):
            texts.append(item)
        elif not isinstance(item, Inclusion):
            return texts, items[number:]
    return texts, []


def selected(page: RenderTarget, module: Module) -> Module:
    """*module* with only the definitions that are shown."""
    shows = page.display.shows
    items = (item for item in module.items if not isinstance(item, Definition) or shows(item.kind, item.name))
    return replace(module, items=tuple(items)) if page.display.is_partial else module


def module_anchors(page: RenderTarget, module: Module) -> list[str]:
    """The anchors of *module*; none if links must not lead here, or if the page already has its anchor."""
    anchors = [module_anchor(page.namespace, module.name)]
    if not page.display.index or anchors[0] in page.document.ids:
        return []
    if page.env.config.qapi_qemu_anchors:
        anchors.append(qemu_anchor("module", page.namespace, module.name))
    return anchors


def note_module(page: RenderTarget, module: Module) -> None:
    """Note in the domain that *page* shows *module*."""
    docname = page.env.docname
    state = state_of(page.env)
    anchor = module_anchor(page.namespace, module.name)
    row = ObjectRow(page.namespace, module.name, "module", module.name, docname, anchor, int(page.rank), page.line)
    if page.display.index:
        state.note_object(row)
    state.note_shown(docname, f"{page.namespace}::{module.name}")
