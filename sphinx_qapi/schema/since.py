"""Versions stated in doc comments: ``Since:`` of definitions, ``(since 2.1)`` in the text of members."""

from __future__ import annotations

import re

from sphinx_qapi.schema.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

_VERSION = r"\d+(?:\.\d+)+"
_TAGGED = re.compile(rf"v?({_VERSION})")
_STATEMENT = rf"""
    (?<!deprecated\s) \b[Ss]ince:?\s+
    (?: QEMU\s+ (?= v?{_VERSION} (?!,?\s[a-z]) ) )?  # where words follow, the sentence tells of something else
    (?P<text> v?(?P<version>{_VERSION}) )
"""
_INLINE = re.compile(_STATEMENT, re.VERBOSE)
_PARAGRAPH = re.compile(rf"(?: \A | \n\n ) \(? {_STATEMENT} \)? \.? (?= \n\n | \Z )", re.VERBOSE)
_BOUNDARY = re.compile(r"[()]|\.(?=\s|$)|\n\n")


def tagged_since(text: Text, position: Position) -> Since | None:
    """The version that begins *text*, which stands behind ``Since:``; None where there is none."""
    words = " ".join(text.lines).strip()
    match = _TAGGED.match(words)
    return Since(version=Version.parse(match[1]), text=words, position=position) if match else None


def since_of(text: Text) -> Since | None:
    """The first version that the description *text* of a member or feature states to be its own.

    That is ``(since 2.1)`` in all variants, also beside a default or broken over two lines, and ``Since 2.1`` in
    a sentence of its own or at the end of one. ``since QEMU 2.1 it can …`` tells of a change and is none. A statement
    that is a paragraph of its own is about all of the text, so it counts before those within others.
    """
    if not any("ince" in line for line in text.lines):
        return None
    words = "\n".join(text.lines)
    match = _PARAGRAPH.search(words) or _INLINE.search(words)
    if match is None:
        return None
    start = match.start("text")
    line = words.count("\n", 0, start)
    return Since(
        version=Version.parse(match["version"]),
        text=" ".join(words[start : _end(words, match.end("text"))].split()),
        position=Position(text.path, text.numbers[line]),
    )


def _end(words: str, start: int) -> int:
    """Where the statement ends: at the parenthesis that closes around it, or with its sentence."""
    depth = 0
    for match in _BOUNDARY.finditer(words, start):
        if match[0] == "(":
            depth += 1
        elif match[0] != ")":
            if not depth:
                return match.start()
        elif depth:
            depth -= 1
        else:
            return match.start()
    return len(words)
