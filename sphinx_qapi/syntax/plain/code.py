"""Transcripts, JSON, shell commands and drawings: text that is shown line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sphinx_qapi.syntax.plain.prose_lines import Line, verbatim
from sphinx_qapi.syntax.plain.prose_nodes import LiteralBlock

_ARROW = re.compile(r"(?:->|<-)(?=[\s{]|$)")
_JSON = re.compile(r"""\{ *["'{}]|\{$|\[ *["'{\[\]]|\[$""")
_GOES_ON = re.compile(r"""(?:->|<-|[{}\[\]",]|\.\.\.)""")
_OPTION = re.compile(r"--?[a-z]\w")
_RULE = re.compile(r"[|+ ]*[-=_]{4}[-=_|+ ]*")
_GAP = re.compile(r"[^\s.!?:;,] {3,}\S")


def code_end(lines: Sequence[Line], index: int) -> int:
    """The index after the code that begins at ``lines[index]``, or *index* if no code begins there."""
    line = lines[index]
    before = lines[index - 1] if index else None
    opens = before is None or not before.content
    announced = before is not None and before.content.endswith(":")
    if _ARROW.match(line.content) or ((opens or announced) and _JSON.match(line.content)):
        return _transcript_end(lines, index)
    if opens and line.content.startswith("| "):
        return _run_end(lines, index, lambda each: each.content.startswith("|"))
    if line.content.startswith("$ "):
        return _run_end(lines, index, lambda each: each.indent > line.indent or each.content.startswith("$ "))
    if before is not None and before.content and line.indent >= before.indent + 2 and _OPTION.match(line.content):
        return _run_end(lines, index, lambda each: each.indent >= line.indent)
    return index


def _run_end(lines: Sequence[Line], index: int, belongs: Callable[[Line], bool]) -> int:
    end = index + 1
    while end < len(lines) and lines[end].content and belongs(lines[end]):
        end += 1
    return end


def _transcript_end(lines: Sequence[Line], index: int) -> int:
    """The index after a transcript: after deeper lines and lines that begin like JSON, and blank lines between."""
    column = lines[index].indent
    end = index + 1
    for position in range(index + 1, len(lines)):
        line = lines[position]
        if line.content:
            if line.indent <= column and not _GOES_ON.match(line.content):
                break
            end = position + 1
    return end


def is_transcript(lines: Sequence[Line]) -> bool:
    """Whether any line is a message of client or server."""
    return any(_ARROW.match(line.content) or _JSON.match(line.content) for line in lines)


def is_drawing(lines: Sequence[Line]) -> bool:
    """Whether *lines* are a diagram or a framed table, as one of them consists of a drawn line."""
    return any(_RULE.fullmatch(line.content) for line in lines)


def has_columns(lines: Sequence[Line]) -> bool:
    """Whether several of *lines* have wide gaps, which would be lost in running text."""
    return sum(_GAP.search(line.content) is not None for line in lines) > 1


def literal_block(lines: Sequence[Line]) -> LiteralBlock:
    """*lines* as a literal block, verbatim but without the bars of example lines."""
    if all(line.content.startswith("|") for line in lines):
        lines = [_without_bar(line) for line in lines]
    language = "qmp" if is_transcript(lines) else "text"
    return LiteralBlock(lines=verbatim(lines), language=language, line=lines[0].number)


def _without_bar(line: Line) -> Line:
    behind = line.content[1:]
    content = behind.lstrip()
    return Line(len(behind) - len(content), content, line.number)
