"""Detection of the markup of a comment's prose, for schemas whose settings do not name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import ConstantNode, DocBlockNode, FileNode, ObjectNode

PLAIN, RST = "plain", "rst"
_SIGNS_OF_RST = re.compile(r"::\s*$|^\s*\.\. \S|``|:[a-z]+:`|`_")


MarkupOf = Callable[[DocBlockNode], str]
"""A function that gives the markup of a doc comment."""


def detect_markup(files: Iterable[FileNode], dialect: Version) -> MarkupOf:
    """A function that gives ``plain`` or ``rst`` for a doc comment of *files*.

    Before 10.1 a schema without the pragma ``doc-required`` was never rendered. Its comments count as reST only if they
    look like reST; most comments of QEMU's ``firmware.json`` do not, and are not.
    """
    if not releases.RST.covers(dialect):
        return lambda _block: PLAIN
    if releases.RST_TITLES.covers(dialect) or any(_asks_for_documentation(file) for file in files):
        return lambda _block: RST
    return lambda block: RST if _looks_like_rst(block) else PLAIN


def _asks_for_documentation(file: FileNode) -> bool:
    for item in file.items:
        if isinstance(item, ObjectNode) and item.pairs and item.pairs[0].key.value == "pragma":
            table = item.pairs[0].value
            for pair in table.pairs if isinstance(table, ObjectNode) else ():
                if pair.key.value == "doc-required" and isinstance(pair.value, ConstantNode) and pair.value.value:
                    return True
    return False


def _looks_like_rst(block: DocBlockNode) -> bool:
    return any(_SIGNS_OF_RST.search(text) for text in block.lines.texts)
