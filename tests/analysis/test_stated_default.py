"""Defaults that are stated in texts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sphinx_qapi.analysis.default_text import without_default
from sphinx_qapi.analysis.effective_members import EffectiveMember, effective_members
from sphinx_qapi.analysis.stated_default import stated_default
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from tests.growth import TIMES, assert_linear

SCHEMA = """\
##
# @Mode:
#
# @fast: quick
# @slow: not
##
{{ 'enum': 'Mode', 'data': [ 'fast', 'slow' ] }}

##
# @Either:
##
{{ 'alternate': 'Either', 'data': {{ 'mode': 'Mode', 'flag': 'bool' }} }}

##
# @Thing:
#
# @it: {text}
##
{{ 'struct': 'Thing', 'data': {{ '{mark}it': '{type}' }} }}
"""


def default(tmp_path: Path, text: str, type_: str, mark: str = "*") -> str:
    return member_of(tmp_path, text, type_, mark)[1].default


def member_of(tmp_path: Path, text: str, type_: str, mark: str = "*") -> tuple[Schema, EffectiveMember]:
    path = tmp_path / "schema.json"
    path.write_text(SCHEMA.format(text=text, type=type_, mark=mark), "utf-8")
    schema = load_schema(path).schema
    (member,) = effective_members(schema, schema.definitions["Thing"]).members
    return schema, member


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("how much (default: 5)", "int", "5"),
        ("how much (default 0x30; since 1.2)", "uint64", "0x30"),
        ("how much (default: 0, since 2.1)", "size", "0"),
        ("how much (since: 5.2; default: 100).", "uint32", "100"),
        ("whether.  Defaults to false.", "bool", "false"),
        (
            "what to do, default 'slow' (no limits, since this is about another thing than what the others are about).",
            "Mode",
            "slow",
        ),
        (
            "what to do, default 'slow' (no limitations, since this is about another thing than what others do).",
            "Mode",
            "slow",
        ),
        ("what to do, default 'slow' (no default with fast).", "Mode", ""),
        ("whether; defaults to true", "bool", "true"),
        ("If not specified, the default value is false.", "bool", "false"),
        ("Default is 'slow'. (Since 1.2)", "Mode", "slow"),
        ("its name (default ``/dev/it``)", "str", "/dev/it"),
        ("its name (default /dev/it)", "str", "/dev/it"),
        ("its name; defaults to \u2018A lamp\u2019", "str", "A lamp"),
        ("what to do on a failure of it, default \u2018slow\u2019.", "Mode", "slow"),
        ("when to do it; defaults to 'slow' (since 3.0)", "Mode", "slow"),
        ("the default is @slow", "Mode", "slow"),
        ("how much (default:5)", "int", "5"),
        ("how much, a power of two, default is 64", "int", "64"),
        ("how much, default 1024 (1k)", "int", "1024"),
        ("how much (default 4, which means four)", "int", "4"),
        ("how much; 5 is the default.", "int", "5"),
        ("By default, this value is 5.", "int", "5"),
        ("If omitted, 5 is used.", "int", "5"),
        ("how much (5 if omitted)", "int", "5"),
        ("If nothing is specified, defaults to 'slow'.", "Mode", "slow"),
        ("how it is; set to slow by default", "Mode", "slow"),
        ("if false (the default), it is told so", "bool", "false"),
        ("whole (true) or in parts (false; default)", "bool", "false"),
        ('"fast" (default) or "slow"', "Mode", "fast"),
        ("whether (default: on, since 2.1)", "bool", "true"),
        ("whether; defaults to slow", "Either", "slow"),
        ("whether; defaults to off", "Either", "false"),
    ],
)
def test_stated(tmp_path: Path, text: str, type_: str, expected: str) -> None:
    assert default(tmp_path, text, type_) == expected


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("For lamps the default is 5.", "int"),
        ("the default is 5 unless it is dark", "int"),
        ("If it is dark, defaults to true.", "bool"),
        ("Defaults to 1.  Once this was different (default: 2).", "int"),
        ("the default is what it was", "int"),
        ("how long (default: 5 seconds)", "int"),
        ("whether (default: 5)", "bool"),
        ("how (default: loud)", "Mode"),
        ("its name (default: none)", "str"),
        ("all (default: 5)", "Thing"),
        ("the default fast", "Mode"),
        ("For lamps of glass, default 5.", "int"),
        ("how much, on glass, default 5", "int"),
        ("how much if it is dark, default 5", "int"),
        ("how much (default 5 (or 6 with glass))", "int"),
        ("how much, default is 5 (since 2.1) unless it is dark", "int"),
        ("how much (default 5, which means 6 if it is dark)", "int"),
        ("how much (default 64k)", "int"),
        ("ignored if @other is true (the default)", "bool"),
        ("counted from 0 if omitted", "int"),
        ("its name (default \u2018it')", "Mode"),
        ("whether (default: 5)", "Either"),
    ],
)
def test_doubtful(tmp_path: Path, text: str, type_: str) -> None:
    assert default(tmp_path, text, type_) == ""


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("how much (default: 5)", "how much"),
        ("how much (default: 5).", "how much."),
        ("how much (default: 5; since 2.1)", "how much (since 2.1)"),
        ("how much (since 2.1; default: 5)", "how much (since 2.1)"),
        ("how much (in metres; default: 5)", "how much (in metres)"),
        ("how much (default: 5; up to 9)", "how much (up to 9)"),
        ("how much.  Defaults to 5.  Rounded.", "how much.  Rounded."),
        ("how much.  If omitted, the default is 5.", "how much."),
        ("how much Currently defaults to 5", "how much"),
        ("how much, default 5.  Rounded.", "how much.  Rounded."),
        ("how much; defaults to 5 (since 2.1)", "how much (since 2.1)"),
        ("if 5 (the default), none is shown", "if 5, none is shown"),
        ("four (4) or five (5; default)", "four (4) or five (5)"),
        ("Defaults to 5.", ""),
        ("By default, this value is 5.  Rounded.", "Rounded."),
        ("how much; if not given, the default is 5", "how much"),
    ],
)
def test_what_the_meta_line_says_the_text_need_not(tmp_path: Path, text: str, rest: str) -> None:
    schema, member = member_of(tmp_path, text, "int")
    assert member.text is not None
    left = without_default(schema, member.type, member.text)
    assert left.content == rest
    assert len(left.numbers) == len(left.lines)


@pytest.mark.parametrize(
    "text",
    [
        "how much, default 1024 (1k)",
        "how much (default 4, which means four)",
        "how much; 4 is the default (and the least).",
        "- many: some\n#       and 5 by default",
    ],
)
def test_a_text_that_says_more_of_the_default_keeps_it(tmp_path: Path, text: str) -> None:
    schema, member = member_of(tmp_path, text, "int")
    assert member.text is not None
    assert without_default(schema, member.type, member.text) is member.text


def test_a_member_that_is_always_there_has_none(tmp_path: Path) -> None:
    assert default(tmp_path, "how much (default: 5)", "int", mark="") == ""


@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ("", "default ", "is 5 (default: 5)"),
        ("", "x", " (default: 5)"),
        ("", "a.a-", " (default: 5)"),
        ("", ". 'a", " (default: 5)"),
        (".", " ", "it (default: 5)"),
    ],
)
def test_long_texts_take_linear_time(tmp_path: Path, before: str, again: str, after: str) -> None:
    def texts(length: int) -> tuple[Schema, EffectiveMember]:
        return member_of(tmp_path, before + again * (length // len(again)) + after, "int")

    def look(read: tuple[Schema, EffectiveMember]) -> None:
        schema, member = read
        assert stated_default(schema, member.type, member.text) == "5"
        assert member.text is not None
        without_default(schema, member.type, member.text)

    assert_linear(look, texts(50_000), texts(TIMES * 50_000))


@pytest.mark.shared
def test_how_many_of_a_real_schema_are_read(shared: Path) -> None:
    """Two thirds of the texts with the word are read; the others state conditions, units or no value.

    Few texts keep their statement when it is shown as the default.
    """
    schema: Schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    texts: set[tuple[str, str]] = set()
    read = kept = 0
    for definition in schema.definitions.values():
        for member in effective_members(schema, definition).members:
            words = member.text.content if member.optional and member.text else ""
            if "efault" in words and (member.name, words) not in texts:
                texts.add((member.name, words))
                read += bool(member.default)
                if member.default and member.text:
                    rest = without_default(schema, member.type, member.text)
                    kept += rest is member.text
                    gone = Counter(words.split()) - Counter(rest.content.split())
                    assert sum(gone.values()) <= 8, (words, rest.content)
    assert 0.65 < read / len(texts) < 0.8
    assert kept < 0.03 * read
