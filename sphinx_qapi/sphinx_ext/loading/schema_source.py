"""A schema with its settings, and the results that earlier builds have left in the cache."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TypeVar

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.result_cache import ResultCache
from sphinx_qapi.sphinx_ext.loading.schema_binary import SchemaBinary
from sphinx_qapi.sphinx_ext.loading.schema_cache import CachedSchema
from sphinx_qapi.sphinx_ext.loading.schema_history import SchemaHistory

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class SchemaSource:
    """A schema with its settings, its history and its binary, and the cache of results about it."""

    config: SchemaConfig
    cached: CachedSchema
    results: ResultCache
    history: SchemaHistory | None = None
    binary: SchemaBinary | None = None
    folders_of_others: tuple[str, ...] = ()
    """The ``output`` folders of other schemas within this schema's ``output``, relative to it."""

    @cached_property
    def schema(self) -> Schema:
        """The schema; loading it takes time, so ask for it only if something has changed (see `cached_result`)."""
        return self.cached.schema

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

    def cached_result(self, name: str, make: Callable[[], T], given: str = "") -> T:
        """The result of *make*, or of an earlier build; it must depend on schema, settings and *given* only."""
        return self.results.get(f"{name} {self.namespace}", (self.state, given), make) if self.state else make()

    @property
    def files(self) -> Sequence[str]:
        """Paths of the files that the schema was read from."""
        return self.cached_result("files", self._files)

    def _files(self) -> Sequence[str]:
        if str(self.config.path) != self.schema.path:  # it is a model, and the schema's files may be elsewhere
            return [str(self.config.path)]
        return [module.path for module in self.schema.modules]

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
        return self.cached_result("defined", lambda: set(filter(self.schema.find, names)), digest(repr(sorted(names))))


def _comment_line(definition: Definition) -> int:
    return definition.documentation.position.line if definition.documentation else 0
