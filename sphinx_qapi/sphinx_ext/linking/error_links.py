"""Names of error classes in prose as links to the values of the enums that define them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.anchors import definition_anchor, row_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import definition_link, qapi_xref

_WORD = re.compile(r"([A-Za-z][\w-]*)")
_LINKS = (nodes.reference, addnodes.pending_xref, nodes.FixedTextElement)


def class_link(namespace: str, classes: Mapping[str, str], name: str, kind: type[qapi_xref] = qapi_xref) -> qapi_xref:
    """A link to the error class *name*; *classes* maps the names of all classes to the names of their enums."""
    link = definition_link(namespace, classes[name], name, kind=kind)
    link["anchor"] = row_anchor(definition_anchor(namespace, classes[name]), (name,))
    return link


def link_classes(namespace: str, classes: Mapping[str, str], blocks: Iterable[nodes.Node]) -> None:
    """Turn the names of *classes* in *blocks* into links, except in text that is a link already and in code blocks."""
    for block in blocks:
        for text in list(block.findall(nodes.Text)):
            if not any(word in classes for word in _WORD.findall(text)) or _is_within(text, _LINKS):
                continue
            replaced: nodes.Node = text.parent if isinstance(text.parent, nodes.literal) else text
            parts = [
                class_link(namespace, classes, word) if word in classes else nodes.Text(word)
                for word in _WORD.split(text)
                if word
            ]
            if replaced is text or len(parts) == 1:  # otherwise it is code that contains more than the name
                replaced.parent.replace(replaced, parts)


def _is_within(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False
