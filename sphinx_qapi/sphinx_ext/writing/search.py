"""What Sphinx's own search need not know, because it would only find the same things twice.

Lists of links repeat names and summaries of what they link to, as do the text versions of graphs; types are found as
objects, and need no index entries. Without these, a search finds definitions instead of lists of definitions, and
readers load a smaller index. Also, the stems of words are cached.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext._compat.sphinx_search import complete_index, forget_stems, remember_stems
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
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
    """Mark what the search is to skip, and remove index entries, which it would not skip."""

    default_priority = 200

    def is_supported(self) -> bool:
        """Whether the builder has a search."""
        return abilities_of(builder_of(self.env)).has_search

    def run(self, **_kwargs: Any) -> None:
        """Mark or remove what the search need not know in the document."""
        state = state_of(self.env)
        is_index = state.store.is_index(self.env.docname)
        found = elements_in(self.document, (*_LISTS, qapi_graph, qapi_links, qapi_heading, addnodes.index))
        heading = next((node for node in found if isinstance(node, qapi_heading)), None)
        for node in found:
            is_list = is_index and isinstance(node, _LISTS) and not _is_in_part(node)
            if is_list or isinstance(node, (qapi_graph, qapi_links)):
                node["classes"].append(NO_SEARCH)
            elif isinstance(node, addnodes.index) and NO_SEARCH in node["classes"]:
                node.parent.remove(node)
            elif isinstance(node, addnodes.index) and heading is not None:
                lead_to_page(node, heading["ids"])


def lead_to_page(index: addnodes.index, anchors: list[str]) -> None:
    """Let the index entry for a page's title lead to the page: then the search counts entry and title as one hit."""
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
    """Cache the stems of words, instead of computing them for each page (handler of ``doctree-resolved``)."""
    remember_stems(app.builder)


def find_stems_as_before(app: Sphinx, _exception: Exception | None) -> None:
    """Undo `find_stems_once` (handler of ``build-finished``)."""
    forget_stems(app.builder)


def complete_search(app: Sphinx) -> list[Any]:
    """Make the search index that of a clean build (handler of ``html-collect-pages``; there are no pages to add)."""
    complete_index(app.builder)
    return []
