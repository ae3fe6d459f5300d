"""MyST's parser of Markdown for texts outside the current page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import new_document, sphinx_domains

from sphinx_qapi.sphinx_ext._compat.myst import MarkdownParser

from .contracts import contract
from .texts import FIRST_LINE, PATH

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build


def test_a_text_becomes_nodes_with_its_lines(build: Build) -> None:
    env = build("", {"index.rst": "T\n=\n"}).app.env
    env.prepare_settings("index")
    complaints: list[tuple[str, int | None]] = []
    lines = ["*a*", "", "- b", "", "```{nosuch}", "```"]
    holder = nodes.Element()
    with contract(
        "MyST's `create_md_parser` takes a class of renderers, whose `render` fills the node `current_node`, and which "
        "complains by `create_warning`",
        breaks="comments in Markdown are not parsed, or mistakes in them are not reported at their line of the schema",
    ):
        document = new_document("page.rst")
        document.settings.env = env
        holder.document = document
        parser = MarkdownParser(env, lambda _message, path, line: complaints.append((path, line)))
        with sphinx_domains(env):
            parser.parse(lines, PATH, range(FIRST_LINE, FIRST_LINE + len(lines)), holder, document)
        assert [(type(each), each.line) for each in holder.children[:2]] == [
            (nodes.paragraph, FIRST_LINE),
            (nodes.bullet_list, FIRST_LINE + 2),
        ]
        assert complaints == [(PATH, FIRST_LINE + 4)]
        assert document["source"] == "page.rst"
