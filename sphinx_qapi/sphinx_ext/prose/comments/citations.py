"""Citations of comments.

Sphinx knows only one citation of each label in a project, and collects citations from the whole page. So the
citations of a comment, and the references to them, are replaced by nodes of our own until Sphinx has collected.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_qapi.sphinx_ext.prose.comments.comment import Comment

_SHOWN = "qapi:citations"


class qapi_citation(nodes.General, nodes.Element):  # noqa: N801 - docutils finds visitors by class name
    """A hidden citation; `ShowCitations` replaces it, so no writer meets it."""


class qapi_citation_reference(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A reference to a hidden citation; `ShowCitations` replaces it, so no writer meets it."""


def hide_citations(comment: Comment) -> None:
    """Hide the citations of *comment*, and the references to them within it, from Sphinx."""
    document, env = comment.document, comment.env
    tables = comment.tables.setdefault("citation", {})
    own = set()
    for citation in list(document.findall(nodes.citation)):
        own |= {*citation["ids"]}
        tables.setdefault("citations", {})[citation[0].astext()] = (env.docname, citation["ids"][0], citation.line)
        _replace(citation, qapi_citation("", *citation.children, **{**citation.attributes, "docname": env.docname}))
    for reference in list(document.findall(nodes.citation_reference)):
        if reference.get("refid") in own:
            tables.setdefault("citation_refs", {})[reference.astext()] = {env.docname}
            attributes = {**reference.attributes, "docname": env.docname, "refname": reference["refid"]}
            _replace(reference, qapi_citation_reference("", "", *reference.children, **attributes))
    if own:
        env.temp_data[_SHOWN] = True


def _replace(node: nodes.Element, new: nodes.Element) -> None:
    new.source, new.line = node.source, node.line
    # When a comment is shown within another one, the outer comment has already replaced its nodes.
    if node.parent is not None and any(each is node for each in node.parent.children):
        node.replace_self(new)


class ShowCitations(SphinxTransform):
    """Turns the hidden citations of comments back into the standard nodes, which every writer knows."""

    default_priority = 630  # after Sphinx has collected citations, and docutils has looked for dangling references

    def apply(self, **_kwargs: Any) -> None:
        """Replace the hidden citations and references of the page."""
        if not self.env.temp_data.get(_SHOWN):
            return
        for kind, standard in ((qapi_citation, nodes.citation), (qapi_citation_reference, nodes.citation_reference)):
            for node in list(self.document.findall(kind)):
                shown: Any = standard("", **node.attributes)
                shown += node.children
                shown.source, shown.line = node.source, node.line
                if isinstance(shown, nodes.citation_reference):
                    shown.resolved = True
                node.replace_self(shown)
