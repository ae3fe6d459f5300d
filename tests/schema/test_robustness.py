"""Whatever the input: no traceback, no hang, and a finding with a place unless it is a schema."""

from __future__ import annotations

import os
import random
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_qapi.schema.load import UnreadableSchema, load_schema
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.syntax.expressions import EXPRESSION_KINDS

_EXAMPLES = int(os.environ.get("SPHINX_QAPI_EXAMPLES", "300"))
"""How many inputs are tried; a longer run sets the variable."""
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
    """Lines and words deleted, doubled and swapped; most of the definitions are read all the same."""
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
_MEMBERS = range(5000)
_UNCLOSED = b"{ 'enum': 'A', 'data': [\n"
_CHAIN = b"".join(b"{ 'struct': 'S%d', 'base': 'S%d', 'data': {} }\n" % (number, number + 1) for number in range(5000))
HOSTILE = {
    "deep lists": b"{ 'enum': 'A', 'data': " + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "deep objects": b"{ 'struct': 'A', 'data': " + b"{ 'a': " * 10_000 + b"'b'" + b"}" * 10_000 + b"}",
    "deep conditions": b"{ 'event': 'A', 'if': " + b"{ 'not': " * 10_000 + b"'B'" + b"}" * 10_000 + b"}",
    "deep C condition": b"{ 'event': 'A', 'if': '" + b"!(" * 10_000 + b"B" + b")" * 10_000 + b"' }",
    "opening brackets": b"{" * 300_000,
    "unclosed definitions": _UNCLOSED * 20_000,
    "some unclosed definitions": (_UNCLOSED + b"{ 'enum': 'B', 'data': [] },\n" * 20) * 1000,
    "quotes": b"'" * 1_000_000,
    "backslashes": b"{ 'enum': '" + b"\\" * 1_000_001 + b"', 'data': [] }",
    "blank lines": b"#" + b"\n" * 1_000_000,
    "one line": b"{ 'enum': " * 50_000,
    "empty objects": b"{}" * 300_000,
    "chain of bases": _CHAIN,
    "circle of bases": _CHAIN + b"{ 'struct': 'S5000', 'base': 'S0', 'data': {} }\n",
    "unknown types": b"".join(b"{ 'struct': 'S%d', 'data': { 'a': 'T%d' } }\n" % (n, n) for n in range(3000)),
    "long comment": b"##\n# @weigh:\n#\n" + (_SENTENCE * 4 + b"#\n") * 4000 + b"##\n{ 'command': 'weigh' }\n",
    "long comments": (b"##\n# @weigh:\n#\n" + _SENTENCE + b"##\n{ 'command': 'weigh' }\n\n") * 8000,
    "undeclared members": b"##\n# @weigh:\n#\n"
    + b"".join(b"# @bin%d: how full\n" % number for number in _MEMBERS)
    + b"##\n{ 'command': 'weigh', 'data': { "
    + b", ".join(b"'sack%d': 'int'" % number for number in _MEMBERS)
    + b" } }\n",
    "definitions twice": b"{ 'enum': 'Enum', 'data': [] }\n" * 20_000,
    "long name": b"{ 'enum': '" + b"x" * 1_000_000 + b"', 'data': [] }",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile(case: str, tmp_path: Path) -> None:
    """In seconds, and not thousands upon thousands of findings."""
    start = time.process_time()
    result = _load(HOSTILE[case], tmp_path)
    assert time.process_time() - start < 30
    assert len(result.diagnostics) < 5000
    assert all(len(each.message) < 1000 for each in result.diagnostics)


LINEAR = ["quotes", "unclosed definitions", "opening brackets", "chain of bases", "long comment", "long comments"]


@pytest.mark.parametrize("case", LINEAR)
def test_linear(case: str, tmp_path: Path) -> None:
    """Four times as much takes about four times as long."""

    def seconds(data: bytes) -> float:
        start = time.process_time()
        _load(data, tmp_path)
        return time.process_time() - start

    data = HOSTILE[case]
    quarter = min(seconds(data[: len(data) // 4]) for _ in range(3))
    # Half way to quadratic, and three attempts: other work on the machine must not fail it.
    assert any(seconds(data) < 10 * quarter + 0.5 for _ in range(3))


def test_memory_of_a_long_comment(tmp_path: Path) -> None:
    """A comment of any length takes less than ten times its size."""
    _load(HOSTILE["long comment"][:1000], tmp_path)  # imports, and what is made once
    data = HOSTILE["long comment"]
    tracemalloc.start()
    try:
        _load(data, tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * len(data)


def test_line_ends(tmp_path: Path) -> None:
    """CR and CRLF are line ends, also in a file of all three."""
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
