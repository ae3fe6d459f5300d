"""The label above a part of a definition."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_label, qapi_separator


def label(text: str, *aside: nodes.Node) -> qapi_label:
    """*text* as a label (no heading: five of them for each definition would drown the names), *aside* behind it."""
    node = qapi_label("", text=text)
    if aside:
        node += nodes.inline("", "", qapi_separator("", ":"), nodes.Text(" "), *aside, classes=["qapi-aside"])
    return node
