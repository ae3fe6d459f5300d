"""A whole schema on one page: its modules in the order of their inclusion, under the headings of the schema.

The level of a heading counts on the whole page: the headings of a later module continue after those before it, as in
QEMU's manuals. A module without headings of its own belongs to the section before it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes

from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row
from sphinx_qapi.sphinx_ext.entries.definition_entry import definition_nodes
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.pages.definition_lists import module_summary
from sphinx_qapi.sphinx_ext.pages.items import drop_bare_headings, named_section
from sphinx_qapi.sphinx_ext.pages.module_pages import (
    module_anchors,
    module_target,
    note_module,
    read_above,
    selected,
    take_title,
)
from sphinx_qapi.sphinx_ext.pages.page_graphs import entry_point_graph


def whole_schema(page: RenderTarget, *, in_section: bool = False) -> list[nodes.Node]:
    """All of a schema; with *in_section*, definitions without a heading above them are in a section nevertheless."""
    page = _without_repetition(page)
    holder = nodes.section()
    root = page.schema.root
    if root not in page.loaded.pages.modules and page.env.config.qapi_qemu_anchors:
        holder += module_target(page, root)  # the target of old links to the root, which has no section
    _WholePage(page, holder, in_section=in_section).show(root)
    if page.display.is_partial:
        drop_bare_headings(holder)
    if page.beside:
        for row in holder.findall(qapi_row):
            row["plain"] = 1
    return list(holder.children)


def _without_repetition(page: RenderTarget) -> RenderTarget:
    """*page*, set to link entries on it instead of repeating them; unchanged if that is not wanted or links are off."""
    shown = page.display
    if shown.repeats or page.loaded.config.repeat or not (shown.index and shown.typesetting):
        return page
    definitions = page.schema.definitions.values()
    beside = frozenset(each.name for each in definitions if shown.shows(each.kind, each.name))
    return replace(page, beside=beside, display=replace(shown, graph=False))


class _WholePage:
    """The state while the page is made: its open sections."""

    def __init__(self, page: RenderTarget, holder: nodes.section, *, in_section: bool) -> None:
        self.page = page
        self.open: list[tuple[int, nodes.Element]] = [(0, holder)]
        """The sections around the next node, with the levels of their headings."""
        modules = page.schema.modules
        has_headings = any(isinstance(item, Heading) for module in modules for item in module.items)
        self.names_modules = not has_headings and (in_section or len(page.loaded.pages.modules) > 1)
        """Whether modules are sections titled by their names, because there are no headings."""

    @property
    def innermost(self) -> nodes.Element:
        """The innermost open section, to which the next node is appended."""
        return self.open[-1][1]

    def show(self, module: Module) -> None:
        """Show *module*; modules that it includes come before its next heading that is not below their headings."""
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
            elif self.page.display.shows(item.kind, item.name):
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
        """Open the first section of *module*, the target of links to it; return the *items* that follow."""
        page = self.page
        is_shown = module in page.loaded.pages.modules
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
        """Open *section*, of a heading of *level*, with the nodes *before* above it."""
        while len(self.open) > 1 and self.open[-1][0] >= level:
            self.open.pop()
        self.innermost.extend([*before, section])
        self.open.append((level, section))

    def _level(self, module: Module) -> float:
        """The smallest level of headings in *module* and the modules that it includes; infinite if there are none."""
        levels: list[float] = [item.level for item in module.items if isinstance(item, Heading)]
        included = (self._included(item) for item in module.items if isinstance(item, Inclusion))
        return min([*levels, *map(self._level, included)], default=math.inf)


def _introduction(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """The summary and graph of a module, between its first texts and its definitions."""
    result: list[nodes.Node] = []
    if (
        not page.beside and len(module.definitions) > 1 and len(page.loaded.pages.modules) > 1
    ):  # one page is its own index
        result += module_summary(page, selected(page, module))
    if page.display.graph:
        result += entry_point_graph(page, selected(page, module))
    return result
