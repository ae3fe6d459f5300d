"""Which dialect a schema is written in, judged by what it uses and no longer uses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_qapi.source.rules import NEWEST
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comment_signs import comment_signs
from sphinx_qapi.syntax.expression_signs import expression_signs
from sphinx_qapi.syntax.nodes import DocBlockNode, FileNode
from sphinx_qapi.syntax.signs import Sign

OLDEST = Version((0, 14))
"""The first release that had schemas."""

INTRODUCED = {
    Sign.INCLUDE: Version((2, 1)),
    Sign.EVENT: Version((2, 1)),
    Sign.STRUCT: Version((2, 4)),
    Sign.ALTERNATE: Version((2, 4)),
    Sign.BOOLEAN: Version((2, 4)),
    Sign.PREFIX: Version((2, 5)),
    Sign.TYPE_ANY: Version((2, 5)),
    Sign.INLINE_BASE: Version((2, 6)),
    Sign.BOXED: Version((2, 7)),
    Sign.PRAGMA: Version((2, 9)),
    Sign.EQUALS_HEADING: Version((2, 9)),
    Sign.TYPE_NULL: Version((2, 10)),
    Sign.ALLOW_OOB: Version((2, 12)),
    Sign.IF: Version((3, 0)),
    Sign.ALLOW_PRECONFIG: Version((3, 0)),
    Sign.MEMBER_OBJECT: Version((4, 0)),
    Sign.STRUCT_FEATURES: Version((4, 1)),
    Sign.COMMAND_FEATURES: Version((4, 2)),
    Sign.FEATURES: Version((5, 0)),
    Sign.COROUTINE: Version((5, 2)),
    Sign.REST: Version((5, 2)),
    Sign.MODELINE: Version((5, 2)),
    Sign.PRAGMA_EXCEPTIONS: Version((6, 0)),
    Sign.CONDITION: Version((6, 2)),
    Sign.VALUE_FEATURES: Version((6, 2)),
    Sign.LIST_ALTERNATIVE: Version((7, 1)),
    Sign.HANGING_TEXT: Version((8, 1)),
    Sign.ERRORS_TAG: Version((9, 0)),
    Sign.DOCUMENTATION_EXCEPTIONS: Version((9, 0)),
    Sign.QMP_EXAMPLE: Version((9, 1)),
    Sign.UNDERLINED_TITLE: Version((10, 1)),
}
"""The first release that has each sign."""

LAST = {
    Sign.TYPE: Version((2, 3)),
    Sign.STRING_FLAG: Version((2, 3)),
    Sign.ANONYMOUS_UNION: Version((2, 3)),
    Sign.TYPE_VISITOR: Version((2, 4)),
    Sign.SYMBOL_WITHOUT_COLON: Version((2, 7)),
    Sign.OPTIONAL_MARK: Version((2, 8)),
    Sign.EXAMPLE_LINE: Version((5, 1)),
    Sign.UNALIGNED_TEXT: Version((5, 1)),
    Sign.PRAGMA_WHITELIST: Version((5, 2)),
    Sign.SIMPLE_UNION: Version((6, 1)),
    Sign.C_CONDITION: Version((6, 1)),
    Sign.UNINDENTED_EXAMPLE: Version((8, 2)),
    Sign.NOTE_TAG: Version((9, 0)),
    Sign.EQUALS_HEADING: Version((10, 0)),
}
"""The last release that has each sign."""

_SINCE = re.compile(r"\b[Ss]ince(?:\s*:)?\s+(?:QEMU\s+)?v?(\d+(?:\.\d+)+)")


def detect_dialect(files: Sequence[FileNode], blocks: Sequence[DocBlockNode]) -> Version:
    """The release whose language *files* with their doc comments *blocks* are most likely written in.

    What the schema uses was introduced at some release and dropped at another; both bound the answer. Within the
    bounds it is the newest version that any ``Since`` names, or else the upper bound: another project's versions
    say nothing about the language. What is new weighs more than what looks old, which may be a slip.
    """
    signs = expression_signs(files) | comment_signs(blocks)
    lower = max((INTRODUCED[sign] for sign in signs if sign in INTRODUCED), default=OLDEST)
    upper = min((LAST[sign] for sign in signs if sign in LAST and LAST[sign] >= lower), default=NEWEST)
    newest = _newest_since(blocks)
    return newest if newest is not None and lower <= newest <= upper else upper


def _newest_since(blocks: Sequence[DocBlockNode]) -> Version | None:
    texts = {
        match[1]
        for block in blocks
        for line in block.lines
        if "ince" in line.text
        for match in _SINCE.finditer(line.text)
    }
    newest = max((Version.parse(text) for text in texts), default=None)
    return None if newest is None else Version(newest.numbers[:2])
