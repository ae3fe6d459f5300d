"""Doc comments in Markdown, by MyST's own parser, with the schema's lines.

MyST knows the line of each block, not of each word. Headings become labels: sections are for the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.reporting import warn

_NOT_IN_COMMENTS = ("front_matter", "wordcount")
"""What is about whole documents."""


class _Renderer(SphinxRenderer):
    """MyST's renderer, whose complaints are findings of ours at the schema's line."""

    def create_warning(self, message: str, *_subtype: Any, line: int | None = None, **_more: Any) -> None:
        """Report *message*."""
        warn(message, "invalid-markdown", f"{self.document['source']}:{line or ''}", once=True)


class MarkdownReader:
    """Turns texts into nodes of one document, with the settings of MyST that the project has."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._document = document
        self._parser = create_md_parser(getattr(env, "myst_config", None) or MdParserConfig(), _Renderer)
        self._parser.disable(_NOT_IN_COMMENTS, ignoreInvalid=True)

    def read(self, text: Text) -> list[nodes.Node]:
        """*text* as block nodes."""
        holder = nodes.Element()
        holder.document = self._document
        tokens = self._parser.parse("\n".join(text.lines))
        _set_lines(tokens, text.numbers)
        options: Any = self._parser.options
        options.update(document=self._document, current_node=holder)
        with _source(self._document, text.path):
            self._parser.renderer.render(tokens, options, {})
        return list(holder.children)


def _set_lines(tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Let *tokens* stand on the lines of the file, which MyST counts from 0."""
    last = len(numbers) - 1
    for token in tokens:
        if token.map:
            token.map = [numbers[min(line, last)] - 1 for line in token.map]


@contextmanager
def _source(document: nodes.document, path: str) -> Iterator[None]:
    """Let MyST take *path* for the file of *document*, and roles the lines that MyST gives them for lines of it."""
    reporter: Any = document.reporter
    source, places = document["source"], getattr(reporter, "get_source_and_line", None)
    document["source"] = path
    reporter.get_source_and_line = lambda line: (path, line)
    try:
        yield
    finally:
        document["source"] = source
        if places is None:
            del reporter.get_source_and_line
        else:
            reporter.get_source_and_line = places
