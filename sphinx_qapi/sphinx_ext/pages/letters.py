"""Lists from A to Z, with a filter that scripts show, and links to the letters."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import FOR_SCRIPTS, OURS, qapi_rows
from sphinx_qapi.sphinx_ext.translation import _

_FILTER = """\
<div class="qapi-find" hidden=""><label for="{id}">{label}</label>
<input id="{id}" type="search" placeholder="{hint}" autocomplete="off" spellcheck="false" />
<output for="{id}" aria-live="polite"></output></div>"""


def letters(groups: Sequence[tuple[str, qapi_rows]], prefix: str) -> list[nodes.Node]:
    """The rows of each letter under that letter; anchors begin with *prefix*, which is unique on the page."""
    anchors = [f"{prefix}-{letter}" for letter, _rows in groups]
    links = "".join(
        f'<a href="#{escape(anchor)}">{escape(letter)}</a>'
        for anchor, (letter, _rows) in zip(anchors, groups, strict=True)
    )
    find = _FILTER.format(
        id=escape(f"{prefix}-find"), label=escape(_("Filter")), hint=escape(_("name or words of the summary"))
    )
    label = escape(_("Letters"))
    nav = f'<nav class="qapi-az" aria-label="{label}">{links}</nav>'
    result: list[nodes.Node] = [
        nodes.raw("", find, format="html", **{OURS: 1, FOR_SCRIPTS: 1}),
        nodes.raw("", nav, format="html", **{OURS: 1}),
    ]
    for anchor, (letter, rows) in zip(anchors, groups, strict=True):
        rubric = nodes.rubric("", letter, classes=["qapi-label"], ids=[anchor], translatable=False)
        result.append(nodes.container("", rubric, rows, classes=["qapi-letter"]))
    return result
