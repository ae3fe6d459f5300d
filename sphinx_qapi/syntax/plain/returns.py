"""``Returns:`` sections from the time when they also described errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.plain.blocks import read_blocks
from sphinx_qapi.syntax.plain.inlines import read_inlines
from sphinx_qapi.syntax.plain.prose_lines import Line, lines_of, width_of
from sphinx_qapi.syntax.plain.prose_nodes import Blocks, Paragraph

_BEGINS = re.compile(r"If |(?:Any other )?[Ee]rrors?\b(?!:)")
_BEGINS_AFTER_ERROR = re.compile(r"if |on |when ")
_CLASS = r"[A-Z][A-Z\d]*[a-z][A-Za-z\d]*"
_ENDS_WITH_CLASS = re.compile(rf", {_CLASS}(?: with an explanation)?\.?$")
_NAMED = re.compile(rf"(?P<condition>.+?), (?P<name>{_CLASS})(?:\.(?: +(?P<more>.+))?|(?P<tail> with .+))?", re.DOTALL)
_CONTAINED = re.compile(rf"(?:, |\breturns an? )({_CLASS})\b")
_SAYS_ERROR = re.compile(r"\berrors?\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorRow:
    """An error with the condition in which it occurs."""

    name: str | None
    """Class of the error; None if the text names none."""
    blocks: Blocks
    """The condition, without the name unless the name is part of its sentence ("DeviceInUse will be returned")."""
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnsAndErrors:
    """The contents of a ``Returns:`` section from before 5.2."""

    returns: Blocks
    errors: tuple[ErrorRow, ...]


def read_returns(text: Text) -> ReturnsAndErrors:
    """Split a section such as "Nothing on success", "If the disk is gone, DeviceNotFound" into return and errors.

    An error begins on a line of its own, with "If" or "Error", and ends before the next error or blank line. Text that
    is not certainly an error stays with the return text.
    """
    lines = lines_of(text)
    width = width_of(lines)
    returned: list[Line] = []
    errors: list[ErrorRow] = []
    for part in _parts(lines):
        error = _read_error(part, width)
        if error:
            errors.append(error)
        else:
            returned += part
    return ReturnsAndErrors(returns=read_blocks(returned, width), errors=tuple(errors))


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    """Groups of lines: each possible error by itself, and all lines between two of them, with blank lines, together."""
    parts: list[list[Line]] = []
    open_error = False
    for line in lines:
        if _BEGINS.match(line.content) or (
            open_error and _BEGINS_AFTER_ERROR.match(line.content) and _ENDS_WITH_CLASS.search(parts[-1][-1].content)
        ):
            parts.append([line])
            open_error = True
        elif not parts or (open_error and not line.content):
            parts.append([line])
            open_error = False
        else:
            parts[-1].append(line)
    return parts


def _read_error(lines: Sequence[Line], width: int) -> ErrorRow | None:
    begins = _BEGINS.match(lines[0].content) or _BEGINS_AFTER_ERROR.match(lines[0].content)
    if not begins:
        return None
    number = lines[0].number
    sentence = " ".join(line.content for line in lines)
    named = _NAMED.fullmatch(sentence)
    if named:
        blocks = [
            Paragraph(
                inlines=read_inlines(named["condition"] + ("," + named["tail"] if named["tail"] else "")), line=number
            )
        ]
        if named["more"]:
            blocks.append(Paragraph(inlines=read_inlines(named["more"]), line=number))
        return ErrorRow(name=named["name"], blocks=tuple(blocks), line=number)
    contained = _CONTAINED.search(sentence)
    if contained or _SAYS_ERROR.search(sentence):
        return ErrorRow(name=contained[1] if contained else None, blocks=read_blocks(lines, width), line=number)
    return None
