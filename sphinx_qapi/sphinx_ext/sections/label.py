"""The label above a part of a definition."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext.nodes import qapi_separator


def label(text: str, *aside: nodes.Node) -> nodes.rubric:
    """*text* as a label (no heading: five of them for each definition would drown the names), *aside* behind it."""
    rubric = nodes.rubric("", text, classes=["qapi-label"])
    if aside:
        rubric += nodes.inline("", "", qapi_separator("", ":"), nodes.Text(" "), *aside, classes=["qapi-aside"])
    return rubric
