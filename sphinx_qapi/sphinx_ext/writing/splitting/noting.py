"""The parts of a document, noted when it is read, and joined again if the builder does not split it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.doctree.nodes import MOVED, qapi_heading, qapi_listed, qapi_page_head, qapi_part
from sphinx_qapi.sphinx_ext.doctree.page_parts import page_parts, split_parts
from sphinx_qapi.sphinx_ext.objects.object_rows import SplitDocument, SplitPage
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.rebuilding.parts_before import PartsBefore, is_plain, parts_before

_OF_ROWS = "qapi-"
"""Prefix of the anchors of rows, which the domain knows."""


def note_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Note the parts of the current document (handler of ``doctree-read``)."""
    state, before = state_of(app.env), parts_before(app.env)
    is_alone = not app.env.dependencies.get(app.env.docname)  # otherwise a part may be made of more than the schema
    pages = tuple(_noted(part, before, is_alone=is_alone) for part in split_parts(doctree))
    if pages:
        lists = doctree.findall(qapi_listed)
        labels = tuple((each.text, each.anchor) for listed in lists for each in page_parts(listed))
        state.data["parts"][app.env.docname] = SplitDocument(pages, labels)


def _noted(part: qapi_part, before: PartsBefore, *, is_alone: bool) -> SplitPage:
    page = part["page"]
    if page in before.taken:
        return before.pages[page]._replace(is_as_before=True)
    noted = before.noted[page]
    may_be_taken = is_alone and bool(noted.made_of)
    ids: list[str] = []
    for node in part.findall(nodes.Element):
        may_be_taken = may_be_taken and is_plain(node)
        if node["ids"] and (isinstance(node, addnodes.desc_signature) or not node["ids"][0].startswith(_OF_ROWS)):
            ids += node["ids"]
    heading = part.next_node(qapi_heading)
    assert heading is not None
    found = SplitPage(page, nodes.Element.astext(heading), heading.astext(), frozenset(ids))
    if page in before.parts:
        found = found._replace(is_as_before=_digest(part) == _digest(before.parts[page]))
    return found._replace(made_of=noted.made_of, row=noted.row, shown=noted.shown) if may_be_taken else found


def remember_parts(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Keep the old parts of documents that are read again (handler of ``env-before-read-docs``).

    If all documents are read again, nothing is kept: the reason for reading them may affect all pages.
    """
    state = state_of(env)
    before: dict[str, SplitDocument] = {}
    state.parts_before = before
    if not env.found_docs.difference(docnames):
        return
    for docname in docnames:
        if docname in state.data["parts"] and Path(env.doctreedir, f"{docname}.doctree").is_file():
            before[docname] = state.data["parts"][docname]


def _digest(part: qapi_part) -> str:
    return digest(repr(list(_words(part))))


def _words(part: qapi_part) -> Iterator[object]:
    for node in part.findall():
        if isinstance(node, nodes.Element):
            yield type(node).__name__, len(node.children), [(k, v) for k, v in node.attributes.items() if v]
        else:
            yield str(node)


class JoinParts(SphinxPostTransform):
    """Make one page of a document if the builder does not split it."""

    default_priority = 1  # before anything is resolved that is removed here

    def run(self, **_kwargs: Any) -> None:
        """Join the parts of the document."""
        if state_of(self.env).splits:
            return
        for head in list(self.document.findall(qapi_page_head)):
            head.parent.remove(head)
        for listed in list(self.document.findall(qapi_listed)):
            if not listed["joined"]:
                listed.parent.remove(listed)
                continue
            for node in listed.findall(nodes.Element):
                node["ids"] = []  # the definitions have these ids
                node["classes"] = [each for each in node["classes"] if each != MOVED]
            listed.replace_self(listed.children)
        for part in list(self.document.findall(qapi_part)):
            part.replace_self(part.children)
