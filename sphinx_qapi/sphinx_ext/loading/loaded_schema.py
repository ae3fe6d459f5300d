"""A schema with its settings: the names of its generated pages, and the data that they need most often."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import Any, TypeVar

from sphinx_qapi.analysis.binary.rows import Absent, BinaryView
from sphinx_qapi.analysis.emissions.emissions import Emissions, emissions
from sphinx_qapi.analysis.error_classes import error_classes
from sphinx_qapi.analysis.evolution.listed_versions import with_versions
from sphinx_qapi.analysis.evolution.told import NOTHING, Facts
from sphinx_qapi.analysis.evolution.versions import history_facts
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.graph.neighbourhood import FEWEST_DEFINITIONS
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, type_graph
from sphinx_qapi.analysis.index import Catalogue, catalogue
from sphinx_qapi.analysis.listed import Listed
from sphinx_qapi.analysis.probes.paths import probe_places
from sphinx_qapi.analysis.releases import Release
from sphinx_qapi.analysis.running_modules import running_modules
from sphinx_qapi.analysis.usage import Usage, usages
from sphinx_qapi.export.file_names import file_names
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.schema.model.schema import Heading, Inclusion, Module, ModuleItem, Schema
from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.loading import site_plan
from sphinx_qapi.sphinx_ext.loading.change_pages import CHANGES, REMOVED, AllChanges, all_changes, change_pages
from sphinx_qapi.sphinx_ext.loading.front_lists import FrontLists, front_lists
from sphinx_qapi.sphinx_ext.loading.index_page_plan import IndexPage, index_pages
from sphinx_qapi.sphinx_ext.loading.page_names import page_name, unique_names
from sphinx_qapi.sphinx_ext.loading.payload_view import PayloadView, payload_view
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults
from sphinx_qapi.sphinx_ext.loading.schema_binary import SchemaBinary
from sphinx_qapi.sphinx_ext.loading.schema_cache import CachedSchema
from sphinx_qapi.sphinx_ext.loading.schema_history import SchemaHistory
from sphinx_qapi.sphinx_ext.loading.site_plan import (
    INDEX,
    MAP,
    PAGES_OF_SPHINX,
    GeneratedPage,
    PageKind,
    definition_name,
)
from sphinx_qapi.sphinx_ext.loading.wire_rows_by_path import RowsByPath

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class LoadedSchema:
    """A schema with its settings, and the names of its generated pages."""

    config: SchemaConfig
    cached: CachedSchema
    results: KeptResults
    history: SchemaHistory | None = None
    binary: SchemaBinary | None = None
    folders_of_others: tuple[str, ...] = ()
    """The ``output`` folders of other schemas within this schema's ``output``, relative to it."""

    @cached_property
    def schema(self) -> Schema:
        """The schema; loading it takes time, so ask for it only if something has changed (see `kept`)."""
        return self.cached.schema

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What messages in examples may contain."""
        return Vocabulary.of(self.schema)

    @cached_property
    def payloads(self) -> Mapping[str, PayloadView]:
        """The payloads that pages show, by the names of commands and events."""
        views = {each.name: payload_view(self.vocabulary, each) for each in self.schema.definitions.values()}
        return {name: view for name, view in views.items() if view is not None}

    @property
    def namespace(self) -> str:
        """Namespace of the schema."""
        return self.config.namespace

    @cached_property
    def state(self) -> str:
        """Cache key of schema and settings; empty if the schema cannot be cached."""
        beside = [each.state for each in (self.history, self.binary) if each is not None]
        made_of = (self.cached.state, self.config, self.folders_of_others, *beside)
        return digest(repr(made_of)) if self.cached.state else ""

    def kept(self, name: str, make: Callable[[], T], given: str = "") -> T:
        """The result of *make*, or of an earlier build; it must depend on schema, settings and *given* only."""
        return self.results.get(f"{name} {self.namespace}", (self.state, given), make) if self.state else make()

    @property
    def files(self) -> Sequence[str]:
        """Paths of the files that the schema was read from."""
        return self.kept("files", self._files)

    def _files(self) -> Sequence[str]:
        if str(self.config.path) != self.schema.path:  # it is a model, and the schema's files may be elsewhere
            return [str(self.config.path)]
        return [module.path for module in self.schema.modules]

    @cached_property
    def front_items(self) -> tuple[ModuleItem, ...]:
        """Items of the root module on the index page: everything before its first definition, and its inclusions.

        Headings right before the first definition belong to it, and are shown with it instead.
        """
        items: list[ModuleItem] = []
        for item in self.schema.root.items:
            if isinstance(item, Definition):
                while items and isinstance(items[-1], Heading):
                    items.pop()
                break
            items.append(item)
        rest = self.schema.root.items[len(items) :]
        return (*items, *(item for item in rest if isinstance(item, Inclusion)))

    def page_items(self, module: Module) -> Sequence[ModuleItem]:
        """The items that are shown on the page of *module*."""
        if module is not self.schema.root:
            return module.items
        front = len(self.front_items) - sum(isinstance(item, Inclusion) for item in self._behind_front)
        return module.items[front:]

    @cached_property
    def _behind_front(self) -> Sequence[ModuleItem]:
        first = next((i for i, item in enumerate(self.schema.root.items) if isinstance(item, Definition)), None)
        return () if first is None else self.schema.root.items[first:]

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules with a page: all but a root without definitions, and files without anything to show."""
        root = self.schema.root
        return tuple(
            module
            for module in self.schema.modules
            if (module.definitions if module is root else any(not isinstance(i, Inclusion) for i in module.items))
        )

    @cached_property
    def module_pages(self) -> Mapping[str, str]:
        """For each module with a page, the name of the page below ``output``."""
        wanted = ((each.name, page_name(each.name)) for each in self.modules)
        return unique_names(wanted, self._taken, self.folders_of_others)

    @property
    def renamed(self) -> Mapping[str, str]:
        """Pages whose name is not that of their module, because it is no file name, or already taken; by module."""
        return {} if self.config.pages == "schema" else {m: page for m, page in self.module_pages.items() if m != page}

    @cached_property
    def definition_pages(self) -> Mapping[str, str]:
        """For each definition, the name of its page below ``output``; empty if they have no pages of their own."""
        if not self.config.output or self.config.pages != "definition":
            return {}

        def named() -> Mapping[str, str]:
            wanted = ((each.name, definition_name(each)) for each in self.schema.definitions.values())
            return unique_names(wanted, (*self._taken, *self.module_pages.values()))

        return self.kept("definition pages", named)

    @property
    def _taken(self) -> Iterator[str]:
        """Names of pages that no module and no definition may have."""
        yield from (INDEX, MAP, *self.index_pages)
        if self.release_pages:
            yield from (CHANGES, REMOVED, *self.release_pages.values())
        if self.config.output == ".":
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
        if not self.config.output:
            return ""
        if self.definition_pages and not self.is_split:
            return self.docname(self.definition_pages.get(definition.name, INDEX))
        if self.config.pages == "schema":
            return self.docname(INDEX)
        return self.docname(self.module_pages.get(definition.module, INDEX))

    def docname(self, page: str) -> str:
        """The document name of the generated page *page*."""
        output = self.config.output
        return page if output in ("", ".") else f"{output}/{page}"

    @cached_property
    def generated(self) -> Mapping[str, GeneratedPage]:
        """The generated documents, by name."""
        return self.kept("pages", self._generate, str(self.is_split)) if self.config.output else {}

    def _generate(self) -> Mapping[str, GeneratedPage]:
        pages = {INDEX: GeneratedPage(kind=PageKind.CONTENTS, is_top=False)}
        if self.config.pages != "schema":
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
        if self.history is None or "releases" not in self.config.lists:
            return {}
        return change_pages(self.history.names)

    @cached_property
    def changes(self) -> AllChanges:
        """The changes in its history; empty if there is none."""
        if self.history is None:
            return AllChanges((), (), ())
        return all_changes(self.history, self.results, self.namespace)

    def top_documents(self, *, lists: bool) -> list[str]:
        """The generated documents that the schema's index page links: *lists*, or otherwise modules and definitions."""
        tops = [(document, page.kind) for document, page in self.generated.items() if page.is_top]
        return [document for document, kind in tops if (kind in (PageKind.MODULE, PageKind.DEFINITION)) != lists]

    @property
    def has_map(self) -> bool:
        """Whether a map of all definitions is generated: if it is in ``lists``, and enough definitions are linked."""
        if "map" not in self.config.lists:
            return False
        linked = sum(bool(uses) for uses in self.type_graph.uses.values())
        return linked >= FEWEST_DEFINITIONS

    @cached_property
    def index_pages(self) -> Mapping[str, IndexPage]:
        """The index pages besides the schema's own, by their names below ``output``."""
        return index_pages(self.catalogue, self.config.lists)

    @cached_property
    def has_names(self) -> bool:
        """Whether its index page lists commands and events: if that is in ``lists``, and the schema has any."""
        return "az" in self.config.lists and any(each.kind in ENTRY_KINDS for each in self.schema.definitions.values())

    @cached_property
    def catalogue(self) -> Catalogue:
        """All entries for its indexes, with the versions that its history proves."""
        stated = catalogue(self.schema.definitions.values(), self.usages)
        if not self.facts:
            return stated
        listings = (with_versions(each, self.told_of(each.whole.definition)) for each in stated.listings)
        return replace(stated, listings=tuple(listings))

    @cached_property
    def front_lists(self) -> FrontLists:
        """The lists on its index page besides the modules."""
        return front_lists(self.catalogue)

    @cached_property
    def wholes(self) -> Mapping[str, Listed]:
        """The entries of whole definitions in lists, by name."""
        return {each.whole.definition: each.whole for each in self.catalogue.listings}

    @cached_property
    def facts(self) -> Mapping[str, Facts]:
        """What its history says of its definitions, by name; empty if there is no history."""
        history, limit = self.history, self.config.history_complete_from
        if history is None:
            return {}
        complete_from = Version.parse(limit) if limit else None
        return self.kept("facts", lambda: history_facts(self.schema, history.content, complete_from, history.version))

    @cached_property
    def rows_by_path(self) -> RowsByPath:
        """The rows of its commands and events by wire path."""
        return RowsByPath(self.schema)

    def told_of(self, name: str) -> Facts:
        """What its history says of the definition *name*."""
        return self.facts.get(name, NOTHING)

    @cached_property
    def probe_places(self) -> Mapping[str, str]:
        """For each enum, the nearest path by which clients probe for it; see `probe_places` of the analysis."""
        return probe_places(self.schema)

    @cached_property
    def error_classes(self) -> Mapping[str, str]:
        """For each error class, the enum that contains it."""
        return error_classes(self.schema)

    @cached_property
    def export_names(self) -> Mapping[str, str]:
        """For each definition, the name, without suffix, of its files in other formats."""
        return file_names(self.schema.definitions)

    @cached_property
    def binary_view(self) -> BinaryView | None:
        """What its pages show of the binary that it describes; None if the settings name no binary."""
        binary = self.binary
        return None if binary is None else self.kept("binary view", lambda: binary.view(self.schema))

    def absent_of(self, name: str) -> Absent:
        """The rows of the definition *name* that the binary lacks; empty if the settings name no binary."""
        return self.binary_view.absent.get(name, {}) if self.binary_view is not None else {}

    @property
    def releases(self) -> tuple[Release, ...]:
        """What is new in each release, the newest release first."""
        return self.catalogue.releases

    @cached_property
    def usages(self) -> Mapping[str, Usage]:
        """For each definition, what uses it."""
        return usages(self.schema)

    @cached_property
    def emissions(self) -> Emissions:
        """Which commands emit which events, as far as comments, examples and settings say so."""
        return self.kept("emissions", lambda: emissions(self.schema, dict(self.config.emits)))

    @cached_property
    def running_modules(self) -> Mapping[str, str]:
        """For definitions that QEMU's own manuals show in another module, the name of that module."""
        return running_modules(self.schema)

    @cached_property
    def derived(self) -> dict[object, Any]:
        """Results of later stages by keys of theirs, so that each is computed once for the schema."""
        return {}

    @cached_property
    def type_graph(self) -> TypeGraph:
        """The graph of which definition uses which."""
        return type_graph(self.schema)

    @cached_property
    def _commented(self) -> Mapping[str, list[Definition]]:
        """The definitions with comments for each file, in the order of the comments."""
        found: dict[str, list[Definition]] = {}
        for each in (*self.schema.definitions.values(), *self.schema.hidden.values()):
            if each.documentation is not None:
                found.setdefault(each.documentation.position.path, []).append(each)
        return {path: sorted(each, key=_comment_line) for path, each in found.items()}

    def commented_at(self, path: str, line: int) -> Definition | None:
        """The last definition whose comment starts on or before *line* of the file *path*; None if there is none."""
        definitions = self._commented.get(path, [])
        place = bisect_right(definitions, line, key=_comment_line)
        return definitions[place - 1] if place else None

    def source_uri(self, path: str, line: int = 1) -> str:
        """Address of a line of the schema file at *path*; empty if the settings have no ``source_url``."""
        if not self.config.source_url:
            return ""
        root = PurePath(self.schema.path).parent.as_posix()
        relative = posixpath.relpath(PurePath(path).as_posix(), root)
        return self.config.source_url.format(path=relative, line=line, release=self.config.release)

    def defined(self, names: AbstractSet[str]) -> AbstractSet[str]:
        """The *names* that are definitions, whether shown or not."""
        return self.kept("defined", lambda: set(filter(self.schema.find, names)), digest(repr(sorted(names))))


def _comment_line(definition: Definition) -> int:
    return definition.documentation.position.line if definition.documentation else 0
