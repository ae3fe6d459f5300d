"""Changes of doc comments by listeners before they are read, with line numbers for the changed lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.syntax.nodes import DocBlockNode

ReviseComment = Callable[[Definition, list[str]], None]
"""A function that changes the lines of a definition's comment in place: the lines after ``@name:``, without ``#``."""


def revised(block: DocBlockNode | None, definition: Definition, revise: ReviseComment) -> DocBlockNode | None:
    """*block*, the comment of *definition*, as *revise* changes it; None is no comment.

    Unchanged lines keep their numbers; a new line gets the number of a line that it replaces or follows.
    """
    comment = block or _empty(definition)
    head, rest = _split(comment)
    lines = [line.text for line in rest]
    revise(definition, lines)
    # A line may have been replaced by text of several lines.
    lines = [part.rstrip() for line in lines for part in line.splitlines() or [""]]
    if lines == [line.text for line in rest]:
        return block
    return replace(comment, lines=SourceLines.of([*head, *_placed(lines, rest, head[-1])]))


def _empty(definition: Definition) -> DocBlockNode:
    position = definition.position
    symbol = SourceLine(line=position.line, column=position.column, text=f"@{definition.name}:")
    return DocBlockNode(
        lines=SourceLines.of([symbol]), symbol=definition.name, position=position, end_line=position.line
    )


def _split(block: DocBlockNode) -> tuple[list[SourceLine], list[SourceLine]]:
    """The line of the symbol with a blank line, and the lines after them."""
    first = 0 if block.symbol is None else 1
    blank = first
    while blank < len(block.lines) and not block.lines[blank].text:
        blank += 1
    head = list(block.lines[:blank])
    if blank == first:
        place = block.lines[first - 1] if block.lines else SourceLine(line=block.position.line, column=1, text="")
        head.append(place._replace(text=""))
    return head, list(block.lines[blank:])


def _placed(lines: Sequence[str], before: Sequence[SourceLine], head: SourceLine) -> Iterator[SourceLine]:
    """*lines* with the numbers of the lines *before*, from which they were made; *head* precedes all of them."""
    matcher = SequenceMatcher(None, [line.text for line in before], lines, autojunk=False)
    for _tag, start, end, new_start, new_end in matcher.get_opcodes():
        for offset, text in enumerate(lines[new_start:new_end]):
            place = min(start + offset, end - 1) if end > start else start - 1
            yield (before[place] if place >= 0 else head)._replace(text=text)
