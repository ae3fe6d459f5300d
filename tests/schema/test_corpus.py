"""Real schemas of all eras."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.schema.serial.model_data import from_data, to_data
from sphinx_qapi.source.diagnostics import Severity
from tests.releases.sample import some_of

pytestmark = pytest.mark.shared

ROOTS = (
    "qapi-schema.json",
    "qapi/qapi-schema.json",
    "qapi-schema-guest.json",
    "qga/qapi-schema.json",
    "storage-daemon/qapi/qapi-schema.json",
    "docs/interop/firmware.json",
    "docs/interop/vhost-user.json",
)
KINDS = ("command", "event", "type/struct", "union", "alternate", "enum")
MISTAKES = {
    # The tools of these releases would reject this too, but they never read these files, or not this part of a comment.
    "9.1/docs/interop/vhost-user.json": {"obsolete-tag"},
    "10.0/docs/interop/vhost-user.json": {"obsolete-tag"},
    "10.1/docs/interop/vhost-user.json": {"obsolete-tag"},
}


def _releases(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "corpus" / "counts.tsv").open() as file:
        return {row["version"]: row for row in csv.DictReader(file, delimiter="\t")}


@cache
def _load(path: Path, dialect: str) -> LoadResult:
    release = next(parent for parent in path.parents if parent.parent.name == "corpus")
    return load_schema(path, dialect=dialect, include_dirs=[release / "qapi"] if path.stem == "firmware" else [])


def _roots(shared: Path, release: str) -> list[Path]:
    return [path for root in ROOTS if (path := shared / "corpus" / release / root).exists()]


def test_automatic_mode(shared: Path) -> None:
    """There are no errors, and no definition is lost or invented."""
    releases = _releases(shared)
    assert len(releases) == 24
    for release, row in releases.items():
        counts: Counter[str] = Counter()
        seen: set[str] = set()
        for root in _roots(shared, release):
            result = _load(root, "auto")
            assert [str(each) for each in result.diagnostics if each.severity is Severity.ERROR] == []
            for module in result.schema.modules:
                if (real_path := os.path.realpath(module.path)) not in seen:
                    seen.add(real_path)
                    counts.update(definition.keyword for definition in module.definitions)
        counts["type/struct"] = counts["type"] + counts["struct"]
        assert {kind: counts[kind] for kind in KINDS} == {kind: int(row[kind]) for kind in KINDS}, release


def test_each_release_follows_its_own_dialect(shared: Path) -> None:
    """The schema of a release follows the rules of that release."""
    for release in some_of(_releases(shared)):
        if not release[0].isdigit():
            continue  # the seed lies between two releases
        for root in _roots(shared, release):
            if root.stem == "firmware" and not release.startswith(("9.1", "10.")):
                continue  # it includes files that need the pragmas of another root
            errors = [each for each in _load(root, release).diagnostics if each.severity is Severity.ERROR]
            expected = MISTAKES.get(f"{release}/{root.relative_to(shared / 'corpus' / release)}", set())
            assert {each.rule for each in errors} == expected, [str(each) for each in errors]


def test_missing_include_dir(shared: Path) -> None:
    """The missing file is the only error; names that it would define are not reported."""
    for release in ("3.0", "4.1", "5.2", "6.2", "9.0"):
        result = load_schema(shared / "corpus" / release / "docs/interop/firmware.json")
        (error,) = (each for each in result.diagnostics if each.severity is Severity.ERROR)
        assert error.rule == "unreadable-include"
        assert '"' in error.message
        assert "docs/interop" in error.message


def test_seed(shared: Path) -> None:
    """Oddities of the seed are notes, each at its line, and nothing is a warning."""
    result = _load(shared / "corpus/seed-2012/qapi-schema.json", "auto")
    places = {(each.rule, each.position.line) for each in result.diagnostics}
    assert {
        ("missing-comma", 1135),
        ("trailing-comma", 1162),
        ("doc-mark-junk", 1546),
        ("unopened-doc-comment", 1695),
    } <= places
    assert {each.severity for each in result.diagnostics} == {Severity.NOTE}
    assert all(definition.documentation for definition in result.schema.definitions.values())


def _said(result: LoadResult) -> set[tuple[str, ...]]:
    """Everything that comments say: each text with its definition and the part that it describes."""
    said: set[tuple[str, ...]] = set()
    for definition in result.schema.definitions.values():
        documentation = definition.documentation
        if documentation is not None:
            said.add((definition.name, "", documentation.intro.content, str(documentation.since)))
            for kind in ("members", "features"):
                for each in getattr(documentation, kind):
                    said.add((definition.name, kind, each.name, " ".join(each.text.content.split())))
            said |= {
                (definition.name, each.tag, " ".join(each.text.content.split())) for each in documentation.sections
            }
    return said


def test_recovery_does_not_depend_on_the_release_that_is_named(shared: Path) -> None:
    """Comments say the same in automatic mode and in the true dialect; in the detected dialect, everything is equal."""
    for release in some_of(_releases(shared)):
        for root in _roots(shared, release):
            found = _load(root, "auto")
            own = _load(root, release if release[0].isdigit() else "1.1")
            assert _said(found) == _said(own), root
            if root.parent.name in ("qga", release):
                named = load_schema(root, dialect=found.schema.dialect).schema
                assert replace(named, dialect=found.schema.dialect) == found.schema, root


@pytest.mark.parametrize("release", ["5.2", "6.1", "10.0", "10.2.2"])
def test_no_warnings(shared: Path, release: str) -> None:
    """The only warning is about a directive of 10.2.2 that lacks a colon."""
    for root in _roots(shared, release):
        found = [each.rule for each in _load(root, "auto").diagnostics if each.severity > Severity.NOTE]
        assert found == (["single-colon-directive"] if (release, root.stem) == ("10.2.2", "vhost-user") else [])


def test_equal_when_read_again(shared: Path) -> None:
    path = shared / "corpus/10.2.2/qga/qapi-schema.json"
    assert load_schema(path) == load_schema(path)


def test_models_come_back_as_they_were(shared: Path) -> None:
    """A model that is written as JSON and read again is the same, with every place."""
    for release in some_of(_releases(shared)):
        for root in _roots(shared, release):
            schema = _load(root, "auto").schema
            data = to_data(schema)
            again = from_data(json.loads(json.dumps(data)))
            assert again == schema, root
            assert to_data(again) == data, root
