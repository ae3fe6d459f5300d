"""Signs of age in doc comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from sphinx_qapi.syntax.dialect_signs import DialectSign
from sphinx_qapi.syntax.nodes import DocBlockNode

_NOTE_TAG = (re.compile(r"(?:Notes?|Examples?):(?!:)"), DialectSign.NOTE_TAG)
_UNINDENTED_EXAMPLE = (re.compile(r"(?:->|<-)\s"), DialectSign.UNINDENTED_EXAMPLE)
_BEGINNINGS = {
    "@": ((re.compile(r"@[^\s:]+\s*:\s+#optional\b"), DialectSign.OPTIONAL_MARK),),
    "E": ((re.compile(r"Errors:(?:\s|$)"), DialectSign.ERRORS_TAG), _NOTE_TAG),
    "N": (_NOTE_TAG,),
    "|": ((re.compile(r"\| (?:->|<-)"), DialectSign.EXAMPLE_LINE),),
    "-": (_UNINDENTED_EXAMPLE,),
    "<": (_UNINDENTED_EXAMPLE,),
    ".": (
        (re.compile(r"\.\. qmp-example::"), DialectSign.QMP_EXAMPLE),
        (re.compile(r"\.\. [a-z-]+::"), DialectSign.REST),
    ),
}
"""Patterns of the beginning of a line by its first character, each with the sign that it gives."""
_REST = re.compile(r"``[^`\s](?:[^`]*[^`\s])?``|(?<!\w)(?::[a-z]+)+:`[^`]+`")
_HEAD = re.compile(r"(?:@[^\s:]+|Returns|Since|Notes?|Errors|TODO):\s+(?=\S)")
_HEAD_INITIALS = frozenset("@RSNET")
_HEADING = re.compile(r"=+ \S")
_UNDERLINE = re.compile(r"([=\-~*^#+\"'])\1{2,}")

_BACKQUOTED = re.compile(r"(?<![\w:`\\])`([A-Za-z_][\w.-]*)`(?![\w`_])")
_FEW = 3
"""Up to this number, names between backquotes are only a habit of the author, as found in schemas of all times."""

_ALIGNED = "aligned"


def comment_signs(blocks: Iterable[DocBlockNode]) -> set[DialectSign]:
    """The signs of age in *blocks*, which are iterated several times."""
    signs: set[DialectSign] = set()
    layout: Counter[DialectSign | str] = Counter()
    for block in blocks:
        if block.symbol is None:
            _free_text(block.lines.texts, signs)
            continue
        if block.lines and ":" not in block.lines.texts[0]:
            signs.add(DialectSign.SYMBOL_WITHOUT_COLON)
        _definition(block.lines.texts, signs, layout)
    signs |= _layout_signs(layout)
    if _has_references(blocks):
        signs.add(DialectSign.BACKQUOTED_NAMES)
    return signs


def _has_references(blocks: Iterable[DocBlockNode]) -> bool:
    """Whether names of definitions that *blocks* describe occur more than `_FEW` times between backquotes."""
    names = {block.symbol for block in blocks}
    found = (
        match[1] in names
        for block in blocks
        for text in block.lines.texts
        if "`" in text
        for match in _BACKQUOTED.finditer(text)
    )
    return sum(islice(filter(None, found), _FEW + 1)) > _FEW


def _definition(texts: Sequence[str], signs: set[DialectSign], layout: Counter[DialectSign | str]) -> None:
    head: re.Match[str] | None = None
    is_rest = DialectSign.REST in signs
    for text in texts:
        if head is not None and text:
            layout[_continuation(text, head)] += 1
        initial = text[:1]
        head = _HEAD.match(text) if initial in _HEAD_INITIALS else None
        if initial in _BEGINNINGS:
            _beginning(text, signs)
        if not is_rest and _is_rest(text):
            is_rest = True
            signs.add(DialectSign.REST)


def _beginning(text: str, signs: set[DialectSign]) -> None:
    """Add the signs that the beginning of the line *text* gives."""
    for pattern, sign in _BEGINNINGS.get(text[:1], ()):
        if pattern.match(text):
            signs.add(sign)


def _is_rest(text: str) -> bool:
    """Whether *text* has a literal block, a literal or a role of reST."""
    return text.endswith("::") or ("`" in text and _REST.search(text) is not None)


def _continuation(text: str, head: re.Match[str]) -> DialectSign | str:
    """The layout of *text*, which is the line below that of *head*, as a sign or `_ALIGNED`."""
    indentation = len(text) - len(text.lstrip())
    if indentation >= head.end():
        return _ALIGNED
    if not indentation:
        return _ALIGNED if _HEAD.match(text) else DialectSign.UNALIGNED_TEXT
    return DialectSign.HANGING_TEXT


def _layout_signs(layout: Counter[DialectSign | str]) -> set[DialectSign]:
    """The sign given by the layout of continuation lines, if any; a few exceptions do not count."""
    if layout[DialectSign.HANGING_TEXT] > layout[_ALIGNED] + layout[DialectSign.UNALIGNED_TEXT]:
        return {DialectSign.HANGING_TEXT}
    if layout[DialectSign.UNALIGNED_TEXT] * 20 > layout.total():
        return {DialectSign.UNALIGNED_TEXT}
    return set()


def _free_text(texts: Sequence[str], signs: set[DialectSign]) -> None:
    if texts and _HEADING.match(texts[0]):
        signs.add(DialectSign.EQUALS_HEADING)
    for text in texts:
        if _is_rest(text):
            signs.add(DialectSign.REST)
        if text.startswith(".."):
            _beginning(text, signs)
    for title, under in pairwise(texts):
        if title and len(under) >= len(title) and _UNDERLINE.fullmatch(under):
            signs.add(DialectSign.UNDERLINED_TITLE)
