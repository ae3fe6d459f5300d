"""Doc comments of real schemas are read without loss, and every line knows its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sphinx_qapi.schema.comments.since import since_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Definition, UnionType
from sphinx_qapi.schema.model.documentation import Documentation, SectionKind
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, LoadResult
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from tests.releases.sample import some_of

pytestmark = pytest.mark.shared

ROOTS = (
    "qapi-schema.json",
    "qapi-schema-guest.json",
    "qapi/qapi-schema.json",
    "qga/qapi-schema.json",
    "storage-daemon/qapi/qapi-schema.json",
    "docs/interop/firmware.json",
    "docs/interop/vhost-user.json",
)
RELEASES = some_of(
    (
        *("seed-2012", "1.1", "1.5", "1.7", "2.1", "2.3", "2.4", "2.7", "2.8", "2.9", "2.12", "3.0"),
        *("4.1", "4.2", "5.2", "6.1", "6.2", "7.2", "8.2", "9.0", "9.1", "10.0", "10.1", "10.2.2"),
    )
)


@cache
def _load(folder: Path) -> tuple[LoadResult, ...]:
    """All roots of a release, read in automatic mode."""
    return tuple(
        load_schema(folder / root, include_dirs=[folder / "qapi"]) for root in ROOTS if (folder / root).is_file()
    )


def _definitions(results: tuple[LoadResult, ...]) -> list[Definition]:
    """The definitions of all roots, without repeating those of a file that several roots include."""
    found = {
        (Path(module.path).resolve(), definition.name): definition
        for result in results
        for module in result.schema.modules
        for definition in module.definitions
    }
    return list(found.values())


def _comments(results: tuple[LoadResult, ...]) -> list[Documentation]:
    return [each.documentation for each in _definitions(results) if each.documentation is not None]


def _texts(results: tuple[LoadResult, ...]) -> Iterator[Text]:
    for documentation in _comments(results):
        yield documentation.intro
        yield from (each.text for each in (*documentation.members, *documentation.features))
        yield from (section.text for section in documentation.sections)
    for result in results:
        for module in result.schema.modules:
            yield from (item.text for item in module.items if isinstance(item, FreeText))


@pytest.mark.parametrize("release", RELEASES)
def test_every_line_of_text_is_at_the_place_that_it_states(shared: Path, release: str) -> None:
    files: dict[str, list[str]] = {}
    for text in _texts(_load(shared / "corpus" / release)):
        assert len(text.lines) == len(text.numbers)
        if text.path not in files:
            files[text.path] = Path(text.path).read_text(encoding="utf-8").splitlines()
        for line, number in zip(text.lines, text.numbers, strict=True):
            raw = files[text.path][number - 1].expandtabs().rstrip()
            assert raw.endswith((line, f"{line} #optional")), f"{text.path}:{number}"


@pytest.mark.parametrize("release", RELEASES)
def test_the_dialect_is_on_the_right_side_of_5_2(shared: Path, release: str) -> None:
    """Except for the one schema that no release rendered before 10.1: its signs fit 5.1 as well."""
    is_rest = release != "seed-2012" and Version.parse(release) >= Version((5, 2))
    schemas = [result.schema for result in _load(shared / "corpus" / release)]
    if release != "seed-2012" and Version.parse(release) < Version((10, 1)):
        schemas = [each for each in schemas if not each.path.endswith("vhost-user.json")]
    wrong = [each.path for each in schemas if (Version.parse(each.dialect) >= Version((5, 2))) != is_rest]
    assert wrong == []


@pytest.mark.parametrize("release", RELEASES)
def test_at_least_the_comments_that_are_known_are_found(shared: Path, release: str) -> None:
    header, *rows = (line.split("\t") for line in (shared / "corpus/counts.tsv").read_text().splitlines())
    row = next(dict(zip(header, row, strict=True)) for row in rows if row[0] == release)
    found = len(_comments(_load(shared / "corpus" / release)))
    assert int(row["documented"]) <= found <= int(row["defs"])


@pytest.mark.parametrize(("release", "definitions", "members"), [("seed-2012", 83, 4), ("10.2.2", 1113, 731)])
def test_versions(shared: Path, release: str, definitions: int, members: int) -> None:
    """Of the 745 descriptions with a version in 10.2.2, 14 state since when something else holds."""
    comments = _comments(_load(shared / "corpus" / release))
    assert sum(each.since is not None for each in comments) == definitions
    assert sum(since_of(member.text) is not None for each in comments for member in each.members) == members


def test_versions_of_features(shared: Path) -> None:
    comments = _comments(_load(shared / "corpus/10.2.2"))
    assert sum(since_of(feature.text) is not None for each in comments for feature in each.features) == 3


def test_the_seed_loses_nothing(shared: Path) -> None:
    (result,) = _load(shared / "corpus/seed-2012")
    definitions = result.schema.definitions
    found = {(each.rule, each.position.line) for each in result.diagnostics}
    assert {("unopened-doc-comment", 1695), ("doc-mark-junk", 1546)} <= found
    saved = definitions["xen-save-devices-state"].documentation
    assert saved is not None
    assert [each.name for each in saved.members] == ["filename"]
    for name, version in (("NameInfo", "0.14"), ("transaction", "1.1")):
        since = definitions[name].since
        assert since is not None
        assert str(since.version) == version
    transaction = definitions["transaction"].documentation
    assert transaction is not None
    assert transaction.members == ()
    assert transaction.intro.lines[-2:] == (" List of:", " @BlockdevAction: information needed for the device snapshot")
    undeclared = [
        each.name
        for definition in definitions.values()
        if definition.documentation
        for each in definition.documentation.undeclared
    ]
    assert undeclared == ["connection-type", "target", "ops_rd"]
    run_state = definitions["RunState"].documentation
    assert run_state is not None
    assert all(each.text for each in run_state.members)


def test_tables_of_members_without_colons_are_read(shared: Path) -> None:
    definition = _load(shared / "corpus/3.0")[0].schema.definitions["BlockdevCreateOptionsQcow2"]
    assert definition.documentation is not None
    assert len(definition.documentation.members) == 10


def _outline(result: LoadResult) -> list[str]:
    """The comments of a schema, part by part, without indentation and blank lines."""
    lines: list[str] = []

    def add(title: str, text: Text) -> None:
        lines.append(title)
        lines.extend(line.strip() for line in text.lines if line.strip())

    for item in result.schema.root.items:
        if isinstance(item, FreeText):
            add("free", item.text)
        elif not isinstance(item, Heading | Inclusion) and (documentation := item.documentation) is not None:
            add(item.name, documentation.intro)
            for each in documentation.members:
                add(f"arg={each.name}", each.text)
            for each in documentation.features:
                add(f"feature={each.name}", each.text)
            for section in documentation.sections:
                add(f"section={section.kind.value}", section.text)
            if documentation.since is not None:
                lines.extend(["section=since", documentation.since.text])
    return lines


def _expected(dump: str) -> list[str]:
    """The comments in the dump of the language's own test suite, in the same form."""
    lines: list[str] = []
    for raw in dump[dump.index("doc freeform") :].splitlines():
        line = raw.strip()
        if line.startswith("section="):
            line = line.lower().replace("=plain", f"={SectionKind.TEXT.value}")
        if line and line != "body=":
            lines.append(line.removeprefix("doc symbol=").replace("doc freeform", "free"))
    return lines


def test_the_example_of_the_test_suite_falls_into_the_same_parts(shared: Path) -> None:
    folder = shared / "conformance"
    result = load_schema(folder / "doc-good.json", dialect="10.2")
    assert result.diagnostics == ()
    expected = _expected((folder / "doc-good.out").read_text(encoding="utf-8"))
    undescribed = {"arg=two", "arg=var1", "arg=b", "arg=arg3"}
    headings = {"*******", "==========", "==================", "Section", "Subsection", "Another subsection"}
    assert [line for line in _outline(result) if line != "free"] == [
        line for line in expected if line not in undescribed | headings | {"free"}
    ]


def test_branches_are_not_described_in_10_2(shared: Path) -> None:
    unions = [each for each in _definitions(_load(shared / "corpus/10.2.2")) if isinstance(each, UnionType)]
    assert len(unions) == 48
    assert not any(branch.text for union in unions for branch in union.branches)
