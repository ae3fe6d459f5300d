"""Syntax nodes: the contents of a file before its meaning is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_qapi.source.packed_list import PackedList
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLines
from sphinx_qapi.syntax.dialect_signs import DialectSign


@dataclass(slots=True)
class StringNode:
    """A string; `value` is its value, with escapes replaced.

    It is not frozen, nor is a pair: a schema has thousands of them, and a frozen one takes four times as long to make.
    """

    value: str
    position: Position = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConstantNode:
    """``true``, ``false`` or ``null``."""

    value: bool | None
    position: Position = field(compare=False)


@dataclass(slots=True)
class PairNode:
    """A key and its value in an object."""

    key: StringNode
    value: ValueNode


@dataclass(kw_only=True, slots=True)
class ObjectNode:
    """An object: its pairs in source order, with unique keys."""

    pairs: Sequence[PairNode]
    """A tuple, or for an object with very many pairs a sequence that reads each pair again on access."""
    position: Position = field(compare=False)
    guessed: bool = field(default=False, compare=False)
    """Whether a mistake in an expression was read by guessing, so that further findings are probably its
    consequences."""


@dataclass(kw_only=True, slots=True)
class ListNode:
    """An array."""

    items: Sequence[ValueNode]
    """A tuple, or for a very long list a sequence that reads each item again on access."""
    position: Position = field(compare=False)


ValueNode = ObjectNode | ListNode | StringNode | ConstantNode


@dataclass(kw_only=True, slots=True)
class CommentRun:
    """Comment lines between two expressions; blank lines are left out, so that their numbers are missing."""

    lines: SourceLines
    """For each line the text after the first ``#``, trailing white space included, and the column of the ``#``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenNode:
    """An expression that could not be read."""

    keyword: str | None
    """The keyword of the expression that it seems to be; None if it cannot be told."""
    name: str | None
    """The name that it seems to define, or the file that it seems to include; None if it cannot be told."""
    position: Position = field(compare=False)


FileItem = ObjectNode | CommentRun | BrokenNode | int
"""An item of a file; a number is the offset of a definition that is read on demand (see `LazyDefinitions`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileNode:
    """A file: expressions and the comments between them, in source order."""

    path: str
    items: list[FileItem] | PackedList[FileItem]
    """The items. The builder of the model takes them out of a list one by one: they need more memory than the model."""
    end: Position = field(compare=False)
    """The end of the file."""
    text: str = field(default="", compare=False, repr=False)
    """The text of the file, if `items` contains offsets in it; else empty."""
    signs: frozenset[DialectSign] = field(default=frozenset(), compare=False)
    """The signs of age in the definitions at these offsets."""


@dataclass(kw_only=True, slots=True)
class DocBlockNode:
    """A doc comment: the lines between its two ``##``, or the lines that these should enclose."""

    lines: SourceLines
    """For each line the text without the ``#``, the space after it and trailing white space."""
    symbol: str | None
    """The name in its first line ``@name:``, empty if only the name is missing; None for a free-form block."""
    position: Position = field(compare=False)
    """Where its first line begins: the line of the opening ``##``, if there is one."""
    end_line: int = field(compare=False)
    """The line of its closing ``##``; its last line if there is none."""
