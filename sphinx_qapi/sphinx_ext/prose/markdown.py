"""Reader of doc comments in Markdown, with MyST's own parser and the line numbers of the schema.

MyST knows the line of each block, not of each word. Headings become labels: only the page itself has sections.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext._compat.docutils_messages import Complaints, Topic
from sphinx_qapi.sphinx_ext._compat.myst import MarkdownParser, StrictMarkdownParser
from sphinx_qapi.sphinx_ext.prose.trust.left_out_warning import warn_left_out
from sphinx_qapi.sphinx_ext.prose.trust.links import is_allowed_link
from sphinx_qapi.sphinx_ext.reporting import warn


class MarkdownReader:
    """Turns Markdown texts into nodes."""

    def __init__(self, env: BuildEnvironment, complaints: Complaints, *, is_trusted: bool) -> None:
        self._complaints = complaints
        self._parser = (
            MarkdownParser(env, _complain)
            if is_trusted
            else StrictMarkdownParser(env, _complain, refuse=warn_left_out, is_allowed_link=is_allowed_link)
        )

    def read(self, text: Text, document: nodes.document) -> list[nodes.Node]:
        """Return *text* as block nodes; its names are noted in *document*."""
        holder = nodes.Element()
        holder.document = document
        with self._complaints.about(Topic.OTHER):  # roles complain through docutils' reporter
            self._parser.parse(text.lines, text.path, text.numbers, holder, document)
        return list(holder.children)


def _complain(message: str, path: str, line: int | None) -> None:
    """Report a message of MyST as a finding of the rule ``invalid-markdown``."""
    warn(message, "invalid-markdown", f"{path}:{line or ''}", once=True)
