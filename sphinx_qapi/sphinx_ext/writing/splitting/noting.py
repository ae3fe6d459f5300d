"""The parts of a document, noted when it is read, and taken away again where nobody splits it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import doctree_before_reading
from sphinx_qapi.sphinx_ext.doctree.nodes import MOVED, qapi_heading, qapi_listed, qapi_page_head, qapi_part
from sphinx_qapi.sphinx_ext.doctree.page_parts import page_parts
from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.objects.rows import SplitDocument, SplitPage
from sphinx_qapi.sphinx_ext.objects.state import state_of

_OF_ROWS = "qapi-"
"""What the anchors of rows begin with, which the domain knows."""


def note_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Keep which parts the document at work has (handler of ``doctree-read``)."""
    state = state_of(app.env)
    is_compared = app.env.docname in state.parts_before
    pages = tuple(_noted(part, is_compared=is_compared) for part in doctree.findall(qapi_part))
    if pages:
        lists = doctree.findall(qapi_listed)
        labels = tuple((each.text, each.anchor) for listed in lists for each in page_parts(listed))
        state.data["parts"][app.env.docname] = SplitDocument(pages, labels)


def _noted(part: qapi_part, *, is_compared: bool) -> SplitPage:
    ids: list[str] = []
    for node in part.findall(nodes.Element):
        if node["ids"] and (isinstance(node, addnodes.desc_signature) or not node["ids"][0].startswith(_OF_ROWS)):
            ids += node["ids"]
    heading = part.next_node(qapi_heading)
    assert heading is not None
    shown = _digest(part) if is_compared else ""
    return SplitPage(part["page"], nodes.Element.astext(heading), heading.astext(), frozenset(ids), shown)


def remember_parts(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Keep what the parts of documents are that are read again (handler of ``env-before-read-docs``).

    Where all are read again, whatever is the reason may show on all pages.
    """
    state = state_of(env)
    state.parts_before = {}
    if not env.found_docs.difference(docnames):
        return
    for docname in docnames:
        if docname in state.data["parts"] and Path(env.doctreedir, f"{docname}.doctree").is_file():
            parts = doctree_before_reading(env, docname).findall(qapi_part)
            state.parts_before[docname] = {part["page"]: _digest(part) for part in parts}


def _digest(part: qapi_part) -> str:
    return digest(repr(list(_words(part))))


def _words(part: qapi_part) -> Iterator[object]:
    for node in part.findall():
        if isinstance(node, nodes.Element):
            yield type(node).__name__, len(node.children), [(k, v) for k, v in node.attributes.items() if v]
        else:
            yield str(node)


class JoinParts(SphinxPostTransform):
    """Make one page of a document, where the builder does not split it."""

    default_priority = 1  # before anything is resolved that is not to be there

    def run(self, **_kwargs: Any) -> None:
        """Work on the document."""
        if state_of(self.env).splits:
            return
        for head in list(self.document.findall(qapi_page_head)):
            head.parent.remove(head)
        for listed in list(self.document.findall(qapi_listed)):
            if not listed["joined"]:
                listed.parent.remove(listed)
                continue
            for node in listed.findall(nodes.Element):
                node["ids"] = []  # which the definitions have
                node["classes"] = [each for each in node["classes"] if each != MOVED]
            listed.replace_self(listed.children)
        for part in list(self.document.findall(qapi_part)):
            part.replace_self(part.children)
