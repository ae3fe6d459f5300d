"""MyST's parser of Markdown for texts that are not the page at work, which it has no interface for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.docutils_parser import places_by

_OF_DOCUMENTS = ("front_matter", "wordcount")
"""Extensions of MyST that are about whole documents."""
Complain = Callable[[str, str, "int | None"], None]
"""Gets a message, the file, and the line where MyST knows it."""


class _Renderer(SphinxRenderer):
    """MyST's renderer, which hands its complaints over."""

    complain: Complain

    def create_warning(self, message: str, *_subtype: Any, line: int | None = None, **_more: Any) -> None:
        """Report *message*."""
        self.complain(message, self.document["source"], line)


class MarkdownParser:
    """Parses texts into nodes of *document*, with the settings of MyST that the project has."""

    def __init__(self, document: nodes.document, env: BuildEnvironment, complain: Complain) -> None:
        self._document = document
        self._parser = create_md_parser(getattr(env, "myst_config", None) or MdParserConfig(), _Renderer)
        renderer: Any = self._parser.renderer
        renderer.complain = complain
        self._parser.disable(_OF_DOCUMENTS, ignoreInvalid=True)

    def parse(self, lines: Sequence[str], path: str, numbers: Sequence[int], holder: nodes.Element) -> None:
        """Parse *lines*, which are the lines *numbers* of *path*, into *holder*."""
        tokens = self._parser.parse("\n".join(lines))
        _set_lines(tokens, numbers)
        options: Any = self._parser.options
        options.update(document=self._document, current_node=holder)
        before, self._document["source"] = self._document["source"], path
        try:
            # Roles take the lines that MyST gives them for lines of the file.
            with places_by(self._document.reporter, lambda line: (path, line)):
                self._parser.renderer.render(tokens, options, {})
        finally:
            self._document["source"] = before


def _set_lines(tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Give *tokens* the lines of the file, which MyST counts from 0."""
    last = len(numbers) - 1
    for token in tokens:
        if token.map:
            token.map = [numbers[min(line, last)] - 1 for line in token.map]
