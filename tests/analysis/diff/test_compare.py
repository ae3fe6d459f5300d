"""Comparisons of two schemas that go beyond a single change in a single place."""

from __future__ import annotations

import re

import pytest

from sphinx_qapi.analysis.diff import compare, diff
from sphinx_qapi.analysis.diff.change_kinds import KINDS
from sphinx_qapi.analysis.diff.diff import Difference
from sphinx_qapi.analysis.diff.widths import RANGES, width_change
from tests.analysis.conftest import MakeDiff

SILO = """\
{ 'command': 'fill', 'data': { 'silo': 'Silo', '*note': 'str' }, 'returns': 'Report' }
{ 'command': 'empty', 'data': { 'silo': 'Silo' } }
{ 'event': 'FULL', 'data': { 'report': 'Report' } }
{ 'union': 'Silo', 'base': { 'form': 'Form', 'id': 'str' }, 'discriminator': 'form',
  'data': { 'tower': 'Tower', 'row': 'Row' } }
{ 'enum': 'Form', 'data': [ 'tower', 'row', 'pit' ] }
{ 'struct': 'Tower', 'data': { 'height': 'int' } }
{ 'struct': 'Row', 'data': { 'cells': [ 'Silo' ] } }
{ 'struct': 'Report', 'data': { '*next': 'Report', 'weight': 'size' } }
"""


def lines(found: Difference) -> list[str]:
    return [f"{each.verdict} {each.kind} {each.path}" for each in found.changes]


def test_nothing_where_nothing_changed(diff_of: MakeDiff) -> None:
    assert diff_of(SILO, SILO).changes == ()


def test_a_change_deep_in_a_cycle_is_found_once_for_each_way_to_it(diff_of: MakeDiff) -> None:
    new = SILO.replace("'height': 'int'", "'height': 'int', '*roof': 'bool'")
    assert lines(diff_of(SILO, new)) == [
        "COMPATIBLE member-added-optional command empty arguments.silo<form=tower>.roof",
        "COMPATIBLE member-added-optional command fill arguments.silo<form=tower>.roof",
    ]


def test_a_change_in_a_branch_that_is_new_is_not_told(diff_of: MakeDiff) -> None:
    new = SILO.replace("'pit' ]", "'pit', 'heap' ]").replace("'row': 'Row' }", "'row': 'Row', 'heap': 'Tower' }")
    assert lines(diff_of(SILO, new)) == [
        "COMPATIBLE branch-added command empty arguments.silo<form=heap>",
        "COMPATIBLE branch-added command fill arguments.silo<form=heap>",
    ]


def test_a_member_that_goes_from_the_base_to_all_branches_stays(diff_of: MakeDiff) -> None:
    new = SILO.replace("'id': 'str' }", "}").replace("{ 'form': 'Form', }", "{ 'form': 'Form' }")
    new = new.replace("'height': 'int'", "'height': 'int', 'id': 'str'").replace("'cells'", "'id': 'str', 'cells'")
    new = new.replace(
        "'data': { 'tower': 'Tower', 'row': 'Row' }", "'data': { 'tower': 'Tower', 'row': 'Row', 'pit': 'Pit' }"
    )
    new += "{ 'struct': 'Pit', 'data': { 'id': 'str' } }\n"
    assert {each.kind for each in diff_of(SILO, new).changes} == {"source-changed"}
    without = re.sub(r", 'id': 'str'( }|, 'c)", r"\1", new, count=0).replace(
        "'Pit', 'data': { 'id': 'str' }", "'Pit', 'data': { }"
    )
    assert "WIRE member-removed-mandatory command fill arguments.silo<form=pit>.id" in lines(diff_of(SILO, without))


def test_conditions_are_told_where_they_change(diff_of: MakeDiff) -> None:
    """A condition of a command applies to everything below the command, but is reported for the command only."""
    new = SILO.replace("'returns': 'Report' }", "'returns': 'Report', 'if': 'CONFIG_SILO' }")
    assert lines(diff_of(SILO, new)) == ["INTROSPECTION condition-narrowed command fill"]
    both = new.replace("'*note': 'str'", "'*note': { 'type': 'str', 'if': 'CONFIG_SILO' }")
    assert lines(diff_of(new, both)) == [], "no build has the command without the member"
    other = new.replace("CONFIG_SILO", "CONFIG_BARN")
    assert lines(diff_of(new, other)) == ["INTROSPECTION condition-changed command fill"]


def test_alternates_and_several_types(diff_of: MakeDiff) -> None:
    old = "{ 'command': 'fill', 'data': { 'w': 'W' }, 'returns': 'W' }\n"
    old += "{ 'alternate': 'W', 'data': { 'a': 'str', 'b': 'bool' } }"
    new = old.replace("'b': 'bool'", "'b': 'int'")
    assert sorted(lines(diff_of(old, new))) == [
        "COMPATIBLE type-widened command fill arguments.w",
        "INTROSPECTION type-narrowed command fill returns",
        "WIRE type-narrowed command fill arguments.w",
        "WIRE type-widened command fill returns",
    ]


def test_open_arguments(diff_of: MakeDiff) -> None:
    closed = "{ 'command': 'add', 'data': { 'kind': 'str', 'id': 'str', '*size': 'int' } }"
    opened = "{ 'command': 'add', 'data': { 'kind': 'str', '*props': 'any' }, 'gen': false }"
    assert lines(diff_of(opened, closed)) == [
        "INTROSPECTION arguments-declared command add arguments",
        "WIRE member-removed-optional command add arguments.props",
    ]
    assert lines(diff_of(closed, opened)) == [
        "COMPATIBLE arguments-opened command add arguments",
        "COMPATIBLE member-added-optional command add arguments.props",
    ]


def test_what_was_deprecated_is_announced_also_below(diff_of: MakeDiff) -> None:
    old = SILO.replace("'data': { 'silo': 'Silo' } }", "'data': { 'silo': 'Silo' }, 'features': [ 'deprecated' ] }")
    new = old.replace("'height': 'int'", "")
    found = diff_of(old, new)
    assert {str(each.path): each.announced for each in found.changes} == {
        "command empty arguments.silo<form=tower>.height": True,
        "command fill arguments.silo<form=tower>.height": False,
    }


def test_a_discriminator_value_that_is_unstable_marks_its_branch(diff_of: MakeDiff) -> None:
    old = SILO.replace("[ 'tower',", "[ { 'name': 'tower', 'features': [ 'unstable' ] },")
    found = diff_of(old, old.replace("'height': 'int'", "'height': 'str'"))
    assert [(each.kind, each.unstable) for each in found.changes] == [("type-changed", True)] * 2


def test_promotions_are_hints_and_change_no_verdict(diff_of: MakeDiff) -> None:
    old = SILO + "{ 'command': 'x-weigh', 'data': { 'id': 'str', '*x-scale': 'int' } }\n"
    new = SILO + "{ 'command': 'weigh', 'data': { 'id': 'str', '*x-scale': 'int', '*sum': 'bool' } }\n"
    found = diff_of(old, new)
    assert found.hints == ("command weigh is x-weigh, now stable",)
    assert lines(found) == ["COMPATIBLE command-added command weigh", "WIRE command-removed command x-weigh"]
    member = diff_of(old, old.replace("*x-scale", "*scale"))
    assert member.hints == ("command x-weigh arguments.scale is x-scale, now stable",)
    other = diff_of(old, new.replace("'id': 'str', '*x-scale'", "'id': 'int', '*x-scale'"))
    assert other.hints == ("command weigh is x-weigh, now stable, with other arguments or results",)


def test_places_and_causes(diff_of: MakeDiff) -> None:
    """Removed members have places in the old schema, all other changes in the new one, like all annotations."""
    new = SILO.replace("{ 'height': 'int' }", "{ }").replace("'weight': 'size'", "'*weight': 'size'")
    places = {}
    for each in diff_of(SILO, new).changes:
        lines = each.position and each.position.line, each.annotation and each.annotation.line
        file = each.annotation and each.annotation.path
        places[each.kind, str(each.path)] = (each.definition, *lines, file)
    gone = places["member-removed-mandatory", "command fill arguments.silo<form=tower>.height"]
    assert gone[:3] == ("Tower", 7, 7)
    assert gone[3] is not None
    assert gone[3].endswith("schema-1.json")
    assert places["became-optional", "event FULL data.report.weight"][:3] == ("Report", 9, 9)


def test_source_only_changes_are_told_where_nothing_else_is(diff_of: MakeDiff) -> None:
    renamed = SILO.replace("Tower'", "HighOne'")
    assert {each.definition for each in diff_of(SILO, renamed).changes} == {"Silo"}
    more = renamed.replace("'*note': 'str'", "'*note': 'str', '*now': 'bool'")
    assert {each.kind for each in diff_of(SILO, more).changes} == {"member-added-optional"}
    both = diff_of(SILO, more, source=True).changes
    assert {(each.kind, each.definition) for each in both} == {
        ("member-added-optional", "fill"), ("source-changed", "Silo")
    }  # fmt: skip


DOCUMENTED = """\
##
# @weigh:
#
# @exact: to the gram (default: {})
#
# Since: 1.0
##
{{ 'command': 'weigh', 'data': {{ '*exact': 'bool' }} }}
"""


def test_defaults_are_compared_when_asked(diff_of: MakeDiff) -> None:
    sides = DOCUMENTED.format("false"), DOCUMENTED.format("true")
    assert diff_of(*sides).changes == ()
    (change,) = diff_of(*sides, docs=True).changes
    assert (change.kind, change.old, change.new) == ("default-changed", "false", "true")


def test_widths() -> None:
    assert width_change("uint8", "int8", sent=True) == "width-narrowed", "numbers above 127 are refused"
    assert width_change("int64", "size", sent=True) == "width-widened", "the widest type takes negative numbers, too"
    assert width_change("int8", "uint64", sent=True) == "width-widened"
    assert width_change("size", "uint64", sent=True) == "width-changed"
    assert width_change("int64", "uint8", sent=False) == "width-changed"
    assert width_change(None, "uint8", sent=True) is None
    assert set(RANGES) == {f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)} | {"size"}


def test_deeply_nested_types_are_no_problem(diff_of: MakeDiff) -> None:
    chain = "{ 'command': 'fill', 'data': { 'c': 'C0' } }\n"
    chain += "".join(f"{{ 'struct': 'C{n}', 'data': {{ 'c': 'C{n + 1}' }} }}\n" for n in range(2000))
    old, new = (chain + f"{{ 'struct': 'C2000', 'data': {{ 'x': '{name}' }} }}\n" for name in ("int", "str"))
    assert {each.kind for each in diff_of(old, new).changes} == {"source-changed"}, "no message is nested so deeply"


def test_branches_that_contain_each_other_end(diff_of: MakeDiff) -> None:
    """The language forbids such unions, but comparing them must end; their mistakes are reported elsewhere."""
    one = "{{ 'union': '{0}', 'base': {{ '{0}': 'E', {2} }}, 'discriminator': '{0}', 'data': {{ 'a': '{1}' }} }}\n"
    text = "{ 'command': 'fill', 'data': 'U0', 'boxed': true }\n{ 'enum': 'E', 'data': [ 'a' ] }\n"
    old, new = (
        text + "".join(one.format(f"U{n}", f"U{(n + 1) % 200}", f"'m{n}': '{kind}'") for n in range(200))
        for kind in ("int", "str")
    )
    found = [each for each in diff_of(old, new).changes if each.kind == "type-changed"]
    assert str(found[0].path) == "command fill arguments.m0"
    assert len(found) > 10


def test_types_that_share_much_take_no_time_out_of_proportion(
    diff_of: MakeDiff, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (compare, diff):
        monkeypatch.setattr(module, "MOST_CHANGES", 500)
    chain = "{ 'command': 'fill', 'data': { 'c': 'C0' } }\n"
    chain += "".join(f"{{ 'struct': 'C{n}', 'data': {{ 'a': 'C{n + 1}', 'b': 'C{n + 1}' }} }}\n" for n in range(40))
    old, new = (chain + f"{{ 'struct': 'C40', 'data': {{ 'x': '{name}' }} }}\n" for name in ("int", "str"))
    found = diff_of(old, new)
    assert len(found.changes) == 500
    assert found.hints == ("only the first 500 changes are listed",)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_kinds_are_told_in_sentences(kind) -> None:  # type: ignore[no-untyped-def]
    for reason in (kind.argument_reason, kind.result_reason):
        assert re.fullmatch(r"[A-Z][^.]*\.", reason)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.old.startswith("{ 'command'")], ids=lambda kind: kind.name
)
def test_examples_of_kinds_are_found(kind, diff_of: MakeDiff) -> None:  # type: ignore[no-untyped-def]
    types = "{ 'enum': 'Grain', 'data': [ 'rye' ] }\n"
    old, new = ("" if text == "(nothing)" else text for text in (kind.old, kind.new))
    assert kind.name in {each.kind for each in diff_of(types + old, types + new).changes}


def test_each_verdict_has_a_reason() -> None:
    lacking = [
        kind.name for kind in KINDS.values() for sent in (True, False) if not kind.reason(sent=sent).endswith(".")
    ]
    assert not lacking, "a reason is a sentence"
