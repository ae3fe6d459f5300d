"""Which doc comment describes which definition of a file.

Follows "Definition documentation" of the QAPI manual, and reads around what old schemas do instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.syntax.nodes import DocBlockNode


class Named(Protocol):
    """What is asked here of an expression that defines something."""

    @property
    def name(self) -> str:
        """What it defines."""

    @property
    def position(self) -> Position:
        """Where it begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """The doc comments of a file by what they describe; indices are those of `FileNode.items`."""

    documentation: dict[int, DocBlockNode]
    """The comment of the definition at each index."""
    free: dict[int, list[DocBlockNode]]
    """The comments at each index that describe no definition."""


def attach(
    blocks: Mapping[int, Sequence[DocBlockNode]],
    definitions: Mapping[int, Named | None],
    *,
    findings: Findings,
) -> Attachment:
    """Attach *blocks*, the doc comments at the indices of comments, to *definitions*.

    *definitions* has all expressions that define something; None stands for one that could not be read.
    A comment goes to the definition that follows it, if it has its name or none; else to a definition of that
    name in the same file that has no comment; else to the one that follows.
    """
    return _Attacher(blocks, definitions, findings).attach()


class _Attacher:
    def __init__(
        self,
        blocks: Mapping[int, Sequence[DocBlockNode]],
        definitions: Mapping[int, Named | None],
        findings: Findings,
    ) -> None:
        self.blocks = blocks
        self.definitions = definitions
        self.findings = findings
        self.documentation: dict[int, DocBlockNode] = {}
        self.free: dict[int, list[DocBlockNode]] = {}
        self.astray: list[tuple[int, DocBlockNode, int | None]] = []
        """Comments that name another definition than the one that follows: their index, and that one's."""

    def attach(self) -> Attachment:
        for index, blocks in self.blocks.items():
            for block in blocks:
                self._place(index, block, is_last=block is blocks[-1])
        self._place_astray()
        return Attachment(documentation=self.documentation, free=self.free)

    def _place(self, index: int, block: DocBlockNode, *, is_last: bool) -> None:
        following = index + 1
        if not is_last or following not in self.definitions:
            if block.symbol is None:
                self.free.setdefault(index, []).append(block)
            else:
                self.astray.append((index, block, None))
            return
        definition = self.definitions[following]
        if definition is None or block.symbol in (definition.name, ""):
            self.documentation[following] = block
        elif block.symbol is not None:
            self.astray.append((index, block, following))
        else:
            self._place_nameless(index, block, definition)

    def _place_nameless(self, index: int, block: DocBlockNode, definition: Named) -> None:
        message = f'a doc comment directly before "{definition.name}" begins with a line "@{definition.name}:"'
        self.findings.report("free-text-before-definition", message, block.position, definition=definition.name)
        if block.lines and block.lines[0].text.startswith("="):
            self.free.setdefault(index, []).append(block)  # a heading
        else:
            self.documentation[index + 1] = block

    def _place_astray(self) -> None:
        if not self.astray:
            return
        wanting: dict[str, int] = {}
        for index, definition in self.definitions.items():
            if definition is not None and index not in self.documentation:
                wanting.setdefault(definition.name, index)
        for index, block, following in self.astray:
            target = wanting.pop(block.symbol or "", following)
            if target is None or target in self.documentation:
                self.free.setdefault(index, []).append(block)
            else:
                self.documentation[target] = block
            self._report_astray(block, following, target if target != following else None)

    def _report_astray(self, block: DocBlockNode, following: int | None, target: int | None) -> None:
        where = ""
        if target is not None and (definition := self.definitions[target]) is not None:
            where = f"; it is read as that of line {definition.position.line}"
        if following is None:
            message = f'this is the doc comment of "{block.symbol}", but that definition does not follow{where}'
            self.findings.report("unattached-documentation", message, block.position)
            return
        definition = self.definitions[following]
        if definition is not None:
            message = f'the doc comment before "{definition.name}" is that of "{block.symbol}"{where}'
            self.findings.report("doc-symbol-mismatch", message, definition.position, definition=definition.name)
