"""Syntax nodes: what stands in a file, before it is known what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_qapi.source.packed_list import PackedList
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLines
from sphinx_qapi.syntax.signs import Sign


@dataclass(frozen=True, kw_only=True, slots=True)
class StringNode:
    """A string; `value` has its escapes replaced."""

    value: str
    position: Position = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConstantNode:
    """``true``, ``false`` or ``null``."""

    value: bool | None
    position: Position = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PairNode:
    """A key and its value in an object."""

    key: StringNode
    value: ValueNode


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectNode:
    """An object: its pairs in source order, each key once."""

    pairs: Sequence[PairNode]
    """A tuple, or of an object with very many a sequence that reads each again."""
    position: Position = field(compare=False)
    guessed: bool = field(default=False, compare=False)
    """Of an expression: a mistake in it is reported, and what else seems wrong is probably its consequence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListNode:
    """An array."""

    items: Sequence[ValueNode]
    """As `ObjectNode.pairs`."""
    position: Position = field(compare=False)


ValueNode = ObjectNode | ListNode | StringNode | ConstantNode


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentRun:
    """Comment lines between two expressions; blank lines may stand between them (their numbers are missing)."""

    lines: SourceLines
    """Of each all that follows the first ``#``, trailing white space included, and the column of the ``#``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenNode:
    """An expression that could not be read."""

    keyword: str | None
    """What it seems to be: one of the keywords."""
    name: str | None
    """The name that it seems to define, or file that it seems to include."""
    position: Position = field(compare=False)


FileItem = ObjectNode | CommentRun | BrokenNode | int
"""A number is the offset of a definition that is read when it is needed: see `sphinx_qapi.syntax.later`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileNode:
    """A file: expressions and the comments between them, in source order."""

    path: str
    items: list[FileItem] | PackedList[FileItem]
    """Whoever makes the model of them takes them out of a list one by one: they need more memory than the model."""
    end: Position = field(compare=False)
    """The end of the file."""
    text: str = field(default="", compare=False, repr=False)
    """The text, where some of `items` are offsets in it."""
    signs: frozenset[Sign] = field(default=frozenset(), compare=False)
    """What the definitions at these offsets are signs of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocBlockNode:
    """A doc comment: the lines between its two ``##`` (or where those would have been)."""

    lines: SourceLines
    """Of each the text without the ``#``, the space behind it and trailing white space."""
    symbol: str | None
    """The name in its first line ``@name:``, empty where only the name is missing; None for a free-form block."""
    position: Position = field(compare=False)
    """Where its first line begins (the ``##``, where there is one)."""
    end_line: int = field(compare=False)
    """The line of the ``##`` that closes it; its last one, where there is none."""
