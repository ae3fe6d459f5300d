"""`load_schema` as a whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import UnreadableSchema, load_schema
from sphinx_qapi.schema.model.definitions import AlternateType, Command, EnumType, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, LoadResult
from sphinx_qapi.source.diagnostics import Severity


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _load(text: str, dialect: str = "auto", **others: str) -> LoadResult:
    for name, other in others.items():
        Path(f"{name}.json").write_text(other)
    Path("x.json").write_text(text)
    return load_schema("x.json", dialect=dialect)


def test_unreadable() -> None:
    with pytest.raises(UnreadableSchema, match=r"cannot read x\.json: no such file or directory"):
        load_schema("x.json")


def test_wrong_words() -> None:
    Path("x.json").touch()
    with pytest.raises(ValueError, match="not a release: 'new'"):
        load_schema("x.json", dialect="new")
    with pytest.raises(ValueError, match="unknown markup 'html'"):
        load_schema("x.json", markup="html")


def test_empty() -> None:
    result = _load("")
    assert result.diagnostics == ()
    assert result.schema.definitions == {}
    assert result.files == ("x.json",)


def test_all_kinds() -> None:
    result = _load(
        """\
{ 'enum': 'Color', 'prefix': 'COL', 'data': [ 'red', { 'name': 'blue', 'if': 'BLUE', 'features': [ 'f' ] } ] }
{ 'struct': 'Base', 'data': { 'color': 'Color', '*list': [ 'str' ] } }
{ 'struct': 'Red', 'base': 'Extra', 'data': { 'a': { 'type': 'int', 'if': { 'not': 'A' }, 'features': [ 'g' ] } } }
{ 'struct': 'Extra', 'data': {}, 'features': [ { 'name': 'h', 'if': 'H' } ] }
{ 'union': 'Named', 'base': 'Base', 'discriminator': 'color', 'data': { 'red': 'Red' } }
{ 'union': 'Inline', 'base': { 'c': 'Color' }, 'discriminator': 'c', 'data': { 'red': { 'type': 'Red', 'if': 'R' } } }
{ 'alternate': 'Either', 'data': { 's': 'str', 'o': 'Base' } }
{ 'command': 'do', 'data': 'Inline', 'boxed': true, 'returns': [ 'Base' ], 'gen': false, 'success-response': false,
  'allow-oob': true, 'allow-preconfig': true, 'if': { 'any': [ 'A', 'B' ] }, 'features': [ 'unstable' ] }
{ 'command': 'co', 'data': { '*x': 'any' }, 'coroutine': true }
{ 'event': 'HAPPENED', 'data': { 'n': 'null' } }
""",
        "10.2",
    )
    assert [str(each) for each in result.diagnostics if each.severity is Severity.ERROR] == []
    definitions = result.schema.definitions
    color, base, red, named, inline, either, do, co, happened = (
        definitions[name] for name in ("Color", "Base", "Red", "Named", "Inline", "Either", "do", "co", "HAPPENED")
    )
    assert isinstance(color, EnumType)
    assert [(value.name, value.condition is None, len(value.features)) for value in color.values] == [
        ("red", True, 0),
        ("blue", False, 1),
    ]
    assert isinstance(base, StructType)
    assert [(member.name, member.optional, str(member.type)) for member in base.members] == [
        ("color", False, "Color"),
        ("list", True, "[str]"),
    ]
    assert isinstance(red, StructType)
    assert str(red.base) == "Extra"
    assert isinstance(named, UnionType)
    assert (str(named.base), named.discriminator, len(named.base_members)) == ("Base", "color", 0)
    assert isinstance(inline, UnionType)
    assert (inline.base, inline.discriminator, len(inline.base_members)) == (None, "c", 1)
    assert inline.branches[0].condition is not None
    assert isinstance(either, AlternateType)
    assert isinstance(do, Command)
    assert (str(do.arguments_type), str(do.returns), do.arguments) == ("Inline", "[Base]", ())
    assert (do.boxed, do.gen, do.success_response, do.allow_oob, do.allow_preconfig, do.coroutine) == (
        True,
        False,
        False,
        True,
        True,
        False,
    )
    assert isinstance(co, Command)
    assert co.coroutine
    assert co.arguments[0].optional
    assert isinstance(happened, Event)
    assert [definition.position.line for definition in definitions.values()] == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]


def test_old_forms() -> None:
    """Inline structs, anonymous and simple unions, string flags, and the former names of ``any``."""
    result = _load(
        """\
##
# @Info
#
# @version.major: the major version (since 1.1)
##
{ 'type': 'Info', 'data': { 'version': { 'major': 'int', '*minor': 'int' } } }
{ 'union': 'Either', 'discriminator': {}, 'data': { 'a': 'str', 'b': 'Info' } }
{ 'union': 'Simple', 'data': { 'a': 'str', 'b': 'Info' } }
{ 'command': 'get', 'data': { 'kind': 'SimpleKind' }, 'returns': 'visitor', 'gen': 'no', 'success-response': 'no' }
{ 'command': 'put', 'data': { '*props': '**' } }
"""
    )
    assert [each for each in result.diagnostics if each.severity > Severity.NOTE] == []
    info, either, simple, get, put = result.schema.definitions.values()
    assert isinstance(info, StructType)
    assert (info.kind, info.keyword) == ("struct", "type")
    inline = info.members[0].type
    assert isinstance(inline, InlineStruct)
    major = inline.members[0]
    assert major.text is not None
    assert major.text.content == "the major version (since 1.1)"
    assert str(major.since.version if major.since else "") == "1.1"
    assert info.documentation
    assert info.documentation.undeclared == ()
    assert isinstance(either, AlternateType)
    assert either.keyword == "union"
    assert isinstance(simple, UnionType)
    assert simple.discriminator is None
    assert isinstance(get, Command)
    assert (str(get.returns), get.gen, get.success_response) == ("any", False, False)
    assert isinstance(put, Command)
    assert isinstance(put.arguments[0].type, TypeRef)
    assert put.arguments[0].type.name == "any"


def test_documentation() -> None:
    """Texts are attached to the parts that they describe; texts that describe nothing are listed."""
    result = _load(
        """\
##
# @Color:
#
# A color.
#
# @red: like fire (since 2.1)
#
# @green: there is none
#
# Since: 1.0
##
{ 'enum': 'Color', 'data': [ 'red', 'blue' ] }
"""
    )
    color = result.schema.definitions["Color"]
    assert isinstance(color, EnumType)
    assert str(color.since.version if color.since else "") == "1.0"
    red, blue = color.values
    assert red.text is not None
    assert red.text.content == "like fire (since 2.1)"
    assert str(red.since.version if red.since else "") == "2.1"
    assert blue.text is None
    assert color.documentation
    assert [each.name for each in color.documentation.undeclared] == ["green"]


def test_modules() -> None:
    """Texts and inclusions are among the definitions, in source order."""
    Path("sub").mkdir()
    Path("sub/x.json").write_text("{ 'event': 'B' }")
    result = _load(
        "##\n# = Title\n#\n# Text\n##\n\n{ 'include': 'y.json' }\n{ 'event': 'A' }\n{ 'include': 'sub/x.json' }\n",
        y="{ 'include': 'sub/x.json' }",
    )
    root, y, sub = result.schema.modules
    assert [module.name for module in (root, y, sub)] == ["x", "y", "sub/x"] or root.name != sub.name
    assert [type(item) for item in root.items] == [Heading, FreeText, Inclusion, Event]
    assert isinstance(root.items[2], Inclusion)
    assert root.items[2].module == "y"
    assert [type(item) for item in y.items] == [Inclusion]
    assert [each.module for each in sub.definitions] == [sub.name]
    assert result.files == ("x.json", "y.json", "sub/x.json")


def test_order_and_chain_of_findings() -> None:
    """Findings are sorted by file, in reading order, and by line; each has the includes that lead to its file."""
    result = _load(
        "{ 'include': 'y.json' }\n{ 'struct': 'One', 'data': { 'a': 'None' } }\n",
        "10.2",
        y="\n{ 'struct': 'Two', 'data': { 'a': 'None', 'b': ; 'int' } }\n",
    )
    assert [(each.position, each.rule, each.definition) for each in result.diagnostics] == [
        (("x.json", 2, 35), "unknown-type", "One"),
        (("y.json", 2, 35), "unknown-type", "Two"),
        (("y.json", 2, 48), "stray-text", None),
    ]
    assert [each.included_from for each in result.diagnostics] == [(), (("x.json", 1, 1),), (("x.json", 1, 1),)]


def test_detail() -> None:
    """The position of a finding is that of its definition; its detail is the exact place."""
    (finding,) = _load("{ 'struct': 'One',\n  'data': { 'a': 'int',\n            'b': 'None' } }\n", "10.2").diagnostics
    assert finding.position == ("x.json", 1, 1)
    assert finding.detail == ("x.json", 3, 18)


def test_duplicates() -> None:
    """The first definition is kept."""
    result = _load("{ 'event': 'A' }\n{ 'command': 'A' }\n")
    assert [definition.kind for definition in result.schema.definitions.values()] == ["event"]
    assert [(each.rule, each.position.line) for each in result.diagnostics if each.severity > Severity.NOTE] == [
        ("duplicate-definition", 2)
    ]


def test_planted_mistakes() -> None:
    """Three mistakes of syntax and three of meaning: six findings, and only what is bad is lost."""
    good = "{{ 'struct': 'Good{0}', 'data': {{ 'a': 'Good{1}', 'b': 'Broken0' }} }}\n"
    bad = [
        "{ 'struct': 'Broken0', 'data': { 'a': 'int' }\n",
        "{ 'struct': 'Broken1', 'data': { 'a' 'b': 'int' } }\n",
        "{ 'enum': 'Broken2', 'data': [ 'a', 'b } ]\n",
        "{ 'struct': 'Wrong0', 'data': { 'a': 'Goood1' } }\n",
        "{ 'struct': 'Wrong1', 'base': 'Broken2', 'data': { 'a-b': 'int', 'a-b': 'int', '*a-b': 'Broken1' } }\n",
        "{ 'command': 'wrong2', 'data': { 'a': 'int' }, 'returns': 'str' }\n",
    ]
    text = "".join(good.format(number, (number + 1) % 6) + each for number, each in enumerate(bad))
    result = _load(text.replace("'a-b': 'int', 'a-b'", "'a-b': 'int', 'a-c'"), "10.2")
    assert [(each.position.line, each.rule) for each in result.diagnostics] == [
        (3, "syntax-error"),
        (4, "missing-colon"),
        (6, "unterminated-string"),
        (8, "unknown-type"),
        (10, "name-collision"),
        (12, "bad-return-type"),
    ]
    expected = {f"Good{number}" for number in range(6)} | {"Wrong0", "Wrong1", "wrong2"}
    assert set(result.schema.definitions) == expected


def test_no_more_than_a_thousand_findings_of_a_rule() -> None:
    result = _load("".join(f"{{ 'struct': 'Box{n}', 'data': {{ 'a': 'None{n}' }} }}\n" for n in range(1200)), "10.2")
    assert Counter(each.rule for each in result.diagnostics) == {"unknown-type": 1000, "too-many-findings": 1}
    assert result.diagnostics[-1].message == "200 more findings of unknown-type are not shown"
    assert result.diagnostics[-1].position.line == 1200
