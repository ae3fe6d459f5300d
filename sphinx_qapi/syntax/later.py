"""Expressions of large files: noted by where they begin, and read again when it is known what they mean.

Nodes take some fifteen times as much memory as the text that they are made of, and of all files they are needed
together, for what the whole schema says tells its dialect, which tells what an expression means.
"""

from __future__ import annotations

import re

from sphinx_qapi.source.findings import NoFindings
from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import ObjectNode
from sphinx_qapi.syntax.values import ValueReader

LARGE = 1 << 20
"""Characters of a file whose expressions are read twice."""
MUCH = 2 * LARGE
"""Characters of the files of a schema behind which the same goes for all others, however small they are."""
_HEAD = re.compile(r"\{\s*+'(?:enum|type|struct|union|alternate|command|event)'\s*+:\s*+'([^'\\\n]*[^'\\\s][^'\\\n]*)'")
"""What nearly all definitions begin with."""


class Definitions:
    """The definitions of a text, by the offsets at which they begin; nothing that is wrong in them is told again."""

    def __init__(self, text: str, path: str, dialect: Version | None) -> None:
        self._text = text
        self._reader = ValueReader(text, path, NoFindings(dialect))
        self._reader.waits = True
        self._lines = LineCounter(text, path)

    def node(self, offset: int) -> ObjectNode:
        """The definition at *offset*, as it was read before."""
        reader = self._reader
        reader.open = []
        reader.reported = 0
        reader.go_to(offset)
        reader.advance()
        return reader.object()

    def name(self, offset: int) -> str:
        """What the definition at *offset* is called."""
        match = _HEAD.match(self._text, offset)
        assert match is not None, "only such definitions are noted by their offsets"
        return match[1]

    def position(self, offset: int) -> Position:
        """Where the definition at *offset* begins; quick where it is asked in order."""
        return self._lines.position(offset)


def can_wait(text: str, offset: int, node: ObjectNode) -> bool:
    """Whether *node*, read at *offset* of *text*, is a definition of which the text tells the name at once."""
    match = _HEAD.match(text, offset)
    return match is not None and match[1].isprintable() and match[1].isascii() and _has_one_keyword(node)


def _has_one_keyword(node: ObjectNode) -> bool:
    return not any(pair.key.value in _KEYWORDS for pair in node.pairs[1:])


_KEYWORDS = frozenset({"include", "pragma", "enum", "type", "struct", "union", "alternate", "command", "event"})
