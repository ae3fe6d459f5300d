"""What old prose consists of: blocks and inlines."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainText:
    """Words that mean nothing in particular; runs of blanks are one blank."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Literal:
    """Code: what stood in GNU quotes or backticks, or in any quotes as the term of an aligned list."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strong:
    """``*text*``."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Emphasis:
    """``_text_``."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NameReference:
    """``@name``: a member of the definition at hand, a definition, or just a word of code."""

    name: str
    """Without the ``@``; may hold dots (``qemu.major``)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A bare URL."""

    url: str


Inline = PlainText | Literal | Strong | Emphasis | NameReference | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """Running text, or one line of text that its author kept apart."""

    inlines: Inlines
    line: int = field(compare=False)
    """Line of the file on which the block begins; so for all blocks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletList:
    """Items that began with ``-``, ``*`` or ``o``."""

    items: tuple[Blocks, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class EnumeratedList:
    """Items that were numbered one after another."""

    items: tuple[Blocks, ...]
    start: int
    """Number of the first item; 1 for ``a``."""
    lettered: bool = False
    """Whether the items are ``a``, ``b`` … instead of numbers."""
    prefix: str = ""
    suffix: str = "."
    """What stands around the number: ``(1)`` has ``(`` and ``)``."""
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class AlignedRow:
    """A term and what is said of it."""

    term: Inlines
    """Without the colon or the quotes that set it off."""
    blocks: Blocks
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class AlignedList:
    """A table of values or names, one to a row."""

    rows: tuple[AlignedRow, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class LiteralBlock:
    """Lines to be shown as they are: a transcript, a shell command, a drawing."""

    lines: tuple[str, ...]
    """Without common indentation and without the ``|`` of example lines."""
    language: str
    """``qmp`` for transcripts and JSON, else ``text``."""
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A paragraph that began with ``Note:``."""

    blocks: Blocks
    line: int = field(compare=False)


Block = Paragraph | BulletList | EnumeratedList | AlignedList | LiteralBlock | Note
Blocks = tuple[Block, ...]
