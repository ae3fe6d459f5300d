"""Which markup a comment's prose is in, where nobody has said so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import ConstantNode, DocBlockNode, FileNode, ObjectNode

PLAIN, RST = "plain", "rst"
_SIGNS_OF_RST = re.compile(r"::\s*$|^\s*\.\. \S|``|:[a-z]+:`|`_")


MarkupOf = Callable[[DocBlockNode], str]
"""Tells the markup of a doc comment."""


def detect_markup(files: Iterable[FileNode], dialect: Version) -> MarkupOf:
    """Gives a function from the doc comments of *files* to ``plain`` or ``rst``.

    Before 10.1 a schema that does not ask for documentation (``doc-required``) was never rendered by anyone; its
    comments are reST only where they look like it (those of QEMU's ``firmware.json`` mostly do not, and are none).
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
