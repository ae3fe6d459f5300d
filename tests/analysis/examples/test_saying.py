"""The content of examples: names, members, types and values, and which reply answers which command."""

from __future__ import annotations

import pytest

from sphinx_qapi.schema.model.schema import Schema
from tests.analysis.examples.marked import assert_faults, check

WHEN = '"timestamp": { "seconds": 1, "microseconds": 2 }'


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        ('{ "name": "a", "grain": "rye", "fill": 255 }', []),
        ('{ "name": "a", "grain": "rye", "fill": §256 }', ["wrong-value"]),
        ('{ "name": "a", "grain": "rye", "fill": §-1 }', ["wrong-value"]),
        ('{ "name": "a", "grain": "rye", "fill": §1.5 }', ["wrong-type"]),
        ('{ "name": "a", "grain": "rye", "fill": §"1" }', ["wrong-type"]),
        ('{ "name": §null, "grain": §true, "doors": §{} }', ["wrong-type"] * 3),
        ('{ "name": "a", "grain": §"wheet" }', ["wrong-value"]),
        ('§{ "fill": 1 }', ["missing-member"]),
        ('{ "name": "a", "grain": "rye", §"hue": 1 }', ["unknown-member"]),
        ('{ "name": "a", §"name": "b", "grain": "rye" }', ["duplicate-member"]),
        ('{ "name": "a", "grain": "rye", "doors": [ §1, {"kind": "none"} ] }', ["wrong-type"]),
        ("§[]", ["wrong-type"]),
    ],
)
def test_arguments(schema: Schema, arguments: str, rules: list[str]) -> None:
    assert_faults(schema, f'-> {{ "execute": "bin-add", "arguments": {arguments} }}', *rules)


@pytest.mark.parametrize(
    ("door", "rules"),
    [
        ('{ "kind": "none" }', []),
        ('{ "kind": "none", §"angle": 1 }', ["unknown-member"]),
        ('{ "kind": "flap", "angle": 1.5, "label": "x" }', []),
        ('§{ "kind": "flap" }', ["missing-member"]),
        ('§{ "angle": 1 }', ["missing-member"]),
        ('{ "kind": §"door", "angle": "any branch\'s" }', ["wrong-value"]),
        ('{ "kind": "slide", "drive": "motor", "watts": 5 }', []),
        ('§{ "kind": "slide", "drive": "motor" }', ["missing-member"]),
        ('{ "kind": "slide", "drive": "crank", §"watts": 5 }', ["unknown-member"]),
        ('{ "kind": "slide", "drive": "crank", "turns": §128 }', ["wrong-value"]),
    ],
)
def test_branches(schema: Schema, door: str, rules: list[str]) -> None:
    assert_faults(schema, f'-> {{ "execute": "door-set", "arguments": {door} }}', *rules)


@pytest.mark.parametrize(
    ("bin_", "rules"),
    [
        ("1", []),
        ('"rye"', []),
        ('§"rice"', ["wrong-value"]),
        ('{ "name": "a" }', []),
        ("§{}", ["missing-member"]),
        ("§true", ["wrong-type"]),
        ("§[]", ["wrong-type"]),
        ("§1.5", ["wrong-type"]),
    ],
)
def test_alternates(schema: Schema, bin_: str, rules: list[str]) -> None:
    assert_faults(schema, f'-> {{ "execute": "bin-drop", "arguments": {{ "bin": {bin_} }} }}', *rules)


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        ('-> { "execute": §"bin-ad" }', ["unknown-name"]),
        ('-> { "exec-oob": "bin-query" }', []),
        ('-> §{ "execute": "bin-add" }', ["missing-member"]),
        ('-> { "execute": §1 }', ["bad-message"]),
        ('-> { "execute": "bin-query", §"data": {} }', ["bad-message"]),
        ('-> { "execute": "bin-query", §"exec-oob": "bin-query" }', ["bad-message"]),
        ('-> §{ "return": {} }', ["bad-message"]),
        ("-> §[]", ["bad-message"]),
        ('-> { "execute": "bin-raw", "arguments": { "driver": "x", "speed": 3 } }', []),
        ('-> { "execute": "bin-raw", "arguments": §{ "speed": 3 } }', ["missing-member"]),
        ('-> { "execute": "set-any", "arguments": { "value": [ 1 ], "nothing": null } }', []),
        (f'<- {{ "event": §"BIN_FULL", {WHEN} }}', ["unknown-name"]),
        (f'<- {{ "event": "BIN_EMPTY", "data": {{ "name": "a" }}, {WHEN} }}', []),
        (f'<- §{{ "event": "BIN_EMPTY", {WHEN} }}', ["missing-member"]),
        (f'<- {{ "event": "BIN_EMPTY", "data": §{{}}, {WHEN} }}', ["missing-member"]),
        ('<- §{ "event": "ALL_EMPTY" }', ["bad-message"]),
        ('<- { "event": "ALL_EMPTY", "timestamp": §{ "seconds": §"1" } }', ["bad-message"] * 2),
        ('<- { "event": "ALL_EMPTY", "timestamp": §7 }', ["bad-message"]),
        (f'<- {{ "event": "ALL_EMPTY", §"arguments": {{}}, {WHEN} }}', ["bad-message"]),
        ('<- { "QMP": { "version": {} } }', []),
        ('<- { "bins": { "release": "1.0" } }', []),
        ('<- §{ "retrun": {} }', ["bad-message"]),
        ('<- §{ "name": "a", "grain": "rye" }', ["bad-message"]),
        ('<- { "error": { "class": "GenericError", "desc": "none" } }', []),
        ('<- { "error": §{ "class": "GenericError" } }', ["bad-message"]),
    ],
)
def test_envelopes(schema: Schema, message: str, rules: list[str]) -> None:
    assert_faults(schema, message, *rules)


@pytest.mark.parametrize(
    ("conversation", "rules"),
    [
        (['-> { "execute": "bin-query" }', '<- { "return": [] }'], []),
        (['-> { "execute": "bin-query" }', '<- { "return": §{} }'], ["wrong-type"]),
        (['-> { "execute": "chain-set", "arguments": { "name": "a" } }', '<- { "return": {} }'], []),
        (['-> { "execute": "chain-set", "arguments": { "name": "a" } }', '<- { "return": §[] }'], ["wrong-type"]),
        (
            ['-> { "execute": "chain-set", "arguments": { "name": "a" } }', '<- { "return": { §"a": 1 } }'],
            ["unknown-member"],
        ),
        (['-> { "execute": "bin-query" }', '<- { "return": [ §{ "name": "a" } ] }'], ["outdated"]),
        (
            ['-> { "execute": "bin-query" }', '<- { "return": [ §{ "name": "a", §"hue": 1 } ] }'],
            ["outdated", "unknown-member"],
        ),
        (['-> { "execute": "bin-query" }', '<- { "return": [] }', '<- §{ "return": [] }'], ["out-of-order"]),
        (['<- §{ "return": [] }', '-> { "execute": "bin-query" }'], ["out-of-order"]),
        (['-> { "execute": "bin-query", "id": 1 }', '<- §{ "return": [], "id": 2 }'], ["out-of-order"]),
        (['-> { "execute": §"bin-quarry" }', '<- { "return": "whatever" }'], ["unknown-name"]),
        (['-> { "execute": §[ }', '<- { "return": "whatever" }'], ["syntax"]),
        (
            [
                '-> { "execute": "bin-query", "id": "q" }',
                '-> { "execute": "chain-set", "arguments": { "name": "a" }, "id": { "n": 1 } }',
                '<- { "return": {}, "id": { "n": 1 } }',
                '<- { "return": [], "id": "q" }',
            ],
            [],
        ),
        (['-> { "execute": "bin-halt" }', '-> { "execute": "bin-query" }', '<- { "return": [] }'], []),
        (['-> { "execute": "bin-halt" }', '<- { "error": { "class": "GenericError", "desc": "no" } }'], []),
        (["-> { ... }", '<- { "return": 7 }'], []),
    ],
)
def test_replies(schema: Schema, conversation: list[str], rules: list[str]) -> None:
    text = "\n".join(conversation).replace('"execute": §[ }', '"execute": [ §}')
    assert_faults(schema, text, *rules)


def test_a_reply_without_a_command_belongs_to_the_documented_one(schema: Schema) -> None:
    assert_faults(schema, '<- { "return": §{} }', "wrong-type", documented="bin-query")
    assert check(schema, '<- { "return": {} }', documented="chain-set") == []
    assert check(schema, '<- { "return": 7 }', documented="BIN_EMPTY") == []


def test_objects_in_the_comment_of_a_type_are_its_values(schema: Schema) -> None:
    assert check(schema, '{ "name": "a", "grain": "rye", "tags": [] }', documented="Bin") == []
    text = '§{ "name": "a" }\n\n{ "name": "b", "grain": "rye", "tags": §1 }'
    assert_faults(schema, text, "missing-member", "wrong-type", documented="Bin")
    assert check(schema, '{ "name": "a" }', documented="bin-add") == []


def test_messages_without_arrows_are_told_by_their_first_key(schema: Schema) -> None:
    text = 'For example:\n\n{ "execute": §"bin-quarry" }\n{ "return": 7 }\n{ "event": §"NONE", "timestamp": ... }'
    assert_faults(schema, text, "unknown-name", "unknown-name")
    assert_faults(schema, '§{ "command": "bin-query" }', "bad-message")


@pytest.mark.parametrize(
    ("message", "documented", "noted"),
    [
        ('{ "execute": §"bin-sow" }', "bin-add", True),
        ('{ "execute": "bin-sow" }', "bin-sow", False),
        ('{ "execute": "bin-drop", "arguments": { "bin": 1, §"old": true } }', "bin-add", True),
        ('{ "execute": "bin-drop", "arguments": { "bin": 1, "old": true } }', "bin-drop", False),
        ('{ "execute": "bin-drop", "arguments": { "bin": §"spelt" } }', None, True),
    ],
)
def test_deprecated_things_are_noted_where_the_comment_does_not_document_them(
    schema: Schema, message: str, documented: str | None, noted: bool
) -> None:
    assert_faults(schema, f"-> {message}", *(["outdated"] if noted else []), documented=documented)


def test_a_server_may_send_what_is_deprecated(schema: Schema) -> None:
    reply = '<- { "return": [ { "name": "a", "grain": "spelt", "tags": [] } ] }'
    assert check(schema, f'-> {{ "execute": "bin-query" }}\n{reply}') == []


def test_messages_suggest_names(schema: Schema) -> None:
    (fault,) = check(schema, '-> { "execute": "bin-qery" }')
    assert fault.message.startswith('there is no command "bin-qery" (did you mean "bin-query"')
    (fault,) = check(schema, '-> { "execute": "bin-add", "arguments": { "nam": 1, "grain": "ray", ... } }')[:1]
    assert fault.message == 'bin-add has no member "nam" (did you mean "name"?)'
