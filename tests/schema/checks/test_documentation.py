"""Comments that do not fit their definitions are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_qapi.schema.checks.documentation import check_documentation
from sphinx_qapi.schema.comments.definition_comment import read_documentation
from sphinx_qapi.schema.model.definitions import Command, Definition, EnumType, StructType, UnionType
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, Member, TypeRef
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.suggestions import Suggestions
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import DocBlockNode

NEW = Version.parse("10.2")


def _at(line: int) -> Position:
    return Position("s.json", line, 3)


def _member(name: str, line: int, *features: str) -> Member:
    has = tuple(Feature(name=feature, position=_at(line)) for feature in features)
    return Member(name=name, type=TypeRef(name="str", position=_at(line)), features=has, position=_at(line))


def _struct(*members: Member, features: tuple[Feature, ...] = ()) -> StructType:
    return StructType(
        name="Lamp", keyword="struct", module="m", members=members, features=features, position=Position("s.json", 90)
    )


UNION = UnionType(
    name="Lamp",
    keyword="union",
    module="m",
    base_members=(_member("kind", 91),),
    discriminator="kind",
    branches=(Branch(name="led", type=TypeRef(name="Led", position=_at(92)), position=_at(92)),),
    position=Position("s.json", 90),
)
COMMAND = Command(name="Lamp", keyword="command", module="m", position=Position("s.json", 90))


def _check(
    definition: Definition,
    text: str | None,
    *,
    undeclared: tuple[str, ...] = (),
    dialect: Version | None = NEW,
    pragmas: dict[str, tuple[str, ...] | bool] | None = None,
    symbol: str | None = "Lamp",
) -> str:
    """The findings: line, rule, and the exact line in parentheses if a finding has one."""
    findings = Findings(dialect)
    if text is not None:
        whole = f"Light.\n\n{text}" if symbol is None else f"@{symbol}:\n\n{text}"
        lines = SourceLines.of(SourceLine(line=n, column=3, text=line) for n, line in enumerate(whole.split("\n"), 2))
        block = DocBlockNode(lines=lines, symbol=symbol, position=Position("s.json", 1), end_line=99)
        read = read_documentation(block, path="s.json", dialect=NEW, markup="rst", findings=Findings())
        astray = tuple(each for each in (*read.members, *read.features) if each.name in undeclared)
        definition = replace(definition, documentation=replace(read, undeclared=astray))
    check_documentation(
        definition, symbol, dialect=dialect or NEW, pragmas=pragmas or {}, findings=findings, suggestions=Suggestions()
    )
    return " ".join(
        f"{each.position.line} {each.rule}" + (f" ({each.detail.line})" if each.detail else "")
        for each in findings.diagnostics
        if each.severity is not Severity.NOTE
    )


def test_a_comment_that_fits() -> None:
    lamp = _struct(_member("watts", 91, "dims"))
    assert _check(lamp, "@watts: power\n\nFeatures:\n@dims: It dims.") == ""


def test_a_missing_comment() -> None:
    assert _check(_struct(), None) == ""
    assert _check(_struct(), None, pragmas={"doc-required": False}) == ""
    assert _check(_struct(), None, pragmas={"doc-required": True}) == "90 undocumented-definition"


def test_the_comment_of_another_is_not_judged() -> None:
    assert _check(_struct(_member("watts", 91)), "@hue: colour", undeclared=("hue",), symbol="Torch") == ""


def test_the_comment_of_nobody_is_judged_in_automatic_mode_only() -> None:
    lamp = _struct(_member("watts", 91))
    assert _check(lamp, "@hue: colour", undeclared=("hue",), symbol=None) == ""
    assert _check(lamp, "@hue: colour", undeclared=("hue",), symbol=None, dialect=None) == "4 undeclared-member"


def test_undocumented_members() -> None:
    lamp = _struct(_member("watts", 91), _member("hue", 92))
    assert _check(lamp, "@hue: colour") == "90 undocumented-member (91)"
    assert _check(lamp, "@hue: colour", pragmas={"documentation-exceptions": ("Lamp",)}) == ""
    assert _check(lamp, "@hue: colour", dialect=Version.parse("8.2")) == ""
    assert _check(lamp, "@hue: colour", dialect=None) == ""


def test_all_undocumented_members_are_one_finding() -> None:
    lamp = _struct(*(_member(name, line) for line, name in enumerate(("a", "b", "c", "d", "e"), 91)))
    assert _check(lamp, "@a: one") == "90 undocumented-member (92)"


def test_a_simple_union_has_a_type() -> None:
    simple = replace(UNION, base_members=(), discriminator=None)
    assert _check(simple, "@type: what it is", undeclared=("type",), dialect=Version.parse("5.2")) == ""


def test_undocumented_values() -> None:
    values = (EnumValue(name="on", position=_at(91)), EnumValue(name="off", position=_at(92)))
    enum = EnumType(name="Lamp", keyword="enum", module="m", values=values, position=Position("s.json", 90))
    assert _check(enum, "@on: bright") == "90 undocumented-member (92)"


def test_undeclared_members() -> None:
    assert _check(_struct(), "@hue: colour", undeclared=("hue",)) == "4 undeclared-member"


def test_a_misspelt_member_is_one_mistake() -> None:
    lamp = _struct(_member("watts", 91))
    assert _check(lamp, "@wats: power", undeclared=("wats",)) == "4 undeclared-member"


def test_branches_are_described_by_their_enum() -> None:
    assert _check(UNION, "@kind: what it is") == ""
    assert _check(UNION, "@kind: what it is\n\n@led: a diode") == "6 undeclared-member"
    assert _check(UNION, "@kind: what it is\n\n@led: a diode", dialect=Version.parse("6.1")) == ""


def test_features() -> None:
    lamp = _struct(features=(Feature(name="dims", position=_at(91)),))
    assert _check(lamp, "Text.") == "90 undocumented-feature (91)"
    described = "Features:\n@dims: It dims.\n@glows: It glows."
    assert _check(lamp, described, undeclared=("glows",)) == "6 undeclared-feature"


def test_a_feature_of_many_members_is_reported_once() -> None:
    lamp = _struct(_member("watts", 91, "dims"), _member("hue", 92, "dims"))
    assert _check(lamp, "@watts: power\n\n@hue: colour") == "90 undocumented-feature (91)"


@pytest.mark.parametrize("tag", ["Returns", "Errors"])
def test_results_are_for_commands(tag: str) -> None:
    assert _check(_struct(), f"{tag}: none") == "4 section-without-command"


def test_returns_needs_a_type() -> None:
    assert _check(COMMAND, "Returns: none\n\nErrors: none") == "4 returns-without-type"
    assert _check(COMMAND, "Returns: none", dialect=Version.parse("8.2")) == ""
    returning = replace(COMMAND, returns=TypeRef(name="str", position=_at(91)))
    assert _check(returning, "Returns: none") == ""
