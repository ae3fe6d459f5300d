"""Versions of rows: which are kept as documented, which are corrected, and which are added where none is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.evolution.told import Cell, ReleaseSpan, Strip, StripRow, Told
from sphinx_qapi.analysis.evolution.versions import history_facts, until
from sphinx_qapi.analysis.history.history_file import read_history
from sphinx_qapi.analysis.history.wire_rows import BRANCH, FEATURE, MEMBER, RETURNED, WHOLE, RowKey
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.version import Version
from tests.analysis.conftest import MakeHistory, MakeSchema
from tests.wire.withheld import contradictions

GRANARY = Path(__file__).parents[3] / "examples/granary"

COMMENT = "##\n# @fill:\n#\n# Fill.\n#\n# @id: {}\n#\n# Since: {}\n##\n"
OLD = "{ 'command': 'fill', 'data': { 'sort': 'str' } }\n"
NEW = "{ 'command': 'fill', 'data': { 'sort': 'str', '*id': 'str' } }\n"
OPEN = "{ 'command': 'fill', 'data': { 'sort': 'str' }, 'gen': false }\n"
ID = RowKey(MEMBER, ("id",))


def version(text: str) -> Version:
    return Version.parse(text)


@pytest.mark.parametrize(
    ("text", "since", "told"),
    [
        ("its name (since 2.0)", "1.0", None),
        ("its name (since 1.7)", "1.0", None),  # within the interval: right, though no release at hand is 1.7
        ("its name (since 1.4)", "1.0", ("2.0", "1.4")),
        ("its name (since 2.1)", "1.0", ("2.0", "2.1")),
        ("its name", "1.0", ("2.0", "1.0")),  # inherited
        ("its name (since 1.7)", "1.8", None),  # the newest stated version counts, and fits
        ("its name (since 1.7)", "2.1", ("1.7", None)),  # the newest stated version does not fit, and the own one does
        ("its name (since 0.9)", "0.9", None),  # before the history
    ],
)
def test_a_version_stays_within_the_interval(
    text: str, since: str, told: tuple[str, str | None] | None, schema_of: MakeSchema, history_of: MakeHistory
) -> None:
    history = history_of(seed=OLD, v1_0=OLD, v1_4=OLD, v2_0=NEW, v2_2=NEW)
    found = history_facts(schema_of(COMMENT.format(text, since) + NEW), history)["fill"].rows.get(ID)
    expected = told and Told(version(told[0]), version(told[1]) if told[1] else None)
    assert found == expected


def test_where_nothing_is_documented_it_is_the_first_release_at_hand(
    schema_of: MakeSchema, history_of: MakeHistory
) -> None:
    rows = history_facts(schema_of(NEW), history_of(v1_0=OLD, v1_4=OLD, v2_0=NEW, v2_2=NEW))["fill"].rows
    assert rows[ID] == Told(version("2.0"))
    assert rows[WHOLE] == Told(version("1.0"), is_oldest=True), "nobody knows whether it is older"


def test_before_the_history_is_complete_comments_are_believed(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    history = history_of(v1_0=OLD, v1_4=OLD, v2_0=NEW)
    schema = schema_of(COMMENT.format("its name (since 1.3)", "1.0") + NEW)
    assert ID in history_facts(schema, history)["fill"].rows
    assert ID not in history_facts(schema, history, version("1.4"))["fill"].rows


def test_what_was_accepted_unchecked_is_told(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    history = history_of(v1_0=OLD, v1_2=OPEN, v1_4=OPEN, v2_0=NEW)
    schema = schema_of(COMMENT.format("its name (since 1.2)", "1.0") + NEW)
    assert history_facts(schema, history)["fill"].rows[ID] == Told(None, declared="2.0", unchecked="1.2")


def test_what_came_back_tells_when_it_was_there(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    history = history_of(v1_0=OLD, v1_2=NEW, v1_4=NEW, v2_0=OLD, v2_2=NEW)
    schema = schema_of(COMMENT.format("its name (since 2.2)", "1.0") + NEW)
    assert history_facts(schema, history)["fill"].rows[ID] == Told(None, also=(ReleaseSpan("1.2", "1.4"),))


SHARED = """\
##
# @Sort:
#
# @wheat: (since 1.2)
#
# Since: 1.0
##
{{ 'enum': 'Sort', 'data': [ 'rye', 'wheat'{more} ] }}
##
# @fill:
#
# Since: 1.0
##
{{ 'command': 'fill', 'data': {{ 'sort': 'Sort' }} }}
"""
LATE = """\
##
# @empty:
#
# Since: 2.0
##
{ 'command': 'empty', 'data': 'Empty', 'returns': ['Emptied'], 'features': [ 'slow' ] }
##
# @Empty:
#
# Since: 1.0
##
{ 'union': 'Empty', 'base': { 'sort': 'Sort' }, 'discriminator': 'sort', 'data': { 'wheat': 'Wheat' } }
{ 'struct': 'Wheat', 'data': { 'grade': 'int' } }
{ 'struct': 'Emptied', 'data': { 'left': 'int' } }
"""


def test_by_path_and_not_by_type(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    old = SHARED.format(more="").replace(", 'wheat'", "")
    history = history_of(v1_0=old, v1_2=SHARED.format(more=""), v2_0=SHARED.format(more="") + LATE,
                         v2_2=SHARED.format(more=", 'oat'") + LATE)  # fmt: skip
    facts = history_facts(schema_of(SHARED.format(more=", 'oat'") + LATE), history)
    assert facts["Sort"].rows == {RowKey(MEMBER, ("oat",)): Told(version("2.2"), version("1.0"))}
    rows = facts["empty"].rows
    assert rows[RowKey(BRANCH, ("oat",))] == Told(version("2.2"), version("2.0"))
    assert RowKey(BRANCH, ("wheat",)) not in rows, "it came with the command"
    assert RowKey(MEMBER, ("wheat", "grade")) not in rows
    assert RowKey(RETURNED, ("left",)) not in rows
    assert rows[RowKey(FEATURE, ("slow",))] == Told(version("2.0"))
    assert facts["Empty"].rows == {RowKey(BRANCH, ("oat",)): Told(version("2.2"), version("1.0"))}, (
        "a type may be older than its first use that is known"
    )
    assert facts["Wheat"].rows[WHOLE] == Told(version("2.0"))


RETURNING = """\
##
# @fill:
#
# Since: 1.0
##
{ 'command': 'fill', 'returns': 'Filled' }
##
# @Filled:
#
# Since: %s
##
{ 'struct': 'Filled', 'data': { 'left': 'int' } }
"""


@pytest.mark.parametrize(("since", "told"), [("1.7", ("1.7", None)), ("1.2", ("2.0", "1.0"))])
def test_what_is_returned_may_be_as_old_as_its_type_says(
    since: str, told: tuple[str, str | None], schema_of: MakeSchema, history_of: MakeHistory
) -> None:
    old = "{ 'command': 'fill' }\n"
    schema = schema_of(RETURNING % since)
    rows = history_facts(schema, history_of(v1_0=old, v1_4=old, v2_0=RETURNING % since))["fill"].rows
    assert rows[RowKey(RETURNED, ("left",))] == Told(version(told[0]), version(told[1]) if told[1] else None)


def test_a_strip_ends_open(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    schema = schema_of(COMMENT.format("its name (since 2.0)", "1.0") + NEW)
    short = history_facts(schema, history_of(v1_0=OLD, v2_0=NEW))["fill"]
    long = history_facts(schema, history_of(v1_0=OLD, v2_0=NEW, v2_2=NEW))["fill"]
    assert short == long, "another release without changes changes no word"
    assert short.strip == Strip(
        (ReleaseSpan("1.0", "1.0"), ReleaseSpan("2.0", "")),
        (StripRow(WHOLE, (Cell.THERE, Cell.THERE)), StripRow(ID, (Cell.ABSENT, Cell.THERE))),
    )


@pytest.mark.parametrize(
    ("release", "newest"), [("", "2.2.1"), ("2.0", "2.0"), ("2.1", "2.0"), ("2.2", "2.2.1"), ("3.0", "2.2.1")]
)
def test_what_came_after_the_documented_release_is_no_part_of_its_history(
    release: str, newest: str, history_of: MakeHistory
) -> None:
    history = history_of(v1_0=OLD, v2_0=NEW, v2_2_1=OLD)
    assert until(history, release).names[-1] == newest


def test_a_schema_that_is_newer_than_its_history(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    history = history_of(v1_0=OLD, v2_0=OLD)
    schema = schema_of(COMMENT.format("its name (since 1.4)", "1.0") + NEW)
    assert ID not in history_facts(schema, history)["fill"].rows, "nothing better is known"
    rows = history_facts(schema, history, release=version("2.1"))["fill"].rows
    assert rows[ID] == Told(version("2.1"), version("1.4"))


def test_odd_histories(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    """Histories of one release, of another schema, with names that are not numbers, or with another kind of entry."""
    schema = schema_of(COMMENT.format("its name (since 1.4)", "1.0") + NEW)
    only = history_facts(schema, history_of(v2_0=NEW))["fill"]
    assert dict(only.rows) == {}
    assert only.strip.columns == (ReleaseSpan("2.0", ""),)
    other = history_facts(schema, history_of(v1_0="{ 'command': 'sow' }\n", v2_0="{ 'command': 'sow' }\n"))["fill"]
    assert dict(other.rows) == {}, "nothing better is known"
    assert not any(cell is Cell.THERE for row in other.strip.rows for cell in row.cells)
    named = history_facts(schema, history_of(first=OLD, second=NEW))["fill"]
    assert dict(named.rows) == {}, "no version is known of any release"
    assert named.strip.columns == (ReleaseSpan("first", "first"), ReleaseSpan("second", ""))
    event = "{ 'event': 'fill', 'data': { 'sort': 'str', '*id': 'str' } }\n"
    whole = history_facts(schema, history_of(v1_0=event, v1_4=event, v2_0=NEW))["fill"].rows[WHOLE]
    assert whole == Told(version("2.0"), version("1.0")), "the command is new, whatever the event was"


@pytest.mark.parametrize("seed", range(3))
def test_fewer_releases_prove_less_and_nothing_else(seed: int) -> None:
    history = read_history((GRANARY / "history.jsonl").read_text("utf-8"), "history")
    schema = load_schema(GRANARY / "granary.json").schema
    assert list(contradictions(schema, history, history.names[-1], seed=seed, rounds=3)) == []
