"""Versions that the newest schema states, compared with what the schemas of those releases declare.

The comments are sometimes wrong, and pages repeat them; ``benchmarks/since_precision.py`` lists the differences.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, effective_members
from sphinx_qapi.analysis.effective_since import shown_since
from sphinx_qapi.analysis.history.versioned_rows import versioned_rows
from sphinx_qapi.analysis.index_items import IndexItem, indexed_definition
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command, Definition, EnumType, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import EnumValue, InlineStruct, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version


def _names(release: Path) -> dict[str, IndexItem]:
    schema = load_schema(release / "qapi/qapi-schema.json").schema
    entries = [entry for each in schema.definitions.values() for entry in indexed_definition(each).entries]
    return {f"{each.name}:{each.part.value}": each for each in entries}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("before", "release", "counts"),
    [
        ("8.2", "9.0", (23, 28, 22)),
        ("9.0", "9.1", (27, 36, 26)),
        ("10.0", "10.1", (28, 42, 27)),
        ("10.1", "10.2.2", (14, 15, 14)),
    ],
)
def test_releases(shared: Path, before: str, release: str, counts: tuple[int, int, int]) -> None:
    """*counts* are the numbers of stated names, of names that are really new, and of names that are both."""
    corpus = shared / "corpus"
    newest, old, new = (_names(corpus / each) for each in ("10.2.2", before, release))
    numbers = Version.parse(release).numbers[:2]
    said = {
        name for name, each in newest.items() if each.since and each.is_new and each.since.version.numbers == numbers
    }
    real = {
        name
        for name, each in new.items()
        if name not in old and name in newest and (not each.path or f"{each.definition}:definition" in old)
    }
    assert (len(said), len(real), len(said & real)) == counts


def _first_releases(shared: Path) -> dict[tuple[str, str], str]:
    """The first release that declares each wire path; the seed lies between 1.0 and 1.1, and counts as 1.1."""
    first: dict[tuple[str, str], str] = {}
    for line in lzma.decompress((shared / "wire/paths.tsv.xz").read_bytes()).decode().splitlines()[1:]:
        namespace, path, declared, *_ = line.split("\t")
        if declared:
            release = declared.split(",")[0].split("-")[0]
            first[namespace, path] = "1.1" if release == "seed" else release
    return first


Row = tuple[str, str, Version]
"""A row of a type that shows a version: its name, a path that leads to it, and the version."""


def _shown_by_types(schema: Schema) -> Iterator[Row]:
    """The rows of all types with versions, at every path that leads to them."""
    for definition in schema.definitions.values():
        if isinstance(definition, Command) and definition.returns:
            yield from _rows(schema, definition.returns, f"command {definition.name} returns", frozenset())
        if isinstance(definition, (Command, Event)):
            place = f"{definition.kind} {definition.name} {'data' if definition.kind == 'event' else 'arguments'}"
            if definition.arguments_type:
                yield from _rows(schema, definition.arguments_type, place, frozenset())
            for member in definition.arguments:
                yield from _rows(schema, member.type, f"{place}.{member.name}", frozenset())


def _rows(schema: Schema, type_: TypeRef | InlineStruct, path: str, entered: frozenset[str]) -> Iterator[Row]:
    definition = schema.find(type_.name) if isinstance(type_, TypeRef) else None
    if definition is None or definition.name in entered:
        return
    path += "[]" if isinstance(type_, TypeRef) and type_.is_list else ""
    for part, below in _parts(schema, definition):
        if since := shown_since(schema, definition, part):
            yield f"{definition.name}.{part.name}", path + below, since.version
        if not isinstance(part, EnumValue) and part.type is not None:
            yield from _rows(schema, part.type, path + below, entered | {definition.name})


def _parts(
    schema: Schema, definition: Definition
) -> Iterator[tuple[EffectiveMember | EffectiveBranch | EnumValue, str]]:
    """The rows of *definition*, each with the step that leads there."""
    if isinstance(definition, EnumType):
        yield from ((value, f"={value.name}") for value in definition.values)
    elif isinstance(definition, (StructType, UnionType)):
        effective = effective_members(schema, definition)
        yield from ((member, f".{member.name}") for member in effective.members)
        yield from ((branch, f"<{effective.discriminator}={branch.name}>") for branch in effective.branches)


_TOO_LATE = {
    # commands whose comments state it: "Since: 2.9", "Since: 1.2"
    "blockdev-add": "2.9",
    "qom-get": "1.2",
    "qom-list": "1.2",
    "qom-set": "1.2",
    # members whose texts state it
    "DisplayGTK.show-menubar": "8.0",
    "MigrationInfo.ram": "1.2",
    "CpuModelExpansionInfo.deprecated-props": "10.1",
}
"""The rows that the comments of 10.2.2 themselves date too late, with the stated version."""


@pytest.mark.shared
def test_no_release_has_a_row_before_the_version_that_it_shows(shared: Path) -> None:
    """The only exceptions are wrong comments; a version taken from words about something else would be one as well."""
    first = _first_releases(shared)
    found: dict[str, str] = {}
    checked = 0
    for namespace, root in (("QMP", "qapi"), ("QGA", "qga")):
        schema = load_schema(shared / "corpus/10.2.2" / root / "qapi-schema.json").schema
        rows = [(str(row.path).split()[1], str(row.path), row.version) for row in versioned_rows(schema)]
        for row, path, version in (*rows, *_shown_by_types(schema)):
            checked += 1
            if Version.parse(first[namespace, path]) < version:
                found[row] = str(version)
    assert checked > 3000
    assert found == _TOO_LATE
