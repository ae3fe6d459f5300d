"""The rows that the domain keeps of every described object, and look-up by name.

Rows are small, hold no docutils nodes and no model, and are kept by document, so that forgetting a document, or taking
over those of a parallel reader, is one dictionary operation. If a definition is rendered several times, the target of
links is chosen here, at look-up, when all renderings are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, Rank, Target
from sphinx_qapi.sphinx_ext.objects.object_types import PART_KINDS

_PLACE = ObjectRow._fields.index("anchor") + 1
"""Number of leading fields of ObjectRow that identify an object and its place."""


@dataclass(slots=True)
class _Names:
    """The names of one namespace."""

    definitions: dict[str, ObjectRow] = field(default_factory=dict)
    modules: dict[str, ObjectRow] = field(default_factory=dict)
    parts: dict[tuple[str, str], Target] = field(default_factory=dict)
    """Members, values and features by ``definition.path`` and kind."""
    qualified: dict[str, ObjectRow] = field(default_factory=dict)
    """Definitions by ``module.definition``."""


class ObjectIndex:
    """All objects of a project by name: built once when reading is done, then only looked up."""

    def __init__(self, rows_by_document: Mapping[str, Sequence[ObjectRow]], namespaces: Sequence[str]) -> None:
        """*namespaces* are the configured ones, in the order in which a bare name is looked up."""
        self._names: dict[str, _Names] = {namespace: _Names() for namespace in namespaces}
        canonical = _canonical(rows_by_document.values())
        self.duplicates = tuple(_duplicates(rows_by_document.values(), canonical))
        """Descriptions by authors that are not the target of links, each with the row that is the target."""
        for row in canonical.values():
            names = self._names.setdefault(row.namespace, _Names())
            if row.kind == "module":
                names.modules[row.name] = row
                continue
            names.definitions[row.name] = row
            names.qualified[f"{row.module}.{row.name}"] = row
            if row.old_module:
                names.qualified[f"{row.old_module}.{row.name}"] = row
            for part in row.parts:
                name = f"{row.name}.{part.name}"
                target = Target(row.namespace, name, part.kind, row.docname, part.anchor)
                names.parts.setdefault((name, part.kind), target)
        self._order = tuple(self._names)

    def namespaces(self, own: str | None) -> Iterator[str]:
        """All namespaces in the order of look-up: *own* first."""
        if own in self._names:
            yield own
        for namespace in self._order:
            if namespace != own:
                yield namespace

    def find(self, name: str, kinds: frozenset[str], *, namespace: str | None, module: str | None) -> Target | None:
        """The object of *kinds* that *name* means to a reader in *namespace* and *module*; None if there is none."""
        prefix, colon, rest = name.partition(":")
        if colon:
            return self._find_in(prefix, rest, kinds, module) if prefix in self._names else None
        for each in self.namespaces(namespace):
            target = self._find_in(each, name, kinds, module)
            if target:
                return target
        return None

    def _find_in(self, namespace: str, name: str, kinds: frozenset[str], module: str | None) -> Target | None:
        names = self._names[namespace]
        row = names.definitions.get(name)
        if row and row.kind in kinds:
            return _target(row)
        for kind in PART_KINDS:
            if kind in kinds and (name, kind) in names.parts:
                return names.parts[name, kind]
        row = names.qualified.get(name) or (names.qualified.get(f"{module}.{name}") if module else None)
        if row and row.kind in kinds:
            return _target(row)
        row = names.modules.get(name)
        if row and "module" in kinds:
            return _target(row)
        return None

    def definitions(self, namespace: str) -> Mapping[str, ObjectRow]:
        """The definitions of a namespace by name: for each, the rendering that links lead to."""
        names = self._names.get(namespace)
        return names.definitions if names else {}

    def modules(self, namespace: str) -> Mapping[str, ObjectRow]:
        """The modules of a namespace by name: for each, the rendering that links lead to."""
        names = self._names.get(namespace)
        return names.modules if names else {}

    @cached_property
    def places(self) -> str:
        """Digest of the places of all definitions, and of their summaries."""
        rows = [(*each[:_PLACE], each.summary) for names in self._names.values() for each in names.definitions.values()]
        return digest(repr(rows))

    @cached_property
    def all_places(self) -> str:
        """Digest of the places of all objects."""
        rows = sorted(
            (*row[:_PLACE], row.old_module, row.parts)
            for names in self._names.values()
            for row in (*names.modules.values(), *names.definitions.values())
        )
        return digest(repr(rows))

    def all_namespaces(self) -> Sequence[str]:
        """The configured namespaces, followed by others that occur."""
        return self._order


def _target(row: ObjectRow) -> Target:
    return Target(row.namespace, row.name, row.kind, row.docname, row.anchor)


_Key = tuple[str, bool, str]


def _key(row: ObjectRow) -> _Key:
    return (row.namespace, row.kind == "module", row.name)


def _canonical(documents: Iterable[Sequence[ObjectRow]]) -> dict[_Key, ObjectRow]:
    """For each object, the rendering that links lead to."""
    best: dict[_Key, ObjectRow] = {}
    for rows in documents:
        for row in rows:
            other = best.get(_key(row))
            if other is None or (row.rank, row.docname, row.line) < (other.rank, other.docname, other.line):
                best[_key(row)] = row
    return best


def _duplicates(
    documents: Iterable[Sequence[ObjectRow]], canonical: Mapping[_Key, ObjectRow]
) -> Iterator[tuple[ObjectRow, ObjectRow]]:
    """Rows of authors' descriptions that are not canonical, with the canonical row; modules may be described twice."""
    for rows in documents:
        for row in rows:
            if row.rank == Rank.WRITTEN and row.kind != "module" and canonical[_key(row)] is not row:
                yield row, canonical[_key(row)]
