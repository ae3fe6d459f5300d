"""What is known of a schema: the results of analyses, each computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_qapi.analysis.emissions.emissions import Emissions, emissions
from sphinx_qapi.analysis.error_classes import error_classes
from sphinx_qapi.analysis.evolution.listed_versions import with_versions
from sphinx_qapi.analysis.evolution.told import NOTHING, Facts
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, type_graph
from sphinx_qapi.analysis.index import Catalogue, catalogue
from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.analysis.release_additions import ReleaseAdditions
from sphinx_qapi.analysis.running_modules import running_modules
from sphinx_qapi.analysis.usage import Usage, usages
from sphinx_qapi.export.file_names import file_names
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.loading.change_page_plan import AllChanges, all_changes
from sphinx_qapi.sphinx_ext.loading.front_lists import FrontLists, front_lists
from sphinx_qapi.sphinx_ext.loading.payload_view import PayloadView, payload_view
from sphinx_qapi.sphinx_ext.loading.schema_source import SchemaSource
from sphinx_qapi.sphinx_ext.loading.wire_rows_by_path import RowsByPath

if TYPE_CHECKING:
    from sphinx_qapi.analysis.binary.absent_rows import Absent, BinaryView


class SchemaAnalyses:
    """The results of analyses of one schema, for all pages that show it."""

    def __init__(self, source: SchemaSource) -> None:
        """Take the schema from *source*."""
        self._source = source

    @property
    def schema(self) -> Schema:
        """The schema that is analysed."""
        return self._source.schema

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What messages in examples may contain."""
        return Vocabulary.of(self.schema)

    @cached_property
    def payloads(self) -> Mapping[str, PayloadView]:
        """The payloads that pages show, by the names of commands and events."""
        views = {each.name: payload_view(self.vocabulary, each) for each in self.schema.definitions.values()}
        return {name: view for name, view in views.items() if view is not None}

    @cached_property
    def changes(self) -> AllChanges:
        """The changes in its history; empty if there is none."""
        if self._source.history is None:
            return AllChanges((), (), ())
        return all_changes(self._source.history, self._source.results, self._source.namespace)

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
    def index_items(self) -> Mapping[str, IndexItem]:
        """The entries of whole definitions in lists, by name."""
        return {each.whole.definition: each.whole for each in self.catalogue.listings}

    @cached_property
    def facts(self) -> Mapping[str, Facts]:
        """What its history says of its definitions, by name; empty if there is no history."""
        history, limit = self._source.history, self._source.config.history_complete_from
        if history is None:
            return {}
        from sphinx_qapi.analysis.evolution.versions import history_facts  # most schemas have no history

        complete_from = Version.parse(limit) if limit else None
        return self._source.cached_result(
            "facts", lambda: history_facts(self.schema, history.content, complete_from, history.version)
        )

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
        from sphinx_qapi.analysis.probes.probe_paths import probe_places

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
        binary = self._source.binary
        return None if binary is None else self._source.cached_result("binary view", lambda: binary.view(self.schema))

    def absent_of(self, name: str) -> Absent:
        """The rows of the definition *name* that the binary lacks; empty if the settings name no binary."""
        return self.binary_view.absent.get(name, {}) if self.binary_view is not None else {}

    @property
    def releases(self) -> tuple[ReleaseAdditions, ...]:
        """What is new in each release, the newest release first."""
        return self.catalogue.releases

    @cached_property
    def usages(self) -> Mapping[str, Usage]:
        """For each definition, what uses it."""
        return usages(self.schema)

    @cached_property
    def emissions(self) -> Emissions:
        """Which commands emit which events, as far as comments, examples and settings say so."""
        return self._source.cached_result("emissions", lambda: emissions(self.schema, dict(self._source.config.emits)))

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
