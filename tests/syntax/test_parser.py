"""Expressions and comments of all eras, and mistakes that the reader recovers from."""

from __future__ import annotations

import pytest

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import (
    BrokenNode,
    CommentRun,
    ConstantNode,
    FileNode,
    ListNode,
    ObjectNode,
    StringNode,
    ValueNode,
)
from sphinx_qapi.syntax.parser import parse_file


def _parse(text: str, dialect: str | None = None) -> tuple[FileNode, list[str]]:
    findings = Findings(Version.parse(dialect) if dialect else None)
    node = parse_file(text, path="x", findings=findings)
    return node, [f"{each.position.line}:{each.position.column} {each.rule}" for each in findings.diagnostics]


def _plain(node: ValueNode) -> object:
    match node:
        case ObjectNode(pairs=pairs):
            return {pair.key.value: _plain(pair.value) for pair in pairs}
        case ListNode(items=items):
            return [_plain(item) for item in items]
        case StringNode(value=text):
            return text
        case ConstantNode(value=constant):
            return constant


def _items(file: FileNode) -> list[object]:
    """Objects as plain data, comments as their texts, broken expressions as ``!name``."""
    items: list[object] = []
    for item in file.items:
        if isinstance(item, ObjectNode):
            items.append(_plain(item))
        elif isinstance(item, CommentRun):
            items.append([line.text for line in item.lines])
        elif isinstance(item, BrokenNode):
            items.append(f"!{item.name}")
    return items


def test_values() -> None:
    file, findings = _parse("{ 'command': 'a', 'data': { '*b': ['str'], 'c': {} }, 'gen': false, 'boxed': true }\n")
    assert findings == []
    assert _items(file) == [
        {"command": "a", "data": {"*b": ["str"], "c": {}}, "gen": False, "boxed": True},
    ]


def test_positions() -> None:
    file, _ = _parse("\n{ 'enum': 'A',\n\t'data': [ 'x',\n  'y' ] }\n")
    (node,) = file.items
    assert isinstance(node, ObjectNode)
    assert node.position == ("x", 2, 1)
    values = node.pairs[1].value
    assert isinstance(values, ListNode)
    assert [node.pairs[1].key.position, values.position, *(each.position for each in values.items)] == [
        ("x", 3, 2),
        ("x", 3, 10),
        ("x", 3, 12),
        ("x", 4, 3),
    ]
    assert file.end == ("x", 4, 10)


def test_comments() -> None:
    """Comments between expressions are kept line by line; comments in expressions and after them on a line are not."""
    file, findings = _parse("# a\n\n  #b \n{ 'enum': 'A', # '\n # }\n 'data': [] } # c\n# d\n{ 'enum': 'B' }\n#\n##")
    assert findings == []
    assert _items(file) == [[" a", "b "], {"enum": "A", "data": []}, [" d"], {"enum": "B"}, ["", "#"]]
    run = file.items[0]
    assert isinstance(run, CommentRun)
    assert [(line.line, line.column) for line in run.lines] == [(1, 1), (3, 3)]


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n", "\n# only a comment"])
def test_nothing(text: str) -> None:
    file, findings = _parse(text)
    assert findings == []
    assert not any(isinstance(item, (ObjectNode, BrokenNode)) for item in file.items)


@pytest.mark.parametrize(
    ("text", "findings", "strict"),
    [
        ("{ 'enum': 'A'\n  'data': [] }", ["1:14 missing-comma"], ["2:3 missing-comma"]),
        ("{ 'enum': 'A', 'data': [] ,\n }", ["1:27 trailing-comma"], ["2:2 trailing-comma"]),
        ("{ , 'enum': 'A', 'data': [] }", ["1:3 extra-comma"], None),
        ("{ 'enum': 'A',, 'data': [] }", ["1:15 extra-comma"], None),
        ("{ 'enum' 'A', 'data': [] }", ["1:10 missing-colon"], None),
        ("{ \"enum\": 'A', 'data': [] }", ["1:3 double-quotes"], None),
        ("{ enum: 'A', 'data': [] }", ["1:3 stray-text"], None),
        ("{ 'enum': 'A', 'data': []; }", ["1:26 stray-text"], None),
        ("{ 'enum': 'A', 'data': []\N{NO-BREAK SPACE}}", ["1:26 stray-text"], None),
        ("{ 'enum': 'x', 'enum': 'A', 'data': [] }", ["1:24 duplicate-key"], None),
    ],
)
def test_read_around(text: str, findings: list[str], strict: list[str] | None) -> None:
    """There is one finding, and the definition is kept; a release's tools see some mistakes only at the next token."""
    file, found = _parse(text)
    assert _items(file) == [{"enum": "A", "data": []}]
    assert found == findings
    assert _parse(text, "10.2")[1] == (strict or findings)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("{ 'enum': 'A', 'data': [ 'x' }", "1:30 syntax-error"),
        ("{ 'enum': 'A', 'data': [ 'x' ]", "1:31 syntax-error"),
        ("{ 'enum': 'A', 'data': [ 'x': 'y' ] }", "1:29 syntax-error"),
        ("{ 'enum': 'A', 'data': }", "1:24 syntax-error"),
        ("{ 'enum': 'A', [] }", "1:16 syntax-error"),
        ("{ 'enum': 'A, 'data': [] }", "1:16 stray-text"),
        ("{ 'enum': 'A', 'data': [ 'x ] }", "1:26 unterminated-string"),
        ("{ 'enum': 'A', 'data': [ 'x',", "1:30 syntax-error"),
        ("{ 'enum': 'A', 'data': " + "[" * 10_000 + "]" * 10_000 + " }", "1:123 deep-nesting"),
    ],
)
def test_lost_definitions(text: str, finding: str) -> None:
    """A definition that cannot be read gives one finding, and the next definition is read completely."""
    file, found = _parse(f"{text}\n##\n# @B:\n##\n{{ 'enum': 'B', 'data': [] }}\n")
    assert len(found) == 1
    assert _items(file)[0] == "!A" or finding.endswith("stray-text")
    assert _items(file)[-2:] == [["#", " @B:", "#"], {"enum": "B", "data": []}]
    _, alone = _parse(text)
    assert alone == [finding]


def test_lost_without_columns() -> None:
    """If brackets match, a definition ends where they close, wherever lines begin."""
    file, found = _parse("  { 'enum': 'A', 'data': [ 'x' : ] } { 'enum': 'B' }\n\n    { 'enum': 'C' }\n")
    assert found == ["1:32 syntax-error"]
    assert _items(file) == ["!A", {"enum": "B"}, {"enum": "C"}]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("'string'\n[ ]\n{ 'enum': 'A' }", ["1:1 top-level-value"]),
        ("'{' 'a' ':' 'b' '}'\n{ 'enum': 'A' }", ["1:1 top-level-value"]),
        ("[ { 'enum': 'A' },\n ]", ["1:1 top-level-value"]),
        ("{ 'enum': 'A' } }\n", ["1:17 top-level-value"]),
        ("; { 'enum': 'A' }", ["1:1 stray-text"]),
        ("{} { 'enum': 'A' }", ["1:1 unknown-expression"]),
    ],
)
def test_between_definitions(text: str, findings: list[str]) -> None:
    file, found = _parse(text)
    assert found == findings
    assert _items(file) == [{"enum": "A"}]


@pytest.mark.parametrize(
    ("dialect", "value", "findings"),
    [
        (None, "a\\b", ["1:11 unknown-escape"]),
        ("1.0", "a\\xb", []),
        ("1.2", "axb", []),
        ("2.4", "axb", ["1:11 unknown-escape"]),
        ("10.2", "axb", ["1:11 unknown-escape"]),
    ],
)
def test_unknown_escape(dialect: str | None, value: str, findings: list[str]) -> None:
    text = "{ 'enum': 'a\\xb' }" if dialect else "{ 'enum': 'a\\\\b\\x' }"
    file, found = _parse(text, dialect)
    assert _items(file) == [{"enum": value if dialect else "a\\bx"}]
    assert found == findings


def test_escapes_of_json() -> None:
    """These escapes are obsolete from 4.2 on."""
    text = "{ 'enum': '\\u0041\\/\\'' }"
    for dialect, findings in ((None, []), ("4.1", []), ("4.2", ["1:11 obsolete-escape"])):
        file, found = _parse(text, dialect)
        assert _items(file) == [{"enum": "A/'"}]
        assert found == findings
    assert _parse("{ 'enum': '\\u20ac' }")[1] == ["1:11 unknown-escape"]


def test_characters() -> None:
    assert _parse("{ 'enum': 'A\x7f' }")[1] == ["1:11 unprintable-character"]
    assert _parse("{ 'enum': 'Ä' }")[1] == ["1:11 non-ascii-string"]
    assert _parse("# Ä")[1] == []


def test_severities() -> None:
    """A mistake that was accepted at some time is no error in the dialects of that time."""
    text = "{ 'enum': 'A' 'data': [] }"
    for dialect, severity in ((None, Severity.NOTE), ("1.5", Severity.NOTE), ("1.6", Severity.ERROR)):
        findings = Findings(Version.parse(dialect) if dialect else None)
        parse_file(text, path="x", findings=findings)
        assert [each.severity for each in findings.diagnostics] == [severity]


_DEFINITION = (
    "{ 'enum': 'A',\n  'data': [ 'x',\n            { 'name': 'y', 'if': 'Y' },\n            { 'name': 'z' } ] }\n"
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{ 'enum'", "'enum'"),  # values in braces are no definitions
        ("{ 'enum'", "[ 'enum'"),
        ("{ 'enum'", "12 'enum'"),
        ("{ 'enum'", "'enum' {"),
        ("{ 'enum'", "{ { 'enum'"),
        ("'enum'", "'enum' 'enum'"),
        ("'A'", "'A' 'A'"),
        ("'A',", "'A' ,: "),
        ("'data':", "'data' :}"),
        ("'data': [", "'data': ["),
        ("'x',", "'x' }"),
        ("'x',", "'x' ]"),
        ("{ 'name': 'z'", "[ 'name': 'z'"),
        ("'name': 'y',", "'name': 'y' 'y',"),
        ("'name': 'y',", "'name': 'y' 'no' ;"),
        ("'if': 'Y' }", "'if': 'Y' } }"),
        ("'if': 'Y' }", "'if': 'Y'"),
        ("'z' } ] }", "'z' } } ]"),
        ("'z' } ] }", "'z' } ]"),
        ("'z' } ] }", "'z' } ] ] }"),
    ],
)
@pytest.mark.parametrize("dialect", [None, "10.2"])
def test_one_mistake_is_one_finding(wrong: str, right: str, dialect: str | None) -> None:
    """This holds wherever the mistake leaves the reader; the next definition is read with the comment before it."""
    following = "\n##\n# @B:\n##\n{ 'enum': 'B', 'data': [] }\n"
    assert wrong in _DEFINITION
    file, found = _parse(_DEFINITION.replace(wrong, right, 1) + following, dialect)
    assert len(found) == (wrong != right)
    assert _items(file)[0] in ("!A", {"enum": "A", "data": ["x", {"name": "y", "if": "Y"}, {"name": "z"}]})
    assert _items(file)[1:] == [["#", " @B:", "#"], {"enum": "B", "data": []}]


def test_two_mistakes_are_two_findings() -> None:
    text = "{ 'union': 'A'\n  'base': {},\n  'discriminator': 'b',\n  'data': }\n{ 'enum': 'B' }\n"
    assert _parse(text, "10.2")[1] == ["2:3 missing-comma", "4:11 syntax-error"]


def test_rubbish_is_given_up() -> None:
    file, findings = _parse("{ 'a' }\n" * 5000)
    assert len(findings) == 1001
    assert findings[-1].endswith("too-many-errors")
    assert len(file.items) <= 1001
