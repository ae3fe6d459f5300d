"""Digests of the parts of a schema that a page shows; a page is rebuilt when one of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl

from sphinx_qapi.analysis.index import index_groups
from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.analysis.module_title import module_title
from sphinx_qapi.analysis.release_additions import Additions
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Heading, Inclusion, Module
from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.configuration.index_kinds import Layout, read_index
from sphinx_qapi.sphinx_ext.entries.sections import declared_views
from sphinx_qapi.sphinx_ext.entries.views import Site
from sphinx_qapi.sphinx_ext.loading.cache_files import digest_of_file
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES
from sphinx_qapi.sphinx_ext.loading.site_plan import BELOW_CHANGES, MAP
from sphinx_qapi.sphinx_ext.objects.shown import (
    AVAILABILITY_MARK,
    CHANGES_MARK,
    CONTENTS,
    GRAPH,
    INDEX_MARK,
    NAME_MARK,
    WHOLE_MARK,
)
from sphinx_qapi.sphinx_ext.rebuilding.shown_history import shown_changes, shown_strip
from sphinx_qapi.sphinx_ext.rebuilding.shown_lists import shown_with

Shown = tuple[str, str, str]
"""A document, the name (``NS:key``) of something that it shows, and the fingerprint of that when it was read."""


class Fingerprints:
    """The fingerprints of one schema."""

    def __init__(self, site: Site, *, is_translated: bool = False, with_lines: bool = False) -> None:
        """With *is_translated*, pages show translations of whole paragraphs; *with_lines*, also their line numbers."""
        self._site = site
        self._loaded = site.loaded
        self._views = declared_views()
        self._is_translated = is_translated
        self._with_lines = with_lines
        self._of_definitions: dict[str, str] = {}
        self._of_all: str | None = None

    @cached_property
    def _settings(self) -> str:
        """Digest of the settings, and of how the schema is read, which any page may depend on."""
        return digest(repr((self._loaded.config, self._loaded.schema.dialect, self._lines)))

    @cached_property
    def _lines(self) -> object:
        """Digests of the files, which line numbers depend on; None if pages do not show line numbers."""
        return [digest_of_file(Path(file)) for file in self._loaded.files] if self._with_lines else None

    @property
    def _paragraphs(self) -> object:
        """What summaries also depend on: a translation is one of a whole paragraph; None without translations."""
        return sorted(self._own_digests.items()) if self._is_translated else None

    @cached_property
    def _indexes(self) -> tuple[bool, tuple[str, ...]]:
        """The lists that each of its pages links to: whether there is a list of names, and names of the others."""
        names = tuple(name for name, each in self._loaded.pages.index_pages.items() if not each.parent)
        others = [CHANGES] * bool(self._loaded.pages.release_pages) + [MAP] * (MAP in self._loaded.pages.generated)
        return self._loaded.pages.has_names, (*names, *others)

    def prepare(self) -> None:
        """Compute what most pages need: parallel readers start with these results, and each reads only a few pages."""
        self.of("")
        self.of(CONTENTS)
        first = next(iter(self._loaded.schema.definitions.values()), None)
        if first is not None:
            for view in self._views:
                view.read(self._site, first)

    @cached_property
    def _own_digests(self) -> Mapping[str, str]:
        all_definitions = (*self._loaded.schema.definitions.values(), *self._loaded.schema.hidden.values())
        return {each.name: digest(repr(each)) for each in all_definitions}

    @property
    def _old_modules(self) -> Mapping[str, str]:
        """The modules in old anchors, which depend on the order of files; empty if there are no old anchors."""
        return self._loaded.analyses.running_modules if self._site.config.qapi_qemu_anchors else {}

    @cached_property
    def _front(self) -> str:
        """Digest of everything that a page with the whole schema shows."""
        listing = [(m.name, _order(m)) for m in self._loaded.schema.modules]
        entries = [*map(self._definition_digest, self._loaded.schema.definitions.values())]
        beside = (self._loaded.analyses.binary_view, sorted(self._old_modules.items()))
        return digest(repr((self._settings, listing, entries, beside)))

    @cached_property
    def _graph(self) -> str:
        """Digest of what graphs show."""
        modules = [(m.name, [d.name for d in m.definitions]) for m in self._loaded.schema.modules]
        return digest(repr((self._settings, modules, self._loaded.analyses.type_graph)))

    @cached_property
    def _contents(self) -> str:
        """Digest of what the index page shows: texts, modules, what they use, and names with their marks."""
        modules = [
            (m.name, [i for i in m.items if isinstance(i, (Heading, Inclusion))]) for m in self._loaded.schema.modules
        ]
        listings = self._loaded.analyses.catalogue.listings
        kinds = [(each.whole.definition, each.whole.kind) for each in listings]
        lists = self._loaded.analyses.front_lists
        newest = lists.newest and (lists.newest.version, lists.newest.count_of_parts)
        names = [replace(each, made_of=(), text=None) for each in (*lists.names, *lists.deprecated.shown)]
        lines = (kinds, names, lists.deprecated.left, newest, [each.name for each in lists.fresh.shown])
        uses = list(self._loaded.analyses.type_graph.successors.values())
        pages = [name for name, each in self._loaded.pages.generated.items() if each.kind not in BELOW_CHANGES]
        view = self._loaded.analyses.binary_view
        binary = view and (view.symbols, view.newer)
        told = (modules, lines, uses, pages, binary)
        return digest(repr((self._settings, self._loaded.pages.front_items, *told)))

    def _index_digest(self, options: Mapping[str, str]) -> str:
        """Digest of the content of an index, and of the pages that it links to; empty for wrong *options*."""
        try:
            kind, query = read_index(options)
        except ValueError:
            return ""
        groups = index_groups(self._loaded.analyses.catalogue, kind.group, query)
        shown: object = groups
        if kind.layout is Layout.COUNTS:
            shown = [each.counts for each in groups]
        else:
            items = (item for group in groups for item in (*group.entries, *_parts(group.additions)))
            shown = groups, [shown_with(self._site, item) for item in items]
        return digest(
            repr((self._settings, self._paragraphs, self._indexes, list(self._loaded.pages.index_pages), shown))
        )

    def _changes_digest(self, words: Mapping[str, str]) -> str:
        """Digest of what a page shows of changes."""
        return digest(repr((self._settings, self._indexes, shown_changes(self._loaded, words))))

    def of(self, shown: str) -> str:
        """Digest of everything that a page showing *shown* depends on; empty if the schema has no such thing.

        *shown* is ``""`` (the schema), ``:module``, a definition, `CONTENTS`, `GRAPH`, an index, a table of
        availability, changes, a name that a text mentions, or a definition that an entry looks up (see
        `sphinx_qapi.sphinx_ext.objects.shown`).
        """
        of_all = {"": lambda: self._front, CONTENTS: lambda: self._contents, GRAPH: lambda: self._graph}
        if shown in of_all:
            return of_all[shown]()
        by_mark = {
            NAME_MARK: self._name_digest,
            WHOLE_MARK: lambda name: self._own_digests.get(name, ""),
            INDEX_MARK: lambda words: self._index_digest(_read_words(words)),
            AVAILABILITY_MARK: lambda words: digest(repr(shown_strip(self._loaded, _read_words(words)))),
            CHANGES_MARK: lambda words: self._changes_digest(_read_words(words)),
            ":": self._module_digest,
        }
        for mark, make in by_mark.items():
            if shown.startswith(mark):
                return make(shown.removeprefix(mark))
        definition = self._loaded.schema.definitions.get(shown)
        return self._definition_digest(definition) + self._around(definition) if definition else ""

    def _name_digest(self, name: str) -> str:
        return "defined" if name in self._loaded.schema.definitions else ""

    def _module_digest(self, name: str) -> str:
        module = self._loaded.schema.modules_by_name.get(name)
        if module is None:
            return ""
        definitions = module.definitions
        pages = [self._loaded.pages.definition_pages.get(each.name) for each in definitions]
        return digest(
            repr((self._settings, self._indexes, _order(module), pages, [*map(self._definition_digest, definitions)]))
        )

    def _around(self, definition: Definition) -> str:
        """Digest of what surrounds a definition on its own page: links to indexes, and the title of its module."""
        if not self._loaded.pages.definition_pages:
            return ""
        module = self._loaded.schema.modules_by_name[definition.module]
        return digest(repr((self._indexes, module_title(module))))

    def outdated(self, shown: Sequence[Shown]) -> Sequence[str]:
        """The documents whose fingerprints in *shown* differ from the current ones."""

        def find() -> tuple[str, ...]:
            return tuple(doc for doc, name, before in shown if self.of(name.partition(":")[2]) != before)

        return self._loaded.cached_result("outdated", find, digest(repr(shown)))

    def note_current(self, shown: Sequence[Shown]) -> None:
        """Keep the result that none of *shown* is outdated, so that the next build need not compute it."""
        if self._loaded.state:
            self._loaded.results.put(
                f"outdated {self._loaded.namespace}", (self._loaded.state, digest(repr(shown))), ()
            )

    def _definition_digest(self, definition: Definition) -> str:
        """Digest of what the entry of *definition* shows."""
        name = definition.name
        if name not in self._of_definitions:
            self._of_definitions[name] = digest(repr((self._settings, *self._shown_of(definition))))
        return self._of_definitions[name]

    def _shown_of(self, definition: Definition) -> Iterator[object]:
        """What its entry depends on: definitions as far as it may show them, and the views that its parts declare."""
        dependencies = self._site.dependencies
        yield [(each, self._own_digests[each]) for each in dependencies.displayed(definition)]
        yield [(each, self._outlines[each]) for each in dependencies.of(definition)]
        yield self._of_schema(definition)
        for view in self._views:
            if not view.is_of_schema:
                yield view.compared(self._site, definition)

    def _of_schema(self, definition: Definition) -> str:
        """Digest of the views whose value for *definition* is that for all definitions."""
        if self._of_all is None:
            values = [each.compared(self._site, definition) for each in self._views if each.is_of_schema]
            self._of_all = digest(repr(values))
        return self._of_all

    @cached_property
    def _outlines(self) -> Mapping[str, str]:
        """For each definition, a digest of what entries of others show of it without its members or texts."""
        schema, dependencies = self._loaded.schema, self._site.dependencies
        return {
            each.name: digest(repr((each.name in schema.definitions, dependencies.outline(each))))
            for each in (*schema.definitions.values(), *schema.hidden.values())
        }


def _order(module: Module) -> list[object]:
    """The items of *module* in order; definitions are replaced by kind and name."""
    return [(item.kind, item.name) if isinstance(item, Definition) else item for item in module.items]


def _parts(additions: Iterable[Additions]) -> Iterator[IndexItem]:
    return (part for each in additions for part in (each.definition, *each.parts))


def _read_words(words: str) -> Mapping[str, str]:
    return dict(parse_qsl(words, keep_blank_values=True))
