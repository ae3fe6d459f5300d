"""Defaults that texts state."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.members import effective_members
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema

SCHEMA = """\
##
# @Mode:
#
# @fast: quick
# @slow: not
##
{{ 'enum': 'Mode', 'data': [ 'fast', 'slow' ] }}

##
# @Thing:
#
# @it: {text}
##
{{ 'struct': 'Thing', 'data': {{ '{mark}it': '{type}' }} }}
"""


def default(tmp_path: Path, text: str, type_: str, mark: str = "*") -> str:
    path = tmp_path / "schema.json"
    path.write_text(SCHEMA.format(text=text, type=type_, mark=mark), "utf-8")
    schema = load_schema(path).schema
    (member,) = effective_members(schema, schema.definitions["Thing"]).members
    return member.default


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("how much (default: 5)", "int", "5"),
        ("how much (default 0x30; since 1.2)", "uint64", "0x30"),
        ("how much (default: 0, since 2.1)", "size", "0"),
        ("how much (since: 5.2; default: 100).", "uint32", "100"),
        ("whether.  Defaults to false.", "bool", "false"),
        ("whether; defaults to true", "bool", "true"),
        ("If not specified, the default value is false.", "bool", "false"),
        ("Default is 'slow'. (Since 1.2)", "Mode", "slow"),
        ("its name (default ``/dev/it``)", "str", "/dev/it"),
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
    ],
)
def test_doubtful(tmp_path: Path, text: str, type_: str) -> None:
    assert default(tmp_path, text, type_) == ""


def test_a_member_that_is_always_there_has_none(tmp_path: Path) -> None:
    assert default(tmp_path, "how much (default: 5)", "int", mark="") == ""


def test_long_texts_take_no_time(tmp_path: Path) -> None:
    assert default(tmp_path, "default " * 20_000 + "is 5 (default: 5)", "int") == "5"


@pytest.mark.shared
def test_how_many_of_a_real_schema_are_read(shared: Path) -> None:
    """More than half of the texts with the word; the others state conditions, units or no value."""
    schema: Schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    texts: set[tuple[str, str]] = set()
    read = 0
    for definition in schema.definitions.values():
        for member in effective_members(schema, definition).members:
            words = member.text.content if member.optional and member.text else ""
            if "efault" in words and (member.name, words) not in texts:
                texts.add((member.name, words))
                read += bool(member.default)
    assert 0.5 < read / len(texts) < 0.7
