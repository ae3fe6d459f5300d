"""MyST's Markdown parser for texts that are not part of the page being read; MyST has no interface for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.comment_document import CommentDocument
from sphinx_qapi.sphinx_ext._compat.docutils_parser import places_by

_SWITCHED_OFF = ("front_matter", "wordcount", "smartquotes", "replacements")
"""MyST extensions that concern whole documents or replace characters of the text."""
_SCHEME = re.compile(r"\s*[A-Za-z][\w+.-]*:")
Refuse = Callable[[str, "str | None", "int | None"], None]
Complain = Callable[[str, str, "int | None"], None]
"""Gets a message, the file, and the line, or None if MyST does not know it."""


class _Renderer(SphinxRenderer):
    """MyST's renderer, which passes its complaints on."""

    complain: Complain

    def create_warning(self, message: str, *_subtype: Any, line: int | None = None, **_more: Any) -> None:
        """Report *message*."""
        self.complain(message, self.document["source"], line)


class _StrictRenderer(_Renderer):
    """A renderer without HTML and reST that checks links before it renders them."""

    refuse: Refuse
    is_allowed_link: Callable[[str], bool]

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Leave out the tag, but not its content."""
        self._refuse("HTML", token)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Leave out the block."""
        self._refuse("HTML", token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Leave out the block: its line numbers are not those of the file."""
        self._refuse('the directive "eval-rst"', token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render the link, or only its text if the link is not allowed."""
        address = str(token.attrs.get("href") or "")
        if self.is_allowed_link(address):
            super().render_link(token)
        elif token.info == "auto" or _SCHEME.match(address):
            self._refuse(f'the link to "{address}"', token)
            self.render_children(token)
        else:
            self.render_link_unknown(token)  # a name or a file: the nodes tell which

    def _refuse(self, what: str, token: SyntaxTreeNode) -> None:
        self.refuse(what, self.document["source"], token.map[0] if token.map else None)


class MarkdownParser:
    """Parses texts into nodes, with the project's settings of MyST."""

    renderer: type[_Renderer] = _Renderer

    def __init__(self, env: BuildEnvironment, complain: Complain) -> None:
        self._parser = create_md_parser(self._config(env), self.renderer)
        renderer: Any = self._parser.renderer
        renderer.complain = complain
        self._parser.disable(_SWITCHED_OFF, ignoreInvalid=True)

    @staticmethod
    def _config(env: BuildEnvironment) -> MdParserConfig:
        config: MdParserConfig = getattr(env, "myst_config", None) or MdParserConfig()
        return config.copy(footnote_transition=False)  # the transition would be a line across the entry

    def parse(
        self, lines: Sequence[str], path: str, numbers: Sequence[int], holder: nodes.Element, document: nodes.document
    ) -> None:
        """Parse *lines*, which are the lines *numbers* of *path*, into *holder*; note names in *document*."""
        tokens = self._parser.parse("\n".join(lines))
        _set_lines(tokens, numbers)
        options: Any = self._parser.options
        options.update(document=document, current_node=holder)
        before, document["source"] = document["source"], path
        blocks = document.blocks if isinstance(document, CommentDocument) else document.children
        blocks.append(holder)  # before version 4, MyST adds only footnotes whose references it finds in the document
        try:
            # Roles take the line numbers that MyST gives them for line numbers of the file.
            with places_by(document.reporter, lambda line: (path, line)):
                self._parser.renderer.render(tokens, options, {})
        finally:
            blocks.remove(holder)
            document["source"] = before


class StrictMarkdownParser(MarkdownParser):
    """Parses CommonMark with directives and roles but without HTML, whatever else the project has enabled.

    *refuse* gets what is left out, with its file and line; links for which *is_allowed_link* is false become plain
    text.
    """

    renderer = _StrictRenderer

    def __init__(
        self,
        env: BuildEnvironment,
        complain: Complain,
        *,
        refuse: Refuse,
        is_allowed_link: Callable[[str], bool],
    ) -> None:
        super().__init__(env, complain)
        renderer: Any = self._parser.renderer
        renderer.refuse, renderer.is_allowed_link = refuse, is_allowed_link
        # Otherwise markdown-it would turn such links into text without reporting it.
        parser: Any = self._parser
        parser.validateLink = lambda _address: True

    @staticmethod
    def _config(_env: BuildEnvironment) -> MdParserConfig:
        return MdParserConfig()


def _set_lines(tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Give *tokens* the line numbers of the file, minus one: MyST counts from 0."""
    last = len(numbers) - 1
    for token in tokens:
        if token.map:
            token.map = [numbers[min(line, last)] - 1 for line in token.map]
