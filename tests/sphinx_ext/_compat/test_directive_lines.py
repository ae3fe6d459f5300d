"""The line numbers of a directive's content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_qapi.sphinx_ext._compat.directive_lines import place_in_content

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

FOUND: list[int | None] = []
RST = "T\n=\n\n.. note::\n\n   .. spy::\n      :name: x\n\n      one\n      two\n"
MARKDOWN = "# T\n\n```{spy}\n:name: x\n\none\ntwo\n```\n"


class Spy(SphinxDirective):
    has_content = True
    option_spec = {"name": str}  # noqa: RUF012 - as docutils declares it

    def run(self) -> list[nodes.Node]:
        FOUND.extend(place_in_content(self, index)[1] for index in range(len(self.content)))
        return []


@pytest.mark.parametrize(("name", "page"), [("index.rst", RST), ("index.md", MARKDOWN)])
def test_lines_are_those_of_the_page(build: Build, name: str, page: str) -> None:
    FOUND.clear()
    with contract(
        "docutils counts `content_offset` from the page's first line, and MyST from that of the directive",
        breaks="a mistake in an example is reported at a wrong line of the author's page",
    ):
        directives.register_directive("spy", Spy)
        build("", {name: page}, extensions=["myst_parser", "sphinx_qapi"])
        lines = page.split("\n")
        assert [number and lines[number - 1].strip() for number in FOUND] == ["one", "two"]
