"""Move nodes from one docutils document to another."""

from __future__ import annotations

from docutils import nodes

_NAMES = ("document", "_document")
"""Names of the attribute for a node's document, which few nodes have: docutils 0.22 has renamed it."""


def let_be_of(document: nodes.document, root: nodes.Element) -> None:
    """Make *document* the document of all nodes below *root*: otherwise they would keep their former document alive."""
    for node in root.findall():
        own = vars(node)
        for name in _NAMES:
            if own.get(name) is not None:
                own[name] = document
