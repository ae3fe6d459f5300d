"""Versions stated in doc comments: ``Since:`` of definitions, ``(since 2.1)`` in the text of members."""

from __future__ import annotations

import re

from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

_NUMBERS = r"v?(?P<version>\d+(?:\.\d+)+)"


class VersionStyle:
    """What versions look like in the comments of a project."""

    def __init__(self, pattern: str = "") -> None:
        """*pattern* is a regular expression for a whole version; numbers with dots where it is empty.

        Raises ValueError if it is none.
        """
        version = f"(?P<version>(?-x:{pattern}))" if pattern else _NUMBERS
        plain = re.sub(r"\(\?P<\w+>", "(?:", version)
        statement = rf"""
            (?<!deprecated\s) \b[Ss]ince:?\s+
            (?: QEMU\s+ (?= {plain} (?!,?\s[a-z]) ) )?  # where words follow, the sentence tells of something else
            (?P<text> {version} )
        """
        try:
            self.tagged = re.compile(version)
            self.inline = re.compile(statement, re.VERBOSE)
            self.paragraph = re.compile(rf"(?: \A | \n\n ) \(? {statement} \)? \.? (?= \n\n | \Z )", re.VERBOSE)
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from None


PLAIN = VersionStyle()
"""Numbers with dots, as in QEMU."""
_BOUNDARY = re.compile(r"[()]|\.(?=\s|$)|\n\n")


def tagged_since(text: Text, position: Position, style: VersionStyle = PLAIN) -> Since | None:
    """The version that begins *text*, which stands behind ``Since:``; None where there is none."""
    words = " ".join(text.lines).strip()
    version = _version(style.tagged.match(words))
    return Since(version=version, text=words, position=position) if version else None


def since_of(text: Text, style: VersionStyle = PLAIN) -> Since | None:
    """The first version that the description *text* of a member or feature states to be its own.

    That is ``(since 2.1)`` in all variants, also beside a default or broken over two lines, and ``Since 2.1`` in
    a sentence of its own or at the end of one. ``since QEMU 2.1 it can …`` tells of a change and is none. A statement
    that is a paragraph of its own is about all of the text, so it counts before those within others.
    """
    if not any("ince" in line for line in text.lines):
        return None
    words = "\n".join(text.lines)
    match = style.paragraph.search(words) or style.inline.search(words)
    version = _version(match)
    if match is None or version is None:
        return None
    start = match.start("text")
    line = words.count("\n", 0, start)
    return Since(
        version=version,
        text=" ".join(words[start : _end(words, match.end("text"))].split()),
        position=text.position(line, start - words.rfind("\n", 0, start) - 1),
    )


def _version(match: re.Match[str] | None) -> Version | None:
    """The version that *match* has found; None if there are no numbers in it to tell its order."""
    try:
        return Version.read(match["version"]) if match else None
    except ValueError:
        return None


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
