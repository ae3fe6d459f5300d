"""The document that a docutils node itself knows, not by its parents."""

from __future__ import annotations

from docutils import nodes

_NAME = "_document" if isinstance(vars(nodes.Node).get("document"), property) else "document"
"""Name of the attribute, which docutils 0.22 has renamed: there, `document` asks all parents, and catches an error."""


def own_document(node: nodes.Node) -> nodes.document | None:
    """The document that *node* keeps alive; None for most nodes."""
    return vars(node).get(_NAME)
