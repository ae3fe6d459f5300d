"""MyST's parser of Markdown for texts that are not the page at work, which it has no interface for."""

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
"""Extensions of MyST that are about whole documents, or write other signs than those that stand there."""
_SCHEME = re.compile(r"\s*[A-Za-z][\w+.-]*:")
Refuse = Callable[[str, "str | None", "int | None"], None]
Complain = Callable[[str, str, "int | None"], None]
"""Gets a message, the file, and the line where MyST knows it."""


class _Renderer(SphinxRenderer):
    """MyST's renderer, which hands its complaints over."""

    complain: Complain

    def create_warning(self, message: str, *_subtype: Any, line: int | None = None, **_more: Any) -> None:
        """Report *message*."""
        self.complain(message, self.document["source"], line)


class _StrictRenderer(_Renderer):
    """A renderer without HTML and without reST, whose links are looked at first."""

    refuse: Refuse
    is_allowed_link: Callable[[str], bool]

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Leave the tag out, not what is in it."""
        self._refuse("HTML", token)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Leave it out."""
        self._refuse("HTML", token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Leave it out: its lines are not those of the file."""
        self._refuse('the directive "eval-rst"', token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render the link, or only its text."""
        address = str(token.attrs.get("href") or "")
        if self.is_allowed_link(address):
            super().render_link(token)
        elif token.info == "auto" or _SCHEME.match(address):
            self._refuse(f'the link to "{address}"', token)
            self.render_children(token)
        else:
            self.render_link_unknown(token)  # a name, or a file, of which nodes tell more

    def _refuse(self, what: str, token: SyntaxTreeNode) -> None:
        self.refuse(what, self.document["source"], token.map[0] if token.map else None)


class MarkdownParser:
    """Parses texts into nodes, with the settings of MyST that the project has."""

    renderer: type[_Renderer] = _Renderer

    def __init__(self, env: BuildEnvironment, complain: Complain) -> None:
        self._parser = create_md_parser(self._config(env), self.renderer)
        renderer: Any = self._parser.renderer
        renderer.complain = complain
        self._parser.disable(_SWITCHED_OFF, ignoreInvalid=True)

    @staticmethod
    def _config(env: BuildEnvironment) -> MdParserConfig:
        config: MdParserConfig = getattr(env, "myst_config", None) or MdParserConfig()
        return config.copy(footnote_transition=False)  # a line across the entry

    def parse(
        self, lines: Sequence[str], path: str, numbers: Sequence[int], holder: nodes.Element, document: nodes.document
    ) -> None:
        """Parse *lines*, which are the lines *numbers* of *path*, into *holder*; names are noted in *document*."""
        tokens = self._parser.parse("\n".join(lines))
        _set_lines(tokens, numbers)
        options: Any = self._parser.options
        options.update(document=document, current_node=holder)
        before, document["source"] = document["source"], path
        blocks = document.blocks if isinstance(document, CommentDocument) else document.children
        blocks.append(holder)  # before its version 4 MyST adds the footnotes whose references it finds in the document
        try:
            # Roles take the lines that MyST gives them for lines of the file.
            with places_by(document.reporter, lambda line: (path, line)):
                self._parser.renderer.render(tokens, options, {})
        finally:
            blocks.remove(holder)
            document["source"] = before


class StrictMarkdownParser(MarkdownParser):
    """Parses CommonMark without HTML, and directives and roles, whatever else the project has switched on.

    *refuse* gets what is left out, the file and the line; links to what *is_allowed_link* denies are text.
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
        # Else such links would be text without a word.
        parser: Any = self._parser
        parser.validateLink = lambda _address: True

    @staticmethod
    def _config(_env: BuildEnvironment) -> MdParserConfig:
        return MdParserConfig()


def _set_lines(tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Give *tokens* the lines of the file, which MyST counts from 0."""
    last = len(numbers) - 1
    for token in tokens:
        if token.map:
            token.map = [numbers[min(line, last)] - 1 for line in token.map]
