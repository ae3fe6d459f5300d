"""Expressions of large files: kept as offsets, and read again when their meaning is needed.

Nodes take some fifteen times as much memory as their text. The nodes of all files would be needed at once, as the whole
schema decides on the dialect, and the dialect decides what an expression means.
"""

from __future__ import annotations

import re

from sphinx_qapi.source.findings import NoFindings
from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.keywords import A_DEFINITION, KEYWORDS
from sphinx_qapi.syntax.nodes import ObjectNode
from sphinx_qapi.syntax.values import ValueReader

LARGE = 1 << 20
"""Above this number of characters, the expressions of a file are read twice."""
MUCH = 2 * LARGE
"""Above this number of characters in all files of a schema so far, expressions of small files are read twice, too."""
_HEAD = re.compile(rf"\{{\s*+'{A_DEFINITION}'\s*+:\s*+'([^'\\\n]*[^'\\\s][^'\\\n]*)'")
"""Pattern of the beginning of nearly all definitions."""


class LazyDefinitions:
    """The definitions of a text, by the offsets at which they begin; reading them again reports nothing."""

    def __init__(self, text: str, path: str, dialect: Version | None) -> None:
        self._text = text
        self._reader = ValueReader(text, path, NoFindings(dialect))
        self._reader.waits = True
        self._lines = LineCounter(text, path)

    def node(self, offset: int) -> ObjectNode:
        """The definition at *offset*, read again."""
        reader = self._reader
        reader.open = []
        reader.reported = 0
        reader.go_to(offset)
        reader.advance()
        return reader.object()

    def name(self, offset: int) -> str:
        """The name of the definition at *offset*."""
        match = _HEAD.match(self._text, offset)
        assert match is not None, "only such definitions are noted by their offsets"
        return match[1]

    def position(self, offset: int) -> Position:
        """Where the definition at *offset* begins; fastest in rising order of offsets."""
        return self._lines.position(offset)


def can_wait(text: str, offset: int, node: ObjectNode) -> bool:
    """Whether *node*, read at *offset* of *text*, is a definition whose name `LazyDefinitions.name` finds."""
    match = _HEAD.match(text, offset)
    return match is not None and match[1].isprintable() and match[1].isascii() and _has_one_keyword(node)


def _has_one_keyword(node: ObjectNode) -> bool:
    return not any(pair.key.value in KEYWORDS for pair in node.pairs[1:])
