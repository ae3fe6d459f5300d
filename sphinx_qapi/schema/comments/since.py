"""Versions stated in doc comments: ``Since:`` of definitions, ``(since 2.1)`` in the text of members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

_NUMBERS = r"v?(?P<version>\d+(?:\.\d+)+)"


class VersionStyle:
    """The form of versions in the comments of a project."""

    def __init__(self, pattern: str = "") -> None:
        """*pattern* is a regular expression for a whole version; if empty, versions are numbers with dots.

        Raises ValueError if it is not a valid regular expression.
        """
        version = f"(?P<version>(?-x:{pattern}))" if pattern else _NUMBERS
        said = rf"\b(?:(?P<tag>Since:)\s*|since:\s*|[Ss]ince\s+)(?:QEMU\s+)?(?P<text>{version})"
        try:
            re.compile(pattern)  # compiled alone: an extra bracket would close one of ours
            self.tagged = re.compile(rf"(?:QEMU\s+)?{version}")
            self.said = re.compile(said)
            """Pattern of a version statement."""
        except re.error as error:
            raise ValueError(f"is no regular expression: {error.msg}") from None
        except OverflowError as error:
            raise ValueError(f"is no regular expression: {error}") from None
        except RecursionError:
            raise ValueError("is no regular expression that can be read: it is nested too deep") from None


PLAIN = VersionStyle()
"""Numbers with dots, as in QEMU."""

_LANDMARK = re.compile(r"\(|\)|\n[^\S\n]*\n")
"""Pattern of what tells whether a statement is in parentheses: a bracket or blank line."""
_BOUNDARY = re.compile(r"[()]|\.(?=\s|$)|\n\n")
_PART_ENDS = re.compile(r"\s*+(?:\.?\s*+\)|[,;]|--)")
_SENTENCE_ENDS = re.compile(r"\.(?=\s)|\.?[^\S\n]*+(?:\Z|\n[^\S\n]*+(?:\n|\Z))")
_PARAGRAPH_ENDS = re.compile(r"\.?\)?\.?[^\S\n]*+(?:\Z|\n[^\S\n]*+(?:\n|\Z))")
_LINE_ENDS = re.compile(r"\.?[^\S\n]*(?:\n|\Z)")
_ITEM = re.compile(r"\s*(?:[-*o]|\d+[.)])\s")
_ENDS_OF_SENTENCES = (".", "!", "?")
_ENDS_OF_PARTS = ("(", ",", ";", "--")


class _Statement(NamedTuple):
    """Words that state a version."""

    match: re.Match[str]
    is_paragraph: bool
    """Whether the words are a paragraph of their own."""


def tagged_since(text: Text, position: Position, style: VersionStyle = PLAIN) -> Since | None:
    """The version at the beginning of *text*, which follows ``Since:``; None if there is none."""
    words = " ".join(text.lines).strip()
    version = _version(style.tagged.match(words))
    return Since(version=version, text=words, position=position) if version else None


def since_of(text: Text, style: VersionStyle = PLAIN) -> Since | None:
    """The first version that the description *text* of a member or feature states for its subject, or None.

    A statement is a part in parentheses, between commas, semicolons or dashes, that is nothing but ``since 2.1``; or it
    is a whole sentence, paragraph or line ``Since: 2.1``. Within a sentence a version is about something else: a
    default, a removal, an additional value; within a list item it is about that item. A statement that is a paragraph
    of its own is about all of the text, so it takes precedence over statements within paragraphs.
    """
    if not any("ince" in line for line in text.lines):
        return None
    words = "\n".join(text.lines)
    statements = list(_statements(words, style))
    stated = next((each for each in statements if each.is_paragraph), None) or next(iter(statements), None)
    version = _version(stated.match) if stated else None
    if stated is None or version is None:
        return None
    start = stated.match.start("text")
    line = words.count("\n", 0, start)
    return Since(
        version=version,
        text=" ".join(words[start : _end(words, stated.match.end("text"))].split()),
        position=text.position(line, start - words.rfind("\n", 0, start) - 1),
    )


def _statements(words: str, style: VersionStyle) -> Iterator[_Statement]:
    """The statements of a version in *words*, in their order."""
    items: set[int] | None = None
    depth = line = counted = read = 0
    for match in style.said.finditer(words, max(0, words.find("ince") - 1)):
        start = match.start()
        depth, read = _depth(words, read, start, depth), match.end()
        before, gap = _before(words, start)
        if _is_stated(words, match, depth, before, gap):
            items = _lines_of_items(words) if items is None else items
            line, counted = line + words.count("\n", counted, start), start
            if line in items:
                continue
            begins = _begins_paragraph(before, gap) or (
                before.endswith("(") and _begins_paragraph(*_before(words, start - len(gap) - 1))
            )
            yield _Statement(match, begins and _PARAGRAPH_ENDS.match(words, match.end()) is not None)


def _depth(words: str, start: int, end: int, depth: int) -> int:
    """The number of parentheses that are open at *end* of *words*, where *depth* are open at *start*."""
    for match in _LANDMARK.finditer(words, start, end):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth = max(0, depth - 1)
        else:
            depth = 0  # no parenthesis continues in the next paragraph
    return depth


def _lines_of_items(words: str) -> set[int]:
    """The indices of the lines of *words* that are part of a list."""
    lines: set[int] = set()
    margin: int | None = None
    after_blank = False
    for index, line in enumerate(words.split("\n")):
        indentation = len(line) - len(line.lstrip())
        if _ITEM.match(line):
            margin = indentation
        elif margin is not None and line and after_blank and indentation <= margin:
            margin = None
        if margin is not None:
            lines.add(index)
        after_blank = not line
    return lines


def _before(words: str, start: int) -> tuple[str, str]:
    """The two characters before the white space at *start*, and this white space."""
    end = start
    while end and words[end - 1].isspace():
        end -= 1
    return words[max(0, end - 2) : end], words[end:start]


def _begins_paragraph(before: str, gap: str) -> bool:
    return not before or gap.count("\n") > 1


def _is_stated(words: str, match: re.Match[str], depth: int, before: str, gap: str) -> bool:
    """Whether *match* is a whole part of a parenthesis, a whole sentence, or a whole line that looks like a tag."""
    end = match.end()
    if depth:
        return before.endswith(_ENDS_OF_PARTS) and _PART_ENDS.match(words, end) is not None
    if match["tag"] and "\n" in gap and _LINE_ENDS.match(words, end):
        return True
    begins = _begins_paragraph(before, gap) or before.endswith(_ENDS_OF_SENTENCES)
    return begins and _SENTENCE_ENDS.match(words, end) is not None


def _version(match: re.Match[str] | None) -> Version | None:
    """The version in *match*; None if it has no numbers that tell its order."""
    try:
        return Version.read(match["version"]) if match else None
    except ValueError:
        return None


def _end(words: str, start: int) -> int:
    """The end of the statement: the parenthesis that closes around it, or the end of its sentence."""
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
