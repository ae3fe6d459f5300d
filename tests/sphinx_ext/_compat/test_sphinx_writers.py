"""What Sphinx's own translators know while they write a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from sphinx_qapi.sphinx_ext._compat.sphinx_writers import heading_level, latex_link

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

PAGES = {"index.rst": "T\n=\n\nA\n-\n\nb\n"}


def test_html_knows_the_level_of_headings(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    levels: list[int] = []
    visit = HTML5Translator.visit_paragraph

    def note(self: HTML5Translator, node: nodes.paragraph) -> None:
        levels.append(heading_level(self))
        visit(self, node)

    monkeypatch.setattr(HTML5Translator, "visit_paragraph", note)
    with contract(
        "Sphinx' translator for HTML counts sections in `section_level`",
        breaks="screen readers are told the wrong level of definitions' names, or pages are not written at all",
    ):
        build("", PAGES)
        assert levels == [2]


def test_latex_links_as_its_own_references_do(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, tuple[str, str]] = {}
    visit = LaTeXTranslator.visit_paragraph

    def note(self: Any, node: nodes.paragraph) -> None:
        found["here"] = latex_link(self, nodes.reference(refid="b")), self.hyperlink("index:b")
        found["this document"] = latex_link(self, nodes.reference(refuri="#b")), self.hyperlink("index:b")
        found["another"] = latex_link(self, nodes.reference(refuri="%a#b")), self.hyperlink("a:b")
        address = "https://example.org/%"
        found["outside"] = latex_link(self, nodes.reference(refuri=address)), rf"\href{{{self.encode_uri(address)}}}{{"
        visit(self, node)

    monkeypatch.setattr(LaTeXTranslator, "visit_paragraph", note)
    with contract(
        "Sphinx' translator for LaTeX has `curfilestack`, `hyperlink` and `encode_uri`",
        breaks="links in graphs of PDFs lead nowhere, or PDFs are not written at all",
    ):
        build("", PAGES, builder="latex")
        assert len(found) == 4
        assert all(ours == its for ours, its in found.values())
        assert "index:b" in found["here"][0]
