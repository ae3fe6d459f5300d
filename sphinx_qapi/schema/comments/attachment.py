"""Attachment of doc comments to the definitions of a file.

Follows "Definition documentation" of the QAPI manual, and copes with deviations in old schemas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.lazy_sequences import offsets
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.syntax.nodes import DocBlockNode

DOC_SYMBOL_MISMATCH = Rule(
    name="doc-symbol-mismatch",
    summary="a doc comment names another definition than the one that follows",
    explanation="The name in ``@NAME:`` is the name of the definition that follows the comment.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
UNATTACHED_DOCUMENTATION = Rule(
    name="unattached-documentation",
    summary="the doc comment of a definition is not followed by it",
    explanation="""\
A doc comment that begins with ``@NAME:`` is directly before the definition of that name: no other doc comment,
``include`` or ``pragma`` comes between them.""",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
FREE_TEXT_BEFORE_DEFINITION = Rule(
    name="free-text-before-definition",
    summary="a free-form doc comment is directly before a definition",
    explanation="""\
A doc comment directly before a definition describes it, so it begins with a line ``@NAME:``. Free-form text
is followed by another doc comment, by ``include`` or ``pragma``, or by the end of the file.""",
    rejected=releases.COMMENTS,
)


class Named(Protocol):
    """The interface required of an expression that defines something."""

    @property
    def name(self) -> str:
        """The name of the definition."""

    @property
    def position(self) -> Position:
        """Where the definition begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """The attachment of a file's doc comments to its definitions; indices are those of `FileNode.items`.

    Normally the last comment before a definition describes it, and all other comments are free text. Only the
    exceptions are listed here.
    """

    moved: dict[int, DocBlockNode]
    """The comments that are not directly before their definition, by the index of the definition."""
    left: frozenset[tuple[int, int]]
    """The places of these comments: index of the run, and number of the comment in the run."""
    bare: frozenset[int]
    """The definitions that are not described by the comment directly before them."""
    unmet: frozenset[str]
    """Names in comments that are attached to a definition with another name, or to one that could not be read."""

    def split(
        self, index: int, blocks: Sequence[DocBlockNode], *, is_before_definition: bool
    ) -> tuple[Iterator[DocBlockNode], DocBlockNode | None]:
        """The free ones of *blocks*, the comments at *index*, and the comment of the definition after them, if any."""
        last = blocks[-1] if blocks and is_before_definition and index + 1 not in self.bare else None
        rest = islice(blocks, len(blocks) - (last is not None))
        return (block for number, block in enumerate(rest) if (index, number) not in self.left), last


def attach(
    blocks: Iterable[tuple[int, Sequence[DocBlockNode]]],
    definitions: Mapping[int, Named | None],
    *,
    findings: Findings,
) -> Attachment:
    """Attach *blocks*, the doc comments at rising indices of comments, to *definitions*.

    *definitions* has all expressions that define something; None is a definition that could not be read. A comment is
    attached to the definition that follows it, if the comment has its name or no name; else to a definition of its name
    in the same file that has no comment; else to the definition that follows.
    """
    return _Attacher(blocks, definitions, findings).attach()


class _Attacher:
    def __init__(
        self,
        blocks: Iterable[tuple[int, Sequence[DocBlockNode]]],
        definitions: Mapping[int, Named | None],
        findings: Findings,
    ) -> None:
        self.blocks = blocks
        self.definitions = definitions
        self.findings = findings
        self.described = offsets()
        """Indices of the definitions that have a comment."""
        self.moved: dict[int, DocBlockNode] = {}
        self.left: set[tuple[int, int]] = set()
        self.bare: set[int] = set()
        self.unmet: set[str] = set()
        self.astray: list[tuple[tuple[int, int], DocBlockNode, int | None]] = []
        """Comments that name another definition than the next: place, comment, index of the next definition or None."""

    def attach(self) -> Attachment:
        for index, blocks in self.blocks:
            for number, block in enumerate(blocks):
                self._place((index, number), block, is_last=number == len(blocks) - 1)
        self._place_astray()
        return Attachment(
            moved=self.moved,
            left=frozenset(self.left),
            bare=frozenset(self.bare),
            unmet=frozenset(self.unmet),
        )

    def _place(self, place: tuple[int, int], block: DocBlockNode, *, is_last: bool) -> None:
        following = place[0] + 1
        if not is_last or following not in self.definitions:
            if block.symbol is not None:
                self.astray.append((place, block, None))
            return
        definition = self.definitions[following]
        if definition is None or block.symbol in (definition.name, ""):
            self._describe(following, block, definition)
        elif block.symbol is not None:
            self.astray.append((place, block, following))
        else:
            self._place_nameless(following, block, definition)

    def _describe(self, index: int, block: DocBlockNode, definition: Named | None) -> None:
        self.described.append(index)
        if block.symbol and (definition is None or definition.name != block.symbol):
            self.unmet.add(block.symbol)

    def _place_nameless(self, following: int, block: DocBlockNode, definition: Named) -> None:
        message = f'a doc comment directly before "{definition.name}" begins with a line "@{definition.name}:"'
        self.findings.report(FREE_TEXT_BEFORE_DEFINITION, message, block.position, definition=definition.name)
        if block.lines and block.lines[0].text.startswith("="):
            self.bare.add(following)  # a heading
        else:
            self._describe(following, block, definition)

    def _place_astray(self) -> None:
        if not self.astray:
            return
        described = set(self.described)
        wanting: dict[str, int] = {}
        for index, definition in self.definitions.items():
            if definition is not None and index not in described:
                wanting.setdefault(definition.name, index)
        for place, block, following in self.astray:
            target = wanting.pop(block.symbol or "", following)
            if following is not None and (target != following or target in described):
                self.bare.add(following)
            if target is not None and target not in described:
                described.add(target)
                self._move(place, block, target, is_there=target == following)
            self._report_astray(block, following, target if target != following else None)

    def _move(self, place: tuple[int, int], block: DocBlockNode, target: int, *, is_there: bool) -> None:
        """Attach *block*, which is at *place*, to the definition at *target*; *is_there*: it is directly before it."""
        self._describe(target, block, self.definitions[target])
        if not is_there:
            self.moved[target] = block
            self.left.add(place)

    def _report_astray(self, block: DocBlockNode, following: int | None, target: int | None) -> None:
        where = ""
        if target is not None and (definition := self.definitions[target]) is not None:
            where = f"; it is read as that of line {definition.position.line}"
        if following is None:
            message = f'this is the doc comment of "{block.symbol}", but that definition does not follow{where}'
            self.findings.report(UNATTACHED_DOCUMENTATION, message, block.position)
            return
        definition = self.definitions[following]
        if definition is not None:
            message = f'the doc comment before "{definition.name}" is that of "{block.symbol}"{where}'
            self.findings.report(DOC_SYMBOL_MISMATCH, message, definition.position, definition=definition.name)
