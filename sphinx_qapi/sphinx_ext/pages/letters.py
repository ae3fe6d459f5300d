"""Lists from A to Z, with links to the letters, and a filter that only a script shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import FOR_SCRIPTS, OURS, qapi_rows
from sphinx_qapi.sphinx_ext.translation import _

_FILTER = """\
<div class="qapi-find" hidden=""><label for="{id}">{label}</label>
<input class="qapi-control" id="{id}" type="search" placeholder="{hint}" autocomplete="off" spellcheck="false" />
<output for="{id}" aria-live="polite"></output></div>"""


def letters(groups: Sequence[tuple[str, qapi_rows]], prefix: str) -> list[nodes.Node]:
    """The filter, the letters, and the rows of each letter; all anchors begin with *prefix*, unique on the page."""
    anchors = [f"{prefix}-{letter}" for letter, _rows in groups]
    find = _FILTER.format(
        id=escape(f"{prefix}-find"), label=escape(_("Filter")), hint=escape(_("name or words of the summary"))
    )
    result: list[nodes.Node] = [nodes.raw("", find, format="html", **{OURS: 1, FOR_SCRIPTS: 1}), letter_links(anchors)]
    for anchor, (letter, rows) in zip(anchors, groups, strict=True):
        rubric = nodes.rubric("", letter, classes=["qapi-label"], ids=[anchor], translatable=False)
        result.append(nodes.container("", rubric, rows, classes=["qapi-letter"]))
    return result


def letter_links(anchors: Sequence[str], *classes: str) -> nodes.Node:
    """Links to the letters that *anchors* end with."""
    links = "".join(f'<a href="#{escape(each)}">{escape(each.rpartition("-")[2])}</a>' for each in anchors)
    label = escape(_("Letters"))
    nav = f'<nav class="{" ".join(("qapi-az", *classes))}" aria-label="{label}">{links}</nav>'
    return nodes.raw("", nav, format="html", **{OURS: 1})
