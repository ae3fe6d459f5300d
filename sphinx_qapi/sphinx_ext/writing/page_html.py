"""HTML at the top of a definition's page: the path to it, and the signature as its title.

Also the head of every page that shows something of ours: it contains a mark for the style sheet.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext._compat.sphinx_writers import heading_level, section_number
from sphinx_qapi.sphinx_ext._compat.themes import has_breadcrumbs
from sphinx_qapi.sphinx_ext.doctree.builders import Visitors, abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_breadcrumbs, qapi_heading
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.sphinx_ext.writing.html import write_kind
from sphinx_qapi.sphinx_ext.writing.scripts import WAY

_BELOW = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
_OURS = re.compile(r'class="(?:[\w-]+ )*qapi\b')


def visit_heading(self: HTML5Translator, node: qapi_heading) -> None:
    """Write the whole heading; all anchors but the first are empty elements."""
    name = nodes.Element.astext(node)
    own, *old = node["ids"] or [""]
    tag = f"h{min(heading_level(self), 6)}"
    attribute = f' id="{escape(own)}"' if own else ""
    self.body.append(f'<{tag} class="sig qapi-signature"{attribute}>')
    self.body += [f'<span id="{escape(each)}"></span>' for each in old]
    if number := section_number(self):
        self.body.append(f'<span class="section-number">{escape(number)}</span>')
    write_kind(self, node["objtype"])
    self.body.append(f'<span class="sig-name descname">{escape(name)}</span>')
    if own and self.config.html_permalinks and self.builder.add_permalinks:
        self.add_permalink_ref(node, _("Link to this definition"))
    self.body.append(f"</{tag}>\n")
    raise nodes.SkipNode


def visit_breadcrumbs(self: HTML5Translator, node: qapi_breadcrumbs) -> None:
    """Write the path to the page, unless the theme shows one."""
    if has_breadcrumbs(self.builder):
        raise nodes.SkipNode
    label = escape(_("Breadcrumbs"))
    self.body.append(f'<nav {WAY} aria-label="{label}">')
    *above, here = node.children
    for each in above:  # links have no other markup: a reference has a thousand pages
        words = escape(each.astext())
        if isinstance(each, nodes.reference) and "refuri" in each:
            words = f'<a href="{escape(each["refuri"])}">{words}</a>'
        self.body.append(f"{words} {_BELOW} ")
    self.body.append(f'<span aria-current="page">{escape(here.astext())}</span></nav>\n')
    raise nodes.SkipNode


def mark_page(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Mark the page in its head if it has something of ours (handler of ``html-page-context``).

    If the style sheet looked for that in the body, browsers would check again with each element that they read: that
    took a sixth of the time to load a whole schema on one page.
    """
    if abilities_of(app.builder).has_scripts and _OURS.search(context.get("body") or ""):
        context["metatags"] = f'{context.get("metatags", "")}<meta content="" name="qapi" />\n'


VISITORS: Visitors = {qapi_heading: (visit_heading, None), qapi_breadcrumbs: (visit_breadcrumbs, None)}
