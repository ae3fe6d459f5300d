"""Nodes of old prose: blocks and inlines."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainText:
    """Text without markup; runs of blanks are one blank."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Literal:
    """Code: text in GNU quotes or backticks, or in any quotes as the term of an aligned list."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strong:
    """Strong text, written ``*text*``."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Emphasis:
    """Emphasised text, written ``_text_``."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NameReference:
    """A reference ``@name``: to a member of the current definition, to a definition, or just a word of code."""

    name: str
    """The name without the ``@``; may contain dots (``qemu.major``)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BareUrl:
    """A bare URL."""

    url: str


Inline = PlainText | Literal | Strong | Emphasis | NameReference | BareUrl
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """Running text, or a line of text that its author kept separate."""

    inlines: Inlines
    line: int = field(compare=False)
    """The line of the file on which the block begins, as for all blocks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletList:
    """A list of items that began with ``-``, ``*`` or ``o``."""

    items: tuple[Blocks, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class EnumeratedList:
    """A list of items with consecutive numbers."""

    items: tuple[Blocks, ...]
    start: int
    """Number of the first item; 1 for ``a``."""
    lettered: bool = False
    """Whether the items have letters, ``a``, ``b`` …, instead of numbers."""
    prefix: str = ""
    suffix: str = "."
    """The text after the number; ``(1)`` has the prefix ``(`` and the suffix ``)``."""
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class AlignedRow:
    """A term and the text about it."""

    term: Inlines
    """The term, without the colon or the quotes that set it off."""
    blocks: Blocks
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class AlignedList:
    """A table of values or names, with one row for each."""

    rows: tuple[AlignedRow, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class LiteralBlock:
    """Lines that are shown verbatim: a transcript, a shell command, a drawing."""

    lines: tuple[str, ...]
    """The lines, without common indentation and without the ``|`` of example lines."""
    language: str
    """The language for highlighting: ``qmp`` for transcripts and JSON, else ``text``."""
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A paragraph that began with ``Note:``."""

    blocks: Blocks
    line: int = field(compare=False)


Block = Paragraph | BulletList | EnumeratedList | AlignedList | LiteralBlock | Note
Blocks = tuple[Block, ...]
