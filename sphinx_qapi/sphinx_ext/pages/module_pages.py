"""Modules and whole schemas as sections with their definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.doctree.anchors import module_anchor, qemu_anchor
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.entries.definition_entry import definition_nodes
from sphinx_qapi.sphinx_ext.objects.rows import ObjectRow
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.pages.definition_lists import (
    definition_rows,
    module_link,
    module_rows,
    module_summary,
)
from sphinx_qapi.sphinx_ext.pages.graphs import entry_point_graph, schema_graphs
from sphinx_qapi.sphinx_ext.pages.index_groups import gather
from sphinx_qapi.sphinx_ext.pages.index_pages import contents_tree, links_to_indexes, note_names, titled_section
from sphinx_qapi.sphinx_ext.pages.index_parts import letter_parts
from sphinx_qapi.sphinx_ext.translation import _


def module_section(page: Page, module: Module) -> nodes.section:
    """A module as a section: title, its first texts, a summary, then everything in source order."""
    items = list(page.loaded.page_items(module))
    title, level, items = _take_title(items, module.name)
    module = _selected(page, module)
    section = _section(page, title, *_module_anchors(page, module))
    _note_module(page, module)
    if page.loaded.config.pages != "schema":
        section += links_to_indexes(page)
    introduction = _take_texts(items)
    for item in introduction:
        section += page.prose.read(item.text, {})
    if len(module.definitions) > 1 and len(page.loaded.modules) > 1:  # one page is its own index
        section += module_summary(page.namespace, module)
    if page.presentation.graph:
        section += entry_point_graph(page, module)
    _append_items(page, section, level, items[len(introduction) :])
    return section


def module_contents(page: Page, module: Module) -> nodes.section:
    """A module as the page that leads to those of its definitions: its title and texts, and lists of definitions.

    Under the module's own headings stands what belongs there.
    """
    items = list(page.loaded.page_items(module))
    title, level, items = _take_title(items, module.name)
    section = _section(page, title, *_module_anchors(page, module))
    _note_module(page, module)
    section += links_to_indexes(page)
    introduction = _take_texts(items)
    for item in introduction:
        section += page.prose.read(item.text, {})
    section += module_summary(page.namespace, module)
    section += entry_point_graph(page, module)

    def list_definitions(holder: nodes.Element, definitions: list[Definition]) -> None:
        if holder is not section:
            holder += definition_rows(page.namespace, definitions, show_kind=True)

    _append_items(page, section, level, items[len(introduction) :], show_definitions=list_definitions)
    names = dict.fromkeys(page.loaded.definition_pages[each.name] for each in module.definitions)
    section += contents_tree(page, list(map(page.loaded.docname, names)))
    return section


def definition_section(page: Page, definition: Definition) -> nodes.section:
    """A definition as the page that it has for itself."""
    section = titled_section(page, nodes.inline("", definition.name, support_smartquotes=False))
    module = page.schema.modules_by_name[definition.module]
    section += links_to_indexes(page, [module_link(page.namespace, module)])
    # The page's title is its entry in the contents.
    presentation = replace(page.presentation, contents_entry=False)
    section += definition_nodes(replace(page, presentation=presentation), definition)
    return section


def module_body(page: Page, module: Module) -> list[nodes.Node]:
    """A module's texts and definitions in source order, headings as sections, for a page of the author's."""
    anchors = _module_anchors(page, module)
    target = [nodes.target("", "", ids=anchors)] if anchors else []
    holder = nodes.section()
    _append_items(page, holder, 0, page.loaded.page_items(module))
    _note_module(page, module)
    return [*target, *holder.children]


def schema_index(page: Page) -> nodes.section:
    """The index page of a schema: its front matter, modules, commands and events, and its contents tree.

    Where it is the only page, the whole schema stands at its end, with the front matter.
    """
    loaded = page.loaded
    is_whole = loaded.config.pages == "schema"
    heading = loaded.config.heading
    section = _section(page, heading)
    if loaded.config.release:
        section += nodes.paragraph("", _("This is the reference of release %s.") % loaded.config.release)
    section += links_to_indexes(page)

    def list_modules(modules: list[Module]) -> list[nodes.Node]:
        return [module_rows(page.namespace, modules)]

    root = page.schema.root
    if not is_whole:
        _append_items(page, section, 0, loaded.front_items, show_included=list_modules)
        if root in loaded.modules:
            section += module_rows(page.namespace, [root])
    section += _from_a_to_z(page)
    graphs = schema_graphs(page)
    if graphs:
        part = _section(page, _("Graphs"))
        part += graphs
        section += part
    if is_whole:
        section += whole_schema(page)
    section += contents_tree(page, loaded.top_documents)
    return section


def _from_a_to_z(page: Page) -> list[nodes.section]:
    """The section that lists all commands and events."""
    groups = gather([(page, page.loaded)], {"by": "name", "kind": "command event"})
    if not groups:
        return []
    section = _section(page, _("Commands and events"))
    section += letter_parts(groups, f"qapi-{page.namespace}-letter")
    note_names(page, section)
    return [section]


def whole_schema(page: Page) -> list[nodes.Node]:
    """All of a schema: its front matter, and its modules as sections where it includes them."""
    holder = nodes.section()
    loaded = page.loaded

    def show_modules(modules: list[Module]) -> list[nodes.Node]:
        return [module_section(page, each) for each in modules]

    _append_items(page, holder, 0, loaded.front_items, show_included=show_modules)
    if page.schema.root in loaded.modules:
        holder += module_section(page, page.schema.root)
    return list(holder.children)


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
    page: Page,
    holder: nodes.Element,
    level: int,
    items: Iterable[ModuleItem],
    *,
    show_included: Callable[[list[Module]], list[nodes.Node]] = lambda _modules: [],
    show_definitions: Callable[[nodes.Element, list[Definition]], None] | None = None,
) -> None:
    """Append *items* to *holder*; headings begin sections, nested by their level below *level*.

    Modules that are included one behind the other are shown as *show_included* has it, definitions in full unless
    *show_definitions* appends something else for those that follow each other.
    """
    open_sections: list[tuple[int, nodes.Element]] = [(level, holder)]
    for kind, group in groupby(items, _kind_of):
        innermost = open_sections[-1][1]
        run: list[Any] = list(group)
        if kind is Inclusion:
            included = [module for each in run for module in _included(page, each)]
            innermost.extend(show_included(included) if included else [])
        elif kind is Heading:
            for heading in run:
                _open_section(page, open_sections, heading)
        elif kind is FreeText:
            innermost.extend(node for each in run for node in page.prose.read(each.text, {}))
        elif show_definitions:
            show_definitions(innermost, run)
        else:
            shown = (each for each in run if page.presentation.shows(each.kind, each.name))
            innermost.extend(node for each in shown for node in definition_nodes(page, each))
    if page.presentation.is_partial:
        _drop_bare_headings(holder)


def _kind_of(item: ModuleItem) -> type:
    return next((kind for kind in (Inclusion, Heading, FreeText) if isinstance(item, kind)), object)


def _open_section(page: Page, open_sections: list[tuple[int, nodes.Element]], heading: Heading) -> None:
    own = max(heading.level, open_sections[0][0] + 1)
    while open_sections[-1][0] >= own:
        open_sections.pop()
    section = _section(page, heading)
    open_sections[-1][1].append(section)
    open_sections.append((own, section))


def _drop_bare_headings(holder: nodes.Element) -> None:
    """Take away sections of which nothing but the title is shown."""
    for section in reversed(list(holder.findall(nodes.section))):
        if section is not holder and len(section) == 1:
            section.parent.remove(section)


def _selected(page: Page, module: Module) -> Module:
    """*module* with only the definitions that are shown."""
    shows = page.presentation.shows
    items = (item for item in module.items if not isinstance(item, Definition) or shows(item.kind, item.name))
    return replace(module, items=tuple(items)) if page.presentation.is_partial else module


def _included(page: Page, inclusion: Inclusion) -> Iterator[Module]:
    """The included module and those that it includes for the first time, as far as they have pages."""
    module = page.schema.modules_by_name[inclusion.module]
    if module in page.loaded.modules:
        yield module
    for item in module.items:
        if isinstance(item, Inclusion):
            yield from _included(page, item)


def _section(page: Page, title: nodes.Text | Heading | str, *anchors: str) -> nodes.section:
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
    section["ids"][:0] = anchors
    return section


def _module_anchors(page: Page, module: Module) -> list[str]:
    """The anchors of *module*: none if nothing is to lead here, or if the page has it already."""
    anchors = [module_anchor(page.namespace, module.name)]
    if not page.presentation.index or anchors[0] in page.document.ids:
        return []
    if page.env.config.qapi_qemu_anchors:
        anchors.append(qemu_anchor("module", page.namespace, module.name))
    return anchors


def _note_module(page: Page, module: Module) -> None:
    docname = page.env.docname
    state = state_of(page.env)
    anchor = module_anchor(page.namespace, module.name)
    row = ObjectRow(page.namespace, module.name, "module", module.name, docname, anchor, int(page.rank), page.line)
    if page.presentation.index:
        state.note_object(row)
    state.note_shown(docname, f"{page.namespace}::{module.name}")
