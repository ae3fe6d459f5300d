"""What nodes know of the document that they are in."""

from __future__ import annotations

from docutils import nodes

_NAMES = ("document", "_document")
"""Where a node has it: in docutils 0.22 under another name, and few nodes do."""


def let_be_of(document: nodes.document, root: nodes.Element) -> None:
    """Let all below *root*, which were in another document, be in *document*: else they would keep the other one."""
    for node in root.findall():
        own = vars(node)
        for name in _NAMES:
            if own.get(name) is not None:
                own[name] = document
