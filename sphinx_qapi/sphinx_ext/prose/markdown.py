"""Doc comments in Markdown, by MyST's own parser, with the schema's lines.

MyST knows the line of each block, not of each word. Headings become labels: sections are for the page.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext._compat.docutils_messages import Complaints, Topic
from sphinx_qapi.sphinx_ext._compat.myst import MarkdownParser, StrictMarkdownParser
from sphinx_qapi.sphinx_ext.prose.trust.links import is_allowed_link
from sphinx_qapi.sphinx_ext.prose.trust.refusals import refuse
from sphinx_qapi.sphinx_ext.reporting import warn


class MarkdownReader:
    """Turns texts into nodes."""

    def __init__(self, env: BuildEnvironment, complaints: Complaints, *, is_trusted: bool) -> None:
        self._complaints = complaints
        self._parser = (
            MarkdownParser(env, _complain)
            if is_trusted
            else StrictMarkdownParser(env, _complain, refuse=refuse, is_allowed_link=is_allowed_link)
        )

    def read(self, text: Text, document: nodes.document) -> list[nodes.Node]:
        """*text* as block nodes; names are noted in *document*."""
        holder = nodes.Element()
        holder.document = document
        with self._complaints.about(Topic.OTHER):  # roles complain to docutils
            self._parser.parse(text.lines, text.path, text.numbers, holder, document)
        return list(holder.children)


def _complain(message: str, path: str, line: int | None) -> None:
    """Make what MyST says a finding of ours."""
    warn(message, "invalid-markdown", f"{path}:{line or ''}", once=True)
