"""The schemas of a project: each read once per build, and what the generated pages are called."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from sphinx_qapi.analysis.dependencies import dependencies, displayed
from sphinx_qapi.analysis.graph.neighbourhood import FEWEST_DEFINITIONS
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, type_graph
from sphinx_qapi.analysis.index import Catalogue, catalogue, index_groups, read_query
from sphinx_qapi.analysis.releases import Release
from sphinx_qapi.analysis.usage import Usage, usages
from sphinx_qapi.schema.comment_revision import ReviseComment
from sphinx_qapi.schema.definitions import Definition, EnumType
from sphinx_qapi.schema.schema import Heading, Inclusion, LoadResult, Module, ModuleItem, Schema
from sphinx_qapi.source.reading import UnreadableFile
from sphinx_qapi.sphinx_ext.events import Listeners
from sphinx_qapi.sphinx_ext.generated_pages import (
    INDEX,
    MAP,
    SHOWN_ON,
    GeneratedPage,
    PageKind,
    definition_name,
    unique_names,
)
from sphinx_qapi.sphinx_ext.indexes.pages import IndexPage, index_pages
from sphinx_qapi.sphinx_ext.kept_results import KeptResults
from sphinx_qapi.sphinx_ext.options import SchemaConfig
from sphinx_qapi.sphinx_ext.reporting import report, warn
from sphinx_qapi.sphinx_ext.schema_cache import CachedSchema, SchemaCache

T = TypeVar("T")
Shown = tuple[str, str, str]
"""A document, something that it shows, and the fingerprint of that when it was read."""

CONTENTS = "@"
"""Stands for what the index page of a schema shows."""
GRAPH = "@@"
"""Stands for what graphs show: which definitions there are, and how they are linked."""
_INDEX_MARK = "@?"
_NAME_MARK = "?"


def index_key(options: Mapping[str, str]) -> str:
    """What stands for an index with these *options* in `LoadedSchema.fingerprint`."""
    return _INDEX_MARK + urlencode(sorted(options.items()))


def name_key(name: str) -> str:
    """What stands there for whether *name* is one of a definition."""
    return _NAME_MARK + name


@dataclass(frozen=True, kw_only=True)
class LoadedSchema:
    """A schema with its settings, and the names of its generated pages."""

    config: SchemaConfig
    cached: CachedSchema
    results: KeptResults

    @cached_property
    def schema(self) -> Schema:
        """The schema; to ask for it costs time where nothing has changed since the last build (see `kept`)."""
        return self.cached.schema

    @property
    def namespace(self) -> str:
        """Its namespace."""
        return self.config.namespace

    @cached_property
    def state(self) -> str:
        """Stands for the schema and its settings; empty where it is not known what it was made of."""
        return _digest(repr((self.cached.state, self.config))) if self.cached.state else ""

    def kept(self, name: str, make: Callable[[], T], given: str = "") -> T:
        """What *make* makes of schema, settings and *given* alone, or made of the same in an earlier build."""
        return self.results.get(f"{name} {self.namespace}", (self.state, given), make) if self.state else make()

    @property
    def files(self) -> Sequence[str]:
        """The files that it was read from."""
        return self.kept("files", lambda: [module.path for module in self.schema.modules])

    @cached_property
    def front_items(self) -> tuple[ModuleItem, ...]:
        """What of the root stands on the index page: its headings and texts but for those behind definitions."""
        items: list[ModuleItem] = []
        for item in self.schema.root.items:
            if isinstance(item, Definition):
                break
            items.append(item)
        rest = self.schema.root.items[len(items) :]
        return (*items, *(item for item in rest if isinstance(item, Inclusion)))

    def page_items(self, module: Module) -> tuple[ModuleItem, ...]:
        """What stands on the page of *module*."""
        if module is not self.schema.root:
            return module.items
        front = len(self.front_items) - sum(isinstance(item, Inclusion) for item in self._behind_front)
        return module.items[front:]

    @cached_property
    def _behind_front(self) -> tuple[ModuleItem, ...]:
        first = next((i for i, item in enumerate(self.schema.root.items) if isinstance(item, Definition)), None)
        return () if first is None else self.schema.root.items[first:]

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules that have a page: all but a root without definitions, and files without anything to show."""
        root = self.schema.root
        return tuple(
            module
            for module in self.schema.modules
            if (module.definitions if module is root else any(not isinstance(i, Inclusion) for i in module.items))
        )

    @cached_property
    def module_pages(self) -> Mapping[str, str]:
        """For each module with a page the page's name below ``output``."""
        return unique_names(((each.name, each.name) for each in self.modules), (INDEX, MAP, *self.index_pages))

    @cached_property
    def definition_pages(self) -> Mapping[str, str]:
        """For each definition its page's name below ``output``; empty where definitions have no pages of their own."""
        if not self.config.output or self.config.pages != "definition":
            return {}
        wanted = ((each.name, definition_name(each)) for each in self.schema.definitions.values())
        taken = (INDEX, MAP, *self.index_pages, *self.module_pages.values())
        return unique_names(wanted, map(str.casefold, taken))

    def docname(self, page: str) -> str:
        """The document of a generated page."""
        output = self.config.output
        return page if output in ("", ".") else f"{output}/{page}"

    @cached_property
    def generated(self) -> Mapping[str, GeneratedPage]:
        """The generated documents."""
        return self.kept("pages", self._generate) if self.config.output else {}

    def _generate(self) -> Mapping[str, GeneratedPage]:
        pages = {INDEX: GeneratedPage(kind=PageKind.CONTENTS, is_top=False)}
        if self.config.pages != "schema":
            for name, page in self.module_pages.items():
                pages[page] = GeneratedPage(kind=PageKind.MODULE, name=name)
        for name, page in self.definition_pages.items():
            pages[page] = GeneratedPage(kind=PageKind.DEFINITION, name=name, is_top=False)
        for name, index in self.index_pages.items():
            pages[name] = GeneratedPage(kind=PageKind.INDEX, name=name, is_top=not index.parent)
        if self.has_map:
            pages[MAP] = GeneratedPage(kind=PageKind.MAP)
        return {self.docname(name): page for name, page in pages.items()}

    @property
    def top_documents(self) -> list[str]:
        """The generated documents to which the schema's index page leads."""
        return [document for document, page in self.generated.items() if page.is_top]

    @property
    def has_map(self) -> bool:
        """Whether there is enough to see for a map of all definitions."""
        linked = sum(bool(uses) for uses in self.type_graph.uses.values())
        return linked >= FEWEST_DEFINITIONS

    @cached_property
    def index_pages(self) -> Mapping[str, IndexPage]:
        """The index pages beside the schema's own, by their names below ``output``."""
        return index_pages(self.catalogue)

    @cached_property
    def has_names(self) -> bool:
        """Whether there are commands or events, which its index page lists."""
        return any(each.kind in ("command", "event") for each in self.schema.definitions.values())

    @cached_property
    def _indexes(self) -> tuple[bool, tuple[str, ...]]:
        """To which indexes each of its pages leads."""
        return self.has_names, tuple(name for name, each in self.index_pages.items() if not each.parent)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What its indexes may list."""
        return catalogue(self.schema.definitions.values(), self.usages)

    @property
    def releases(self) -> tuple[Release, ...]:
        """What each release brought, the newest first."""
        return self.catalogue.releases

    @cached_property
    def usages(self) -> Mapping[str, Usage]:
        """What uses each definition."""
        return usages(self.schema)

    @cached_property
    def type_graph(self) -> TypeGraph:
        """What uses what."""
        return type_graph(self.schema)

    @property
    def _settings(self) -> object:
        """What of settings, and of how the schema is read, any page may show."""
        return self.config, self.schema.dialect

    def prepare(self) -> None:
        """Find out what most pages ask for: parallel readers begin with what is known, and each has few pages."""
        self.fingerprint("")
        self.fingerprint(CONTENTS)

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        all_definitions = (*self.schema.definitions.values(), *self.schema.hidden.values())
        return {each.name: _digest(repr(each)) for each in all_definitions}

    @cached_property
    def _front(self) -> str:
        """Digest of all that a page shows which holds the whole schema."""
        listing = [(m.name, [(d.kind, d.name) for d in m.definitions]) for m in self.schema.modules]
        return _digest(repr((self._settings, self.front_items, listing, sorted(self._digests.items()))))

    @cached_property
    def _graph(self) -> str:
        """Digest of what graphs show."""
        modules = [(m.name, [d.name for d in m.definitions]) for m in self.schema.modules]
        return _digest(repr((self._settings, modules, self.type_graph)))

    @cached_property
    def _contents(self) -> str:
        """Digest of what the index page shows: texts, modules, what they use, and a line for each definition."""
        modules = [(m.name, [i for i in m.items if isinstance(i, (Heading, Inclusion))]) for m in self.schema.modules]
        lines = [each.whole for each in self.catalogue.listings]
        uses = list(self.type_graph.successors.values())
        return _digest(repr((self._settings, self.front_items, modules, lines, uses, list(self.generated))))

    def _index_digest(self, options: Mapping[str, str]) -> str:
        """Digest of what an index lists, and of the pages that it leads to."""
        try:
            query = read_query(options)
        except ValueError:
            return ""
        groups = index_groups(self.catalogue, query)
        shown = [each.counts for each in groups] if query.by == "releases" else groups
        return _digest(repr((self._settings, self._indexes, list(self.index_pages), shown)))

    def fingerprint(self, shown: str) -> str:
        """Digest of all that a page shows which shows *shown*.

        That is ``""`` (the schema), ``:module``, a definition, `CONTENTS`, `GRAPH`, an index (see `index_key`), or a
        name that a text mentions (see `name_key`).
        """
        if shown.startswith(_NAME_MARK):
            return "defined" if shown.removeprefix(_NAME_MARK) in self.schema.definitions else ""
        of_all = {"": lambda: self._front, CONTENTS: lambda: self._contents, GRAPH: lambda: self._graph}
        if shown in of_all:
            return of_all[shown]()
        if shown.startswith(_INDEX_MARK):
            return self._index_digest(dict(parse_qsl(shown.removeprefix(_INDEX_MARK))))
        if not shown.startswith(":"):
            definition = self.schema.definitions.get(shown)
            return self._definitions_digest([definition]) + self._around(definition) if definition else ""
        module = self.schema.modules_by_name.get(shown[1:])
        if module is None:
            return ""
        texts = [item for item in module.items if not isinstance(item, Definition)]
        pages = [self.definition_pages.get(each.name) for each in module.definitions]
        return _digest(
            repr((self._settings, self._indexes, texts, pages)) + self._definitions_digest(module.definitions)
        )

    def _around(self, definition: Definition) -> str:
        """Digest of what stands around a definition on its own page: links to indexes, and its module's title."""
        if not self.definition_pages:
            return ""
        module = self.schema.modules_by_name[definition.module]
        return _digest(repr((self._indexes, next((i for i in module.items if isinstance(i, Heading)), None))))

    def outdated(self, shown: Sequence[Shown]) -> Sequence[str]:
        """The documents that show something else by now."""

        def find() -> tuple[str, ...]:
            return tuple(doc for doc, name, before in shown if self.fingerprint(name.partition(":")[2]) != before)

        return self.kept("outdated", find, _digest(repr(shown)))

    def note_current(self, shown: Sequence[Shown]) -> None:
        """Remember that no document shows anything else, so that the next build need not find that out."""
        if self.state:
            self.results.put(f"outdated {self.namespace}", (self.state, _digest(repr(shown))), ())

    def defined(self, names: AbstractSet[str]) -> AbstractSet[str]:
        """Those of *names* that are definitions, shown or not."""
        return self.kept("defined", lambda: set(filter(self.schema.find, names)), _digest(repr(sorted(names))))

    def _definitions_digest(self, definitions: tuple[Definition, ...] | list[Definition]) -> str:
        graph = self.type_graph
        displays = dict.fromkeys(name for each in definitions for name in displayed(self.schema, each))
        whole = [(name, self._digests[name]) for name in displays]
        names = dict.fromkeys(name for each in definitions for name in dependencies(self.schema, each))
        links = [(name, self._outlines[name]) for name in names]
        used = [self.usages[each.name] for each in definitions]
        users = [(use, graph.kinds[use.source]) for each in definitions for use in graph.used_by[each.name]]
        own = [(each.name, each.position.line) for each in definitions] if self.config.source_url else []
        return _digest(repr((self._settings, own, whole, links, used, users)))

    @cached_property
    def _outlines(self) -> Mapping[str, str]:
        """Of each definition a digest of what is to be seen of it elsewhere: its kind, values and links."""
        uses = self.type_graph.uses
        all_definitions = (*self.schema.definitions.values(), *self.schema.hidden.values())
        return {each.name: _digest(repr((each.kind, _values(each), uses.get(each.name)))) for each in all_definitions}


def _values(definition: Definition) -> list[str]:
    return [value.name for value in definition.values] if isinstance(definition, EnumType) else []


class SchemaStore:
    """The loaded schemas by namespace, in the order of ``qapi_schemas``."""

    def __init__(self, loaded: Mapping[str, LoadedSchema] | None = None) -> None:
        self.schemas: Mapping[str, LoadedSchema] = loaded or {}

    @cached_property
    def generated(self) -> Mapping[str, tuple[LoadedSchema, GeneratedPage]]:
        """For each generated document its schema, and what it shows of it."""
        return {
            document: (schema, page) for schema in self.schemas.values() for document, page in schema.generated.items()
        }

    def extended(self, other: SchemaStore) -> SchemaStore:
        """These schemas, then those of *other*."""
        return SchemaStore({**self.schemas, **other.schemas})

    def get(self, namespace: str | None) -> LoadedSchema | None:
        """The schema of *namespace*; the first one for None."""
        if namespace is None:
            return next(iter(self.schemas.values()), None)
        return self.schemas.get(namespace)

    def first_with(self, name: str) -> LoadedSchema | None:
        """The first schema that defines *name*."""
        return next((each for each in self.schemas.values() if name in each.schema.definitions), None)

    def is_index(self, document: str) -> bool:
        """Whether *document* is generated and only leads to other pages."""
        if document not in self.generated:
            return False
        loaded, page = self.generated[document]
        return page.kind is not SHOWN_ON[loaded.config.pages]

    def fingerprint(self, shown: str) -> str:
        """Digest of what stands behind ``NS:what``; empty where the schema or the thing is gone."""
        namespace, _, what = shown.partition(":")
        loaded = self.schemas.get(namespace)
        return loaded.fingerprint(what) if loaded else ""

    def outdated(self, shown: Mapping[str, Mapping[str, str]]) -> list[str]:
        """Of documents, each with the fingerprints of what it shows by ``NS:what``, those that show something else."""
        found: set[str] = set()
        for namespace, places in _by_namespace(shown).items():
            loaded = self.schemas.get(namespace)
            found.update(loaded.outdated(places) if loaded else (docname for docname, _, before in places if before))
        return [docname for docname in shown if docname in found]

    def note_current(self, shown: Mapping[str, Mapping[str, str]]) -> None:
        """Remember that none of these documents shows anything else."""
        for namespace, places in _by_namespace(shown).items():
            if namespace in self.schemas:
                self.schemas[namespace].note_current(places)


def _by_namespace(shown: Mapping[str, Mapping[str, str]]) -> dict[str, list[Shown]]:
    places: dict[str, list[Shown]] = {}
    for docname, fingerprints in shown.items():
        for name, before in fingerprints.items():
            places.setdefault(name.partition(":")[0], []).append((docname, name, before))
    return places


def load_schemas(configs: Mapping[str, SchemaConfig], listeners: Listeners, cache: SchemaCache) -> SchemaStore:
    """Read all schemas as *listeners* want them, or take them from *cache*.

    What is wrong with them becomes warnings, and those that cannot be read are left out.
    """
    loaded: dict[str, LoadedSchema] = {}
    seen: set[object] = set()
    for namespace, config in configs.items():
        try:
            cached = _load(config, listeners.reviser(namespace), cache)
        except UnreadableFile as error:
            warn(f"qapi_schemas[{namespace!r}]: {error}", "unreadable-schema")
            continue
        # Two schemas may share files, whose findings are to be shown once.
        fresh = [finding for finding in cached.diagnostics if finding not in seen]
        seen.update(fresh)
        report(fresh)
        cached = listeners.without_skipped(namespace, cached)
        loaded[namespace] = LoadedSchema(config=config, cached=cached, results=cache.results)
    return SchemaStore(loaded)


def _load(config: SchemaConfig, revise: ReviseComment | None, cache: SchemaCache) -> CachedSchema:
    settings = (config.path, config.dialect, config.include_dirs, config.markup, config.versions)

    def load() -> LoadResult:
        from sphinx_qapi.schema.load import load_schema  # the whole reader, which a kept schema does not need

        path, dialect, include_dirs, markup, versions = settings
        return load_schema(
            path, dialect=dialect, include_dirs=include_dirs, markup=markup, versions=versions, revise=revise
        )

    # What others make of comments depends on more than the files; and where files are looked for in several folders,
    # which is found depends on more than those that were read.
    if revise or config.include_dirs:
        result = load()
        return CachedSchema(result.schema, result.diagnostics)
    return cache.load(settings, load)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def module_names(store: SchemaStore, namespace: str | None) -> Iterator[str]:
    """The names of the modules of a schema, for suggestions."""
    loaded = store.get(namespace)
    return iter(loaded.schema.modules_by_name if loaded else ())
