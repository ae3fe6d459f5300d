"""HTML of what only index pages have: names in columns, and the search field."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.name_items import name_items
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_names, qapi_search, qapi_xref
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.sphinx_ext.writing.row_html import word_breaks


def visit_names(self: HTML5Translator, node: qapi_names) -> None:
    """Write two elements for each name, and one for each mark: an index page has hundreds of names."""
    self.body.append(f'<ul class="{" ".join(["qapi-names", *node["classes"]])}">\n')
    for link, marks, condition, note, anchor in name_items(node):
        self.body.append(f'<li id="{escape(anchor)}">' if anchor else "<li>")
        if isinstance(link, qapi_xref):
            self.body.append(f'<a href="{escape(link["refuri"])}">{word_breaks(link["text"])}</a>')
        else:
            for part in link.children if type(link) is nodes.inline else [link]:
                part.walkabout(self)
        self.body += [f' <small class="qapi-{mark}">{escape(mark)}</small>' for mark in marks]
        if condition:
            self.body.append(f' <small title="{escape(_("if %s") % condition)}">{escape(_("if "))}</small>')
        self.body.append(f" <small>{escape(note)}</small></li>\n" if note else "</li>\n")
    self.body.append("</ul>\n")
    raise nodes.SkipNode


def visit_search(self: HTML5Translator, node: qapi_search) -> None:
    """Write the search form of Sphinx's own templates, if the site has a search page."""
    if abilities_of(self.builder).has_pages:
        action = escape(self.builder.get_relative_uri(self.builder.current_docname, "search"))
        words, send = escape(node["label"]), escape(_("Search"))
        self.body.append(
            f'<form class="qapi-search" role="search" aria-label="{words}" action="{action}" method="get">'
            f'<input class="qapi-control" type="search" name="q" aria-label="{words}" placeholder="{words}"'
            f' autocomplete="off" /> <button class="qapi-control" type="submit">{send}</button></form>\n'
        )
    raise nodes.SkipNode
