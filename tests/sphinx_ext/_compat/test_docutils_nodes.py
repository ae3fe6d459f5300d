"""The attribute in which docutils' nodes keep the document that they belong to."""

from __future__ import annotations

import gc

from docutils import nodes

from sphinx_qapi.sphinx_ext._compat.docutils_nodes import let_be_of, own_document

from .contracts import contract
from .texts import new_page


def test_nodes_are_in_the_document_that_they_are_given_to() -> None:
    with contract(
        "a node keeps its document as its attribute `document`, from docutils 0.22 on as `_document`",
        breaks="what is taken over from an earlier build keeps the whole of that build's page in memory",
    ):
        before, after = new_page(), new_page()
        section = nodes.section("", nodes.paragraph("", "", nodes.Text("a"), nodes.emphasis("", "b")))
        for node in (before, *section.findall()):
            node.document = before
        let_be_of(after, section)
        for node in section.findall():
            assert node.document is after
            assert not any(held is before for held in gc.get_referents(node, node.__dict__))


def test_only_nodes_that_were_given_a_document_have_one() -> None:
    with contract(
        "a node that was given a document keeps it as its attribute `document`, from docutils 0.22 on as `_document`, "
        "and a document has itself",
        breaks="documents of comments stay in memory until Python's collector finds them",
    ):
        page = new_page()
        given, text = nodes.paragraph("", "", nodes.Text("a")), nodes.Text("b")
        given.document = page
        assert own_document(given) is page
        assert own_document(page) is page
        assert own_document(given.children[0]) is None
        assert own_document(text) is None
