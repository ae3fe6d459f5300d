"""How well the versions that comments state agree with what releases really brought.

    python benchmarks/since_precision.py CORPUS

*CORPUS* holds a folder for each release, with its schemas. For each compared release, the names that the newest schema
states to be new in it are compared with the names that its own schema has but the schema of the release before lacks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from sphinx_qapi.analysis.index_items import IndexItem, ItemRole, indexed_definition
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.version import Version

ROOTS = ("qapi/qapi-schema.json", "qga/qapi-schema.json")
NEWEST = "10.2.2"
PAIRS = (("8.2", "9.0"), ("9.0", "9.1"), ("10.0", "10.1"), ("10.1", "10.2.2"))
"""Pairs of releases: the release before, and the compared release."""


def names(release: Path, root: str) -> dict[str, IndexItem]:
    """All definitions, members, values, branches and features of a schema, by name."""
    definitions = load_schema(release / root, include_dirs=[release / "qapi"]).schema.definitions.values()
    entries = [entry for each in definitions for entry in indexed_definition(each).entries]
    return {f"{each.name}:{each.part.value}" if each.path else each.name: each for each in entries}


def stated(newest: dict[str, IndexItem], version: Version) -> set[str]:
    """The names that *newest* states to be new in *version*: definitions, and parts of older definitions."""
    return {
        name
        for name, each in newest.items()
        if each.since is not None and each.is_new and each.since.version.numbers[:2] == version.numbers[:2]
    }


def found(before: dict[str, IndexItem], after: dict[str, IndexItem], newest: dict[str, IndexItem]) -> set[str]:
    """The names in *after* and *newest* but not in *before*; of parts, only those of definitions in *before*."""
    return {
        name
        for name, each in after.items()
        if name not in before and name in newest and (not each.path or each.definition in before)
    }


def show(title: str, entries: Iterable[str], newest: dict[str, IndexItem], before: dict[str, IndexItem]) -> None:
    """Print the names that only one side has, with the version that the comment states and possible reasons."""
    for name in sorted(entries):
        entry = newest[name]
        since = entry.since or entry.definition_since
        version = str(since.version) if since else "none"
        own = "" if entry.since else " (its definition's)" if entry.path else ""
        was_there = " was there before" if name in before else ""
        marked = " conditional" if entry.condition else ""
        print(f"    {title}: {name}: states {version}{own}{was_there}{marked}")


def score(said: set[str], real: set[str]) -> str:
    """The numbers of names, precision and recall, as a line of text."""
    both = len(said & real)
    precision = both / len(said) if said else 1.0
    recall = both / len(real) if real else 1.0
    return f"stated {len(said)}, found {len(real)}, both {both}: precision {precision:.2f}, recall {recall:.2f}"


def main(corpus: Path) -> None:
    for old, new in PAIRS:
        version = Version.parse(new)
        print(f"{version.numbers[0]}.{version.numbers[1]}")
        for root in ROOTS:
            newest, before, after = (names(corpus / each, root) for each in (NEWEST, old, new))
            said, real = stated(newest, version), found(before, after, newest)
            print(f"  {root}")
            wholes = {name for name, each in newest.items() if each.part is ItemRole.DEFINITION}
            print(f"    definitions: {score(said & wholes, real & wholes)}")
            print(f"    parts:       {score(said - wholes, real - wholes)}")
            print(f"    all:         {score(said, real)}")
            show("stated only", said - real, newest, before)
            show("found only", real - said, newest, before)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
