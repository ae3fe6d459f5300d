"""Comments as docutils documents of their own, and docutils' transforms of references applied to them."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document

from sphinx_qapi.sphinx_ext._compat.comment_document import CommentDocument
from sphinx_qapi.sphinx_ext._compat.docutils_messages import pass_complaints_on
from sphinx_qapi.sphinx_ext._compat.docutils_parser import RstParser

from .contracts import contract
from .texts import FIRST_LINE, PATH

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

BREAKS = "footnotes, targets and substitutions of one comment are taken for those of another"
TEXT = """\
One [1]_, [#]_, a_, |b| and `c <https://c.example.org/>`__.

.. _a: https://a.example.org/
.. |b| replace:: B
.. [1] First.
.. [#] Second."""


def _read(page: nodes.document, text: str) -> CommentDocument:
    lines = text.split("\n")
    comment = CommentDocument(page)
    complaints = pass_complaints_on(page.reporter, [PATH], lambda complaint: complaints_of.append(complaint.text))
    complaints_of: list[str] = []
    parser = RstParser(page, complaints)
    holder = nodes.container()
    holder.document = comment
    with parser.reading(lines, PATH, range(FIRST_LINE, FIRST_LINE + len(lines)), "", comment):
        parser.blocks(holder)
    page += holder
    comment.blocks = list(holder.children)
    comment.resolve()
    comment.hide()
    assert complaints_of == []
    return comment


def test_two_comments_do_not_know_each_other(build: Build) -> None:
    env = build("", {"index.rst": "T\n=\n"}).app.env
    with contract(
        "docutils' transforms of references look for nodes with `findall` and `walk`, and for names in tables of the "
        "document that they are for",
        breaks=BREAKS,
    ):
        page = _page(env)
        first, second = _read(page, TEXT), _read(page, TEXT)
        for comment in (first, second):
            notes = {note["ids"][0]: note[0].astext() for note in comment.findall(nodes.footnote)}
            references = list(comment.findall(nodes.footnote_reference))
            assert [(notes[each["refid"]], each.astext()) for each in references] == [("1", "1"), ("2", "2")]
            links = [each["refuri"] for each in comment.findall(nodes.reference)]
            assert links == ["https://a.example.org/", "https://c.example.org/"]
            assert "B and" in comment.blocks[0].astext()
        assert not {*page.nameids}
        every = [each for node in page.findall(nodes.Element) for each in node["ids"]]
        assert len(every) == len({*every})


def test_what_a_comment_does_not_know_is_left_to_the_page(build: Build) -> None:
    env = build("", {"index.rst": "T\n=\n"}).app.env
    with contract("docutils' page finds references by `refnames` and `substitution_reference`", breaks=BREAKS):
        page = _page(env)
        comment = _read(page, "Of a_ and |b|.")
        assert [each.astext() for each in page.refnames["a"]] == ["a"]
        assert [each["refname"] for each in comment.findall(nodes.substitution_reference)] == ["b"]


def test_it_is_not_pickled_with_its_page(build: Build) -> None:
    env = build("", {"index.rst": "T\n=\n"}).app.env
    with contract("docutils' nodes without a document ask their parents for it", breaks="no page is kept"):
        page = _page(env)
        comment = _read(page, "Text [1]_.\n\n.. [1] Note.")
        assert comment.blocks[0].document is comment
        page.settings = None  # type: ignore[assignment]  # Sphinx takes out what cannot be pickled
        assert pickle.loads(pickle.dumps(page))[0][0].document.__class__ is nodes.document


def _page(env: object) -> nodes.document:
    from docutils.frontend import get_default_settings
    from docutils.parsers.rst import Parser
    from docutils.utils import new_document

    settings = get_default_settings(Parser())
    settings.env = env
    return new_document("page.rst", settings)


def test_a_comment_is_of_the_file_of_its_page(build: Build) -> None:
    """Messages of docutils about the comment say so."""
    page = new_document("page.rst")
    assert CommentDocument(page)["source"] == "page.rst"
