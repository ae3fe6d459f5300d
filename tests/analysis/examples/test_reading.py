"""The notation of examples: JSON, text that is nearly JSON, and text that cannot be read."""

from __future__ import annotations

import random

import pytest

from sphinx_qapi.analysis.examples.json_reader import read_json
from sphinx_qapi.analysis.examples.json_values import Elision, ObjectValue
from sphinx_qapi.schema.model.schema import Schema
from tests.analysis.examples.marked import assert_faults, check
from tests.fuzz.examples import run
from tests.growth import TIMES, assert_linear

SLIPS = (
    """{ §'execute': §'bin-query' }""",
    """{ "execute": "bin-add", "arguments": { "name": "a"§ "grain": "rye" } }""",
    """{ "execute": "bin-add",§, "arguments": { "name": "a", "grain": "rye" } }""",
    """{ §, "execute": "bin-query" }""",
    """{ "execute": "bin-query"§, }""",
    """{ "execute": "bin-add", "arguments": { "name": "a", "grain": "rye", "fill": §0x1F } }""",
    """{ "execute": "bin-add", "arguments": { "name": "a", "grain": "rye", "fill": §007 } }""",
    """{ §execute: "bin-query" }""",
    """{ "execute": §bin-query }""",
    """{ "execute": "bin-drop", "arguments": { "bin": 1, "old": §True } }""".replace('"old"', '"old"'),
    """{ "execute": "set-any", "arguments": { "value": 1, "nothing": §None } }""",
    """{ "execute": "bin-query" §# all of them\n }""",
    """{ "execute": "bin-query" §// all of them\n }""",
    """{ "execute": "bin-query" §/* all of them */ }""",
    """{ "execute": "set-any", "arguments": { "value": §"two\n lines" } }""",
    """{ "execute" §= "bin-query" }""",
    """{ "execute": "set-any", "arguments": { "value": "a§\\q" } }""",
)


@pytest.mark.parametrize("message", SLIPS)
def test_what_is_nearly_json_is_read_on(schema: Schema, message: str) -> None:
    assert_faults(schema, f"-> {message}", *["not-json"] * message.count("§"), documented="bin-drop")


@pytest.mark.parametrize("constant", ["True", "False"])
def test_constants_of_python_are_booleans(schema: Schema, constant: str) -> None:
    text = f'-> {{ "execute": "bin-add", "arguments": {{ "name": §§{constant}, "grain": "rye" }} }}'
    assert_faults(schema, text, "not-json", "wrong-type")


@pytest.mark.parametrize(
    "message",
    [
        '{ "execute": "bin-query" §]',
        '[ "a" §}',
        '{ "execute": "bin-query", "arguments": [ §}',
        '{ "execute" §"bin-query" }',
        '{ "execute": §} ',
        '{ "execute": §"bin-query }',
        '{ { "a": 1 } }'.replace("{ {", "{ §{"),
    ],
)
def test_what_cannot_be_read_is_one_finding(schema: Schema, message: str) -> None:
    assert_faults(schema, f'-> {message}\n<- {{ "return": [] }}', "syntax")


@pytest.mark.parametrize(
    "text",
    [
        '-> { "execute": "bin-query"\n§<- { "return": [] }',
        '-> { "execute": "bin-query",\n\n§<- { "return": [] }',
        '-> { "execute": "bin-query",\n     "arguments": {}§',
        '-> { "execute": "bin-query"\n\nwhich says all of them:\n\n§<- { "return": [] }',
    ],
)
def test_an_unclosed_message_ends_where_the_next_begins(schema: Schema, text: str) -> None:
    assert_faults(schema, text, "syntax")


@pytest.mark.parametrize(
    "text",
    [
        '-> { "execute": "bin-query" } §}\n<- { "return": [] }',
        '-> { "execute": "bin-query" }§,\n   "id": 1 }',
        '-> { "execute": "bin-query" }\n   §}\n<- { "return": [] }',
        '-> { "execute": "bin-query" }§\'\n',
    ],
)
def test_leftovers_are_faults_of_syntax(schema: Schema, text: str) -> None:
    assert_faults(schema, text, "syntax")


@pytest.mark.parametrize("behind", ["", "...", "and so on", '"arguments" would be here', "(two lines\nof words)"])
def test_prose_and_dots_may_follow(schema: Schema, behind: str) -> None:
    assert check(schema, f'-> {{ "execute": "bin-query" }}\n   {behind}\n<- {{ "return": [] }}') == []


@pytest.mark.parametrize(
    "reply",
    [
        "...",
        "[ ... ]",
        "[ ..., ]",
        '[ { "name": "a", "grain": "rye", "tags": [] }, ... ]',
        '[ { "name": "a", "grain": "rye", "tags": [] } ... ]',
        '[ { "name": "a", ... } ]',
        '[ { ..., "name": "a" } ]',
        '[ { ... "name": "a" } ]',
        "[ {...}, {...} ]",
        '[ { "name": <its name>, "grain": ..., "tags": [ ... ] } ]',
        '[ { "name": "a", "grain": "rye", "tags": <words> } ]',
        '[ { "name": "a", "grain": "rye", "tags": [ "x", … ] } ]',
    ],
)
def test_elisions_are_allowed_anywhere(schema: Schema, reply: str) -> None:
    found = check(schema, f'-> {{ "execute": "bin-query" }}\n<- {{ "return": {reply} }}', release="9.0")
    assert found == []


def test_what_is_elided_lacks_nothing_but_the_rest_is_checked(schema: Schema) -> None:
    text = '-> { "execute": "bin-add", "arguments": { "name": §1, "hue": 2, ... } }'.replace('"hue"', '§"hue"')
    assert_faults(schema, text, "wrong-type", "unknown-member")
    assert check(schema, '-> { "execute": "bin-add", ... }') == []


def test_an_elided_union_takes_members_of_any_branch(schema: Schema) -> None:
    assert check(schema, '-> { "execute": "door-set", "arguments": { "angle": "?", "watts": "?", ... } }') == []
    assert_faults(
        schema, '-> { "execute": "door-set", "arguments": { "angle": 1, §"wings": 2, ... } }', "unknown-member"
    )


@pytest.mark.parametrize("elision", ["... more bins ...", "<more>"])
def test_words_in_an_elision_are_a_note_where_the_highlighter_minds(schema: Schema, elision: str) -> None:
    text = f'-> {{ "execute": "bin-query" }}\n<- {{ "return": [ {elision} ] }}'
    assert check(schema, text, release="9.0") == []
    assert [(each.rule.name, each.is_note) for each in check(schema, text, release="9.1")] == [
        ("example-not-json", True)
    ]


def test_a_comma_after_an_elided_object_is_superfluous(schema: Schema) -> None:
    assert_faults(schema, '-> { "execute": "bin-query" }\n<- { "return": [ {...}§, ] }', "not-json")


@pytest.mark.parametrize("legend", ["-> what the client sends", "<- ... what the server sends ...", "->", "<-\n"])
def test_a_legend_is_no_message(schema: Schema, legend: str) -> None:
    assert check(schema, legend) == []


def test_a_message_may_begin_on_the_next_line(schema: Schema) -> None:
    assert_faults(schema, '->\n  { "execute": §"bin-quarry" }', "unknown-name")


def test_nesting_is_bounded() -> None:
    text = "[" * 100_000
    assert read_json(text, 0, len(text)).failure is not None


def test_values_know_their_places() -> None:
    text = ' { "a": [ 1, {"b": ...} ] } '
    value = read_json(text, 1, len(text)).value
    assert isinstance(value, ObjectValue)
    assert text[value.start : value.end] == text.strip()
    (member,) = value.members
    assert text[member.start :].startswith('"a"')
    assert not isinstance(member.value, Elision)
    assert text[member.value.start : member.value.end] == '[ 1, {"b": ...} ]'


PIECES = (
    '{ "a": 1, ',
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "'",
    '"',
    "...",
    "<",
    ">",
    "\\",
    "#",
    "//",
    "/*",
    "-> ",
    "\n",
    "…",
)


@pytest.mark.parametrize("seed", range(20))
def test_nothing_takes_more_than_linear_time(schema: Schema, seed: int) -> None:
    chosen = random.Random(seed).choices(PIECES, k=4)
    text = "".join(chosen)
    assert_linear(lambda count: check(schema, "-> { " + text * count), 5_000, TIMES * 5_000)


def test_mutated_examples_give_findings_and_nothing_else() -> None:
    """The short form of ``make fuzz-examples``."""
    assert set(run(1_500, seed=7)) > {"example-syntax", "example-not-json", "example-unknown-member"}
