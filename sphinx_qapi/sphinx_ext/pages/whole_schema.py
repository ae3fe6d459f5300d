"""A whole schema on one page: its modules in the order of their inclusion, under the headings that the schema states.

A heading has its level over the whole of the page: one of a later module goes on where the headings before it have left
off, as in QEMU's manuals. A module without headings of its own belongs to the section before it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes

from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.entries.definition_entry import definition_nodes
from sphinx_qapi.sphinx_ext.pages.definition_lists import module_summary
from sphinx_qapi.sphinx_ext.pages.graphs import entry_point_graph
from sphinx_qapi.sphinx_ext.pages.items import drop_bare_headings, named_section
from sphinx_qapi.sphinx_ext.pages.module_pages import (
    module_anchors,
    module_target,
    note_module,
    read_above,
    selected,
    take_title,
)


def whole_schema(page: Page, *, in_section: bool = False) -> list[nodes.Node]:
    """All of a schema; *in_section*: definitions that no heading is above have a section nevertheless."""
    page = _without_repetition(page)
    holder = nodes.section()
    root = page.schema.root
    if root not in page.loaded.modules and page.env.config.qapi_qemu_anchors:
        holder += module_target(page, root)  # where old links to it lead: it has no section
    _WholePage(page, holder, in_section=in_section).show(root)
    if page.presentation.is_partial:
        drop_bare_headings(holder)
    if page.beside:
        for row in holder.findall(qapi_row):
            row["plain"] = 1
    return list(holder.children)


def _without_repetition(page: Page) -> Page:
    """*page*, where what stands elsewhere on it is linked: unless its author wants it again or links lead off it."""
    shown = page.presentation
    if shown.repeats or page.loaded.config.repeat or not (shown.index and shown.typesetting):
        return page
    definitions = page.schema.definitions.values()
    beside = frozenset(each.name for each in definitions if shown.shows(each.kind, each.name))
    return replace(page, beside=beside, presentation=replace(shown, graph=False))


class _WholePage:
    """What is open while the page is made."""

    def __init__(self, page: Page, holder: nodes.section, *, in_section: bool) -> None:
        self.page = page
        self.open: list[tuple[int, nodes.Element]] = [(0, holder)]
        """The sections around the next node, with the levels of their headings."""
        modules = page.schema.modules
        has_headings = any(isinstance(item, Heading) for module in modules for item in module.items)
        self.names_modules = not has_headings and (in_section or len(page.loaded.modules) > 1)
        """Whether modules are sections called by their names, for want of headings."""

    @property
    def innermost(self) -> nodes.Element:
        """Where the next node belongs."""
        return self.open[-1][1]

    def show(self, module: Module) -> None:
        """A module; those that it includes stand before its next heading that does not lie below theirs."""
        items = deque(module.items)
        while items and isinstance(items[0], Inclusion):
            self.show(self._included(items.popleft()))
        pending: list[Module] = []
        is_introduced = False
        for item in self._begin(module, list(items)):
            if isinstance(item, Inclusion):
                pending.append(self._included(item))
                continue
            if not is_introduced and not isinstance(item, FreeText):
                self.innermost.extend(_introduction(self.page, module))
                is_introduced = True
            if isinstance(item, Heading):
                if item.level <= min(map(self._level, pending), default=0):
                    self._show_all(pending)
                self._enter(item.level, named_section(self.page, item))
            elif isinstance(item, FreeText):
                self.innermost.extend(self.page.read_free(item))
            elif self.page.presentation.shows(item.kind, item.name):
                self.innermost.extend(definition_nodes(self.page, item))
        self._show_all(pending)

    def _included(self, item: ModuleItem) -> Module:
        assert isinstance(item, Inclusion)
        return self.page.schema.modules_by_name[item.module]

    def _show_all(self, pending: list[Module]) -> None:
        for module in pending:
            self.show(module)
        pending.clear()

    def _begin(self, module: Module, items: list[ModuleItem]) -> Sequence[ModuleItem]:
        """Open its first section, which links to it lead to; gives those of its *items* that follow."""
        page = self.page
        is_shown = module in page.loaded.modules
        title, level, above, rest = take_title(items, module.name)
        if isinstance(title, Heading) or (is_shown and self.names_modules):
            labels, texts = read_above(page, above)
            anchors = module_anchors(page, module) if is_shown else ()
            self._enter(level or 1, named_section(page, title, *anchors), labels)
            self.innermost.extend(texts)
            if is_shown:
                note_module(page, module)
        elif is_shown:
            self.innermost.extend(module_target(page, module))
        return rest

    def _enter(self, level: int, section: nodes.section, before: Sequence[nodes.Node] = ()) -> None:
        """Begin *section*, with *before* above it."""
        while len(self.open) > 1 and self.open[-1][0] >= level:
            self.open.pop()
        self.innermost.extend([*before, section])
        self.open.append((level, section))

    def _level(self, module: Module) -> float:
        """The highest level of the headings that *module* brings."""
        levels: list[float] = [item.level for item in module.items if isinstance(item, Heading)]
        included = (self._included(item) for item in module.items if isinstance(item, Inclusion))
        return min([*levels, *map(self._level, included)], default=math.inf)


def _introduction(page: Page, module: Module) -> list[nodes.Node]:
    """What stands between the first texts of a module and its definitions."""
    result: list[nodes.Node] = []
    if not page.beside and len(module.definitions) > 1 and len(page.loaded.modules) > 1:  # one page is its own index
        result += module_summary(page, selected(page, module))
    if page.presentation.graph:
        result += entry_point_graph(page, selected(page, module))
    return result
