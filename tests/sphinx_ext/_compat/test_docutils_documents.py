"""The attribute in which docutils' nodes keep their document, read without asking their parents."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext._compat.docutils_documents import own_document

from .contracts import contract
from .texts import new_page


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
