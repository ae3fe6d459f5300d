"""The plan of the generated pages of a schema: their names, their documents, and what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from sphinx_qapi.analysis.graph.neighbourhood import FEWEST_DEFINITIONS
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.schema.model.schema import Heading, Inclusion, Module, ModuleItem
from sphinx_qapi.sphinx_ext.loading import site_plan
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES, REMOVED, change_pages
from sphinx_qapi.sphinx_ext.loading.index_page_plan import IndexPage, index_pages
from sphinx_qapi.sphinx_ext.loading.page_names import page_name, unique_names
from sphinx_qapi.sphinx_ext.loading.schema_analyses import SchemaAnalyses
from sphinx_qapi.sphinx_ext.loading.schema_source import SchemaSource
from sphinx_qapi.sphinx_ext.loading.site_plan import (
    INDEX,
    MAP,
    PAGES_OF_SPHINX,
    GeneratedPage,
    PageKind,
    definition_name,
)


class PagePlan:
    """The generated pages of one schema."""

    def __init__(self, source: SchemaSource, analyses: SchemaAnalyses) -> None:
        """Take the settings from *source*; some pages exist only for what *analyses* have found."""
        self._source = source
        self._config = source.config
        self._analyses = analyses

    @cached_property
    def front_items(self) -> tuple[ModuleItem, ...]:
        """Items of the root module on the index page: everything before its first definition, and its inclusions.

        Headings right before the first definition belong to it, and are shown with it instead.
        """
        items: list[ModuleItem] = []
        for item in self._source.schema.root.items:
            if isinstance(item, Definition):
                while items and isinstance(items[-1], Heading):
                    items.pop()
                break
            items.append(item)
        rest = self._source.schema.root.items[len(items) :]
        return (*items, *(item for item in rest if isinstance(item, Inclusion)))

    def page_items(self, module: Module) -> Sequence[ModuleItem]:
        """The items that are shown on the page of *module*."""
        if module is not self._source.schema.root:
            return module.items
        front = len(self.front_items) - sum(isinstance(item, Inclusion) for item in self._behind_front)
        return module.items[front:]

    @cached_property
    def _behind_front(self) -> Sequence[ModuleItem]:
        first = next((i for i, item in enumerate(self._source.schema.root.items) if isinstance(item, Definition)), None)
        return () if first is None else self._source.schema.root.items[first:]

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules with a page: all but a root without definitions, and files without anything to show."""
        root = self._source.schema.root
        return tuple(
            module
            for module in self._source.schema.modules
            if (module.definitions if module is root else any(not isinstance(i, Inclusion) for i in module.items))
        )

    @cached_property
    def module_pages(self) -> Mapping[str, str]:
        """For each module with a page, the name of the page below ``output``."""
        wanted = ((each.name, page_name(each.name)) for each in self.modules)
        return unique_names(wanted, self._taken, self._source.folders_of_others)

    @property
    def renamed(self) -> Mapping[str, str]:
        """Pages whose name is not that of their module, because it is no file name, or already taken; by module."""
        return {} if self._config.pages == "schema" else {m: page for m, page in self.module_pages.items() if m != page}

    @cached_property
    def definition_pages(self) -> Mapping[str, str]:
        """For each definition, the name of its page below ``output``; empty if they have no pages of their own."""
        if not self._config.output or self._config.pages != "definition":
            return {}

        def named() -> Mapping[str, str]:
            wanted = ((each.name, definition_name(each)) for each in self._source.schema.definitions.values())
            return unique_names(wanted, (*self._taken, *self.module_pages.values()))

        return self._source.cached_result("definition pages", named)

    @property
    def _taken(self) -> Iterator[str]:
        """Names of pages that no module and no definition may have."""
        yield from (INDEX, MAP, *self.index_pages)
        if self.release_pages:
            yield from (CHANGES, REMOVED, *self.release_pages.values())
        if self._config.output == ".":
            yield from PAGES_OF_SPHINX

    @property
    def is_split(self) -> bool:
        """Whether builders that can do so split the documents of modules into pages, one for each definition."""
        return site_plan.SPLIT and bool(self.definition_pages)

    @cached_property
    def parts(self) -> Mapping[str, GeneratedPage]:
        """The pages that are parts of documents, by the names that they would have as documents."""
        if not self.is_split:
            return {}
        return {
            self.docname(page): GeneratedPage(kind=PageKind.DEFINITION, name=name, is_top=False)
            for name, page in self.definition_pages.items()
        }

    def document_of(self, definition: Definition) -> str:
        """The generated document with the entry of *definition*; empty if no documents are generated."""
        if not self._config.output:
            return ""
        if self.definition_pages and not self.is_split:
            return self.docname(self.definition_pages.get(definition.name, INDEX))
        if self._config.pages == "schema":
            return self.docname(INDEX)
        return self.docname(self.module_pages.get(definition.module, INDEX))

    def docname(self, page: str) -> str:
        """The document name of the generated page *page*."""
        output = self._config.output
        return page if output in ("", ".") else f"{output}/{page}"

    @cached_property
    def generated(self) -> Mapping[str, GeneratedPage]:
        """The generated documents, by name."""
        return self._source.cached_result("pages", self._generate, str(self.is_split)) if self._config.output else {}

    def _generate(self) -> Mapping[str, GeneratedPage]:
        pages = {INDEX: GeneratedPage(kind=PageKind.CONTENTS, is_top=False)}
        if self._config.pages != "schema":
            for name, page in self.module_pages.items():
                pages[page] = GeneratedPage(kind=PageKind.MODULE, name=name)
        if not self.is_split:
            for name, page in self.definition_pages.items():
                pages[page] = GeneratedPage(kind=PageKind.DEFINITION, name=name, is_top=False)
        for name, index in self.index_pages.items():
            pages[name] = GeneratedPage(kind=PageKind.INDEX, name=name, is_top=index.parent not in self.index_pages)
        if self.release_pages:
            pages[CHANGES] = GeneratedPage(kind=PageKind.CHANGES)
            pages[REMOVED] = GeneratedPage(kind=PageKind.REMOVED, is_top=False)
            for release, page in self.release_pages.items():
                pages[page] = GeneratedPage(kind=PageKind.RELEASE, name=release, is_top=False)
        if self.has_map:
            pages[MAP] = GeneratedPage(kind=PageKind.MAP)
        return {self.docname(name): page for name, page in pages.items()}

    @cached_property
    def release_pages(self) -> Mapping[str, str]:
        """For each release of the history but the oldest, the name of its page of changes; empty without a history."""
        if self._source.history is None or "releases" not in self._config.lists:
            return {}
        return change_pages(self._source.history.names)

    def top_documents(self, *, lists: bool) -> list[str]:
        """The generated documents that the schema's index page links: *lists*, or otherwise modules and definitions."""
        tops = [(document, page.kind) for document, page in self.generated.items() if page.is_top]
        return [document for document, kind in tops if (kind in (PageKind.MODULE, PageKind.DEFINITION)) != lists]

    @property
    def has_map(self) -> bool:
        """Whether a map of all definitions is generated: if it is in ``lists``, and enough definitions are linked."""
        if "map" not in self._config.lists:
            return False
        linked = sum(bool(uses) for uses in self._analyses.type_graph.uses.values())
        return linked >= FEWEST_DEFINITIONS

    @cached_property
    def index_pages(self) -> Mapping[str, IndexPage]:
        """The index pages besides the schema's own, by their names below ``output``."""
        return index_pages(self._analyses.catalogue, self._config.lists)

    @cached_property
    def has_names(self) -> bool:
        """Whether its index page lists commands and events: if that is in ``lists``, and the schema has any."""
        return "az" in self._config.lists and any(
            each.kind in ENTRY_KINDS for each in self._source.schema.definitions.values()
        )
