"""The report of a difference, and the files that choose its content."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.diff.choices import ChoiceError, read_ignored, read_only, read_severities
from sphinx_qapi.analysis.diff.diff import Difference, Side, compare_sides
from sphinx_qapi.analysis.diff.diff_report import make_report
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from tests.analysis.conftest import MakeDiff, MakeGraph

OLD = """\
{ 'command': 'fill', 'data': { 'sort': 'Grain', 'silo': 'Silo' }, 'returns': 'Grain' }
{ 'command': 'empty', 'data': { 'sorts': [ 'Grain' ], '*now': 'bool' } }
{ 'command': 'weigh', 'data': { 'sort': 'Grain' }, 'features': [ 'unstable' ] }
{ 'union': 'Silo', 'base': { 'form': 'Form' }, 'discriminator': 'form', 'data': { 'tower': 'Tower' } }
{ 'enum': 'Form', 'data': [ 'tower', 'pit' ] }
{ 'struct': 'Tower', 'data': { 'height': 'int' } }
{ 'enum': 'Grain', 'data': [ 'rye', 'oats' ] }
"""
NEW = (
    OLD.replace("'rye', 'oats'", "'rye'")
    .replace("'*now': 'bool'", "'*now': 'bool', 'id': 'str'")
    .replace("[ 'tower', 'pit' ]", "[ 'tower' ]")
)


@pytest.fixture
def found(diff_of: MakeDiff) -> Difference:
    return diff_of(OLD, NEW)


def summary(found: Difference, **options: object) -> list[tuple[str, str, int]]:
    report = make_report(found, **options)  # type: ignore[arg-type]
    return [(str(each.first.verdict), str(each.first.path), len(each.changes)) for each in report.groups]


ALL = [
    ("WIRE", "command fill arguments.silo<form=pit>", 1),
    ("WIRE", "command empty arguments.id", 1),
    ("WIRE", "command fill arguments.sort=oats", 2),
    ("INTROSPECTION", "command fill returns=oats", 1),
]


def test_one_line_for_each_cause_and_verdict(found: Difference) -> None:
    assert summary(found) == ALL
    assert make_report(found).hidden == 1
    assert summary(found, unstable=True)[2] == ("WIRE", "command fill arguments.sort=oats", 2)
    assert len(summary(found, unstable=True)) == len(ALL) + 1, "an unstable part has a line of its own"


def test_ignored_places_leave_a_group(found: Difference) -> None:
    change = next(each for each in found.changes if str(each.path) == "command fill arguments.sort=oats")
    ignored = read_ignored(f"# known\n{change.fingerprint}  # since long\nbranch-* command fill *\n", "known")
    assert summary(found, wanted=lambda each: not ignored(each)) == [
        ("WIRE", "command empty arguments.id", 1),
        ("WIRE", "command empty arguments.sorts[]=oats", 1),
        ("INTROSPECTION", "command fill returns=oats", 1),
    ]


def test_severities_replace_verdicts(found: Difference) -> None:
    severities = read_severities("value-removed compatible  # we know all clients\n", "severities")
    assert severities == {"value-removed": Verdict.COMPATIBLE}
    report = make_report(found, severities=severities)
    assert {str(each.first.path): each.first.verdict for each in report.groups}["command fill returns=oats"] == 0
    assert sum(each.first.kind == "value-removed" for each in report.groups) == 1, "the changes have one cause"


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ("command fill arguments", {0, 2}),
        ("path\tdeclared\tx\tshape\ncommand fill returns\t1.0-\t\tenum\n", {3}),
        ("command fill arguments.silo.form=pit", {0}),
        ("command fill arguments.silo<form=tower>.height", set()),
        ("command empty arguments.now", {1}),
        ("command stop", set()),
    ],
)
def test_only(paths: str, expected: set[int], found: Difference) -> None:
    shown = summary(found, wanted=read_only(paths, "used"))
    assert [each[:2] for each in shown] == [ALL[index][:2] for index in sorted(expected)]


def test_what_happens_to_a_step_on_the_way_concerns_a_path(diff_of: MakeDiff) -> None:
    gone = diff_of(OLD, NEW.replace("{ 'command': 'fill'", "{ 'command': 'refill'"))
    used = read_only("command fill arguments.silo<form=tower>.height\n", "used")
    assert [each.kind for each in gone.changes if used(each)] == ["command-removed"]


@pytest.mark.parametrize(
    ("read", "line", "message"),
    [
        (
            read_ignored,
            "value-remove command x",
            'f:1: "value-remove" is no kind of change .did you mean "value-removed"',
        ),
        (read_ignored, "value-removed", "f:1: a fingerprint of 12 digits, or a kind and a path"),
        (read_severities, "\nvalue-removed BAD", 'f:2: "BAD" is no verdict; the verdicts are WIRE'),
        (read_only, "cmd fill", 'f:1: "cmd fill" is no wire path'),
    ],
)
def test_lines_that_are_not_understood(read, line: str, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ChoiceError, match=message):
        read(line, "f")


def test_flags_of_commands_may_be_in_ignored_paths() -> None:
    """A ``#`` begins a remark only after a blank."""
    ignored = read_ignored("oob-removed command fill#x", "f")
    assert ignored is not None


SORTS = """\
{ 'command': 'fill', 'data': { 'sort': 'Grain', 'also': 'Grain', 'form': 'Form' } }
{ 'enum': 'Grain', 'data': [ 'rye', 'oats' ] }
{ 'enum': 'Form', 'data': [ 'tower', 'pit' ] }
"""


def test_without_schemas_values_of_one_type_are_of_one_cause(graph: MakeGraph) -> None:
    table = ShapeTable()
    new = SORTS.replace(", 'oats'", "").replace(", 'pit'", "")
    sides = [Side(name=name, entries=table.intern(graph(text))) for name, text in (("old", SORTS), ("new", new))]
    assert sorted(summary(compare_sides(table, *sides))) == [
        ("WIRE", "command fill arguments.also=oats", 2),
        ("WIRE", "command fill arguments.form=pit", 1),
    ]
