"""Whatever the input: no traceback, no hang, and a finding with a place unless the input is a schema."""

from __future__ import annotations

import os
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_qapi.schema.load import UnreadableSchema, load_schema
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.syntax.expressions import EXPRESSION_KINDS
from tests.growth import TIMES, assert_linear

_EXAMPLES = int(os.environ.get("SPHINX_QAPI_EXAMPLES", "300"))
"""The number of inputs that are tried; set the environment variable for a longer run."""
_RELAXED = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_WORDS = ("data", "base", "discriminator", "if", "features", "name", "returns", "boxed", "A", "a", "*a", "int", "all")
_PIECES = st.sampled_from(
    [
        *"{}[]:,'\"#\\\n\t ",
        "##\n",
        "# @A:\n",
        "# @a: text\n",
        "# Since: 1.0\n",
        "\n",
        *(f"'{word}'" for word in (*EXPRESSION_KINDS, *_WORDS)),
        "{ 'enum': 'E', 'data': [ 'a' ] }\n",
        "{ 'struct': 'S', 'base': 'S', 'data': { 'a': 'E' } }\n",
        "true",
        "word",
        "é",
        "\0",
    ]
)


def _load(data: bytes, folder: Path, dialect: str = "auto") -> LoadResult:
    path = folder / "x.json"
    path.write_bytes(data)
    result = load_schema(path, dialect=dialect)
    for each in result.diagnostics:
        assert each.position.line >= 1
        assert each.position.column >= 1
        assert each.message
        assert "\n" not in each.message
    return result


@given(data=st.binary(max_size=400), dialect=st.sampled_from(["auto", "1.0", "2.9", "10.2"]))
@_RELAXED
def test_bytes(data: bytes, dialect: str, tmp_path: Path) -> None:
    result = _load(data, tmp_path, dialect)
    is_blank = all(not line.strip() or line.strip().startswith(b"#") for line in data.splitlines())
    assert result.schema.definitions or result.diagnostics or is_blank


@given(pieces=st.lists(_PIECES, max_size=60), dialect=st.sampled_from(["auto", "1.0", "2.9", "10.2"]))
@_RELAXED
def test_pieces_of_schemas(pieces: list[str], dialect: str, tmp_path: Path) -> None:
    _load("".join(pieces).encode(), tmp_path, dialect)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["1.1/qapi-schema.json", "4.2/qapi/ui.json", "10.2.2/qapi/net.json"])
def test_mutated_schemas(name: str, shared: Path, tmp_path: Path) -> None:
    """Lines and words are deleted, doubled and swapped; most definitions are still read."""
    text = (shared / "corpus" / name).read_text()
    chance = random.Random(name)
    whole = len(_load(text.encode(), tmp_path).schema.definitions)
    for _ in range(40 * _EXAMPLES // 300):
        pieces = text.splitlines(keepends=True) if chance.random() < 0.5 else text.split(" ")
        joint = "" if pieces[0].endswith("\n") else " "
        for _ in range(3):
            first, second = chance.randrange(len(pieces)), chance.randrange(len(pieces))
            match chance.randrange(3):
                case 0:
                    del pieces[first]
                case 1:
                    pieces.insert(first, pieces[first])
                case _:
                    pieces[first], pieces[second] = pieces[second], pieces[first]
        result = _load(joint.join(pieces).encode(), tmp_path)
        assert len(result.schema.definitions) >= whole - 8


_SENTENCE = b"# Weighs what is in a bin, and says how much it is, in sacks.\n"
_UNCLOSED = b"{ 'enum': 'A', 'data': [\n"


def _chain(length: int) -> bytes:
    return _each(length, b"{ 'struct': 'S%d', 'base': 'S%d', 'data': {} }\n", 2)


def _each(count: int, text: bytes, numbers: int = 1) -> bytes:
    """The *text* for each number below *count*, filled with *numbers* consecutive numbers from that number on."""
    return b"".join(text % tuple(range(number, number + numbers)) for number in range(count))


def _long_comment(paragraphs: int) -> bytes:
    return b"##\n# @weigh:\n#\n" + (_SENTENCE * 4 + b"#\n") * paragraphs + b"##\n{ 'command': 'weigh' }\n"


HOSTILE: dict[str, tuple[Callable[[int], bytes], int]] = {
    "deep lists": (lambda n: b"{ 'enum': 'A', 'data': " + b"[" * n + b"]" * n + b"}", 10_000),
    "deep objects": (lambda n: b"{ 'struct': 'A', 'data': " + b"{ 'a': " * n + b"'b'" + b"}" * n + b"}", 10_000),
    "deep conditions": (lambda n: b"{ 'event': 'A', 'if': " + b"{ 'not': " * n + b"'B'" + b"}" * n + b"}", 10_000),
    "deep C condition": (lambda n: b"{ 'event': 'A', 'if': '" + b"!(" * n + b"B" + b")" * n + b"' }", 10_000),
    "opening brackets": (lambda n: b"{" * n, 300_000),
    "unclosed definitions": (lambda n: _UNCLOSED * n, 8_000),
    "some unclosed definitions": (lambda n: (_UNCLOSED + b"{ 'enum': 'B', 'data': [] },\n" * 20) * n, 400),
    "quotes": (lambda n: b"'" * n, 1_000_000),
    "backslashes": (lambda n: b"{ 'enum': '" + b"\\" * (n + 1) + b"', 'data': [] }", 1_000_000),
    "blank lines": (lambda n: b"#" + b"\n" * n, 1_000_000),
    "one line": (lambda n: b"{ 'enum': " * n, 50_000),
    "empty objects": (lambda n: b"{}" * n, 300_000),
    "chain of bases": (_chain, 5000),
    "circle of bases": (lambda n: _chain(n) + b"{ 'struct': 'S%d', 'base': 'S0', 'data': {} }\n" % n, 5000),
    "unknown types": (lambda n: _each(n, b"{ 'struct': 'S%d', 'data': { 'a': 'T%d' } }\n", 2), 3000),
    "long comment": (_long_comment, 4000),
    "long comments": (lambda n: (b"##\n# @weigh:\n#\n" + _SENTENCE + b"##\n{ 'command': 'weigh' }\n\n") * n, 4000),
    "undeclared members": (
        lambda n: (
            b"##\n# @weigh:\n#\n"
            + _each(n, b"# @bin%d: how full\n")
            + b"##\n{ 'command': 'weigh', 'data': { "
            + _each(n, b"'sack%d': 'int', ")
            + b"'sack': 'int' } }\n"
        ),
        5000,
    ),
    "definitions twice": (lambda n: b"{ 'enum': 'Enum', 'data': [] }\n" * n, 8_000),
    "long name": (lambda n: b"{ 'enum': '" + b"x" * n + b"', 'data': [] }", 1_000_000),
}
"""By name, a function that makes an input of a size, and the largest size that is tried."""


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile(case: str, tmp_path: Path) -> None:
    """There are fewer than 5,000 findings, and the time is linear."""
    make, size = HOSTILE[case]
    result = _load(make(size), tmp_path)
    assert len(result.diagnostics) < 5000
    assert all(len(each.message) < 1000 for each in result.diagnostics)
    assert_linear(lambda data: _load(data, tmp_path), make(size // TIMES), make(size))


def test_a_type_that_extends_an_earlier_one_of_its_name(tmp_path: Path) -> None:
    """The second type is not part of the base chain of the first, which would have no end."""
    text = "{ 'struct': 'A', 'data': { 'a': 'int' } }\n{ 'struct': 'A', 'base': 'A', 'data': { 'a': 'str' } }\n"
    result = _load(text.encode(), tmp_path)
    rules = {each.rule for each in result.diagnostics}
    assert "duplicate-definition" in rules
    assert "recursive-type" not in rules, "neither contains itself"


def test_memory_of_a_long_comment(tmp_path: Path) -> None:
    """Reading a comment of any length takes less memory than ten times its size."""
    _load(_long_comment(10), tmp_path)  # so that imports and caches are not measured
    data = _long_comment(4000)
    tracemalloc.start()
    try:
        _load(data, tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * len(data)


def test_line_ends(tmp_path: Path) -> None:
    """LF, CR and CRLF are line ends, also if one file contains all three."""
    for end in (b"\n", b"\r", b"\r\n"):
        lines = [b"##", b"# @Enum:", b"#", b"# @a: b", b"##", b"{ 'enum': 'Enum',", b"  'data': [ 'a', 'A' ] }", b""]
        result = _load(end.join(lines), tmp_path, "10.2")
        assert [(each.rule, each.position.line) for each in result.diagnostics if each.severity is Severity.ERROR] == [
            ("name-style", 6),
            ("undocumented-member", 6),
        ]


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSchema):
        load_schema(tmp_path)
