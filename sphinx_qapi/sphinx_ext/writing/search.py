"""What Sphinx' own search need not know, since it would only find the same things a second time.

Lists of links repeat names and summaries that stand where they lead to, as the text versions of graphs do; types are
found as objects, not as entries of the index as well. Without them a search finds definitions, not lists of such, and
readers load a smaller index. Nor need it find out again what it knows.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_search import complete_index, forget_stems, remember_stems
from sphinx_qapi.sphinx_ext.doctree.builders import HTML_BUILDERS
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    NO_SEARCH,
    qapi_heading,
    qapi_links,
    qapi_names,
    qapi_part,
    qapi_rows,
)
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.objects.state import state_of

_LISTS = (qapi_rows, qapi_names)


class HideFromSearch(SphinxPostTransform):
    """Mark what the search is to skip, and take away index entries, which it would not skip."""

    default_priority = 200
    builders = HTML_BUILDERS

    def run(self, **_kwargs: Any) -> None:
        """Work on the document."""
        state = state_of(self.env)
        is_index = state.store.is_index(self.env.docname)
        heading = self.document.next_node(qapi_heading)
        for node in elements_in(self.document, (*_LISTS, qapi_graph, qapi_links, addnodes.index)):
            is_list = is_index and isinstance(node, _LISTS) and not _is_in_part(node)
            if is_list or isinstance(node, (qapi_graph, qapi_links)):
                node["classes"].append(NO_SEARCH)
            elif isinstance(node, addnodes.index) and NO_SEARCH in node["classes"]:
                node.parent.remove(node)
            elif isinstance(node, addnodes.index) and heading is not None:
                lead_to_page(node, heading["ids"])


def lead_to_page(index: addnodes.index, anchors: list[str]) -> None:
    """Let the entry for a page's title lead to the page: the search takes it and the title for one hit then."""
    index["entries"] = [
        (kind, text, "" if anchor in anchors else anchor, main, key)
        for kind, text, anchor, main, key in index["entries"]
    ]


def _is_in_part(node: nodes.Node) -> bool:
    above = node.parent
    while above is not None and not isinstance(above, qapi_part):
        above = above.parent
    return above is not None


def find_stems_once(app: Sphinx, _doctree: nodes.document, _docname: str) -> None:
    """Look for the stem of a word once, not once for each page that has it (handler of ``doctree-resolved``)."""
    remember_stems(app.builder)


def find_stems_as_before(app: Sphinx, _exception: Exception | None) -> None:
    """Leave the builder as it was (handler of ``build-finished``)."""
    forget_stems(app.builder)


def complete_search(app: Sphinx) -> list[Any]:
    """Let the search index be that of a clean build (handler of ``html-collect-pages``: there are no pages)."""
    complete_index(app.builder)
    return []
