"""The last steps for comments once all of a page is read: translation, and references within a comment."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_comments import noted, own_tables
from sphinx_qapi.sphinx_ext.doctree.references import IN_COMMENT
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.objects.comment_names import CommentRow
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.prose.comments.citations import hide_citations
from sphinx_qapi.sphinx_ext.prose.comments.comment import Comment, comments_of
from sphinx_qapi.sphinx_ext.prose.comments.equations import number_equations
from sphinx_qapi.sphinx_ext.prose.comments.translating import Translator, translator_of


class FinishComments(SphinxTransform):
    """Finishes the comments on a page, before any other transform that changes them."""

    default_priority = 15

    def apply(self, **_kwargs: Any) -> None:
        """Translate, resolve and note the comments; where a comment shows other comments, these are resolved first."""
        if self.env.docname in state_of(self.env).store.generated:
            # All texts are our own or from comments: smart quotes, a tenth of a build, have nothing to do here.
            self.document.settings = self.document.settings.copy()
            self.document.settings.smart_quotes = False
            _number_no_lines(self.document)
        comments = comments_of(self.env)
        translator = translator_of(self.env)
        if translator is not None:
            for comment in comments:
                translate(comment, translator)
        for comment in comments[::-1]:
            resolve(comment)
        for comment in comments:
            note_comment_names(comment)


def _number_no_lines(document: nodes.document) -> None:
    """Set ``linenos`` to False on all code blocks, as Sphinx would when it resolves *document*."""
    blocks = elements_in(document, (nodes.literal_block, addnodes.highlightlang))
    if not any(isinstance(block, addnodes.highlightlang) for block in blocks):
        for block in blocks:
            block.setdefault("linenos", False)


def translate(comment: Comment, translator: Translator) -> None:
    """Replace the passages of *comment* by their translations into the reader's language."""
    for passage in comment.passages:
        translator.translate(passage)


def resolve(comment: Comment) -> None:
    """Resolve the references of *comment* to targets within it."""
    if comment.is_plain:
        return
    document = comment.document
    document.blocks = [block for passage in comment.passages for block in passage.blocks]
    if comment.is_translated:
        document.forget_lost()
    document.resolve()


def note_comment_names(comment: Comment) -> None:
    """Hide the names of *comment* from the page, and note them in its `CommentRow` for references to them.

    A comment that is read apart gets no row.
    """
    if comment.is_plain:
        return
    document = comment.document
    equations = number_equations(comment)
    _note_labels(comment)
    document.hide()
    if comment.is_apart:
        return
    if not comment.is_public:
        for index in list(document.findall(addnodes.index)):
            index["entries"] = []
    hide_citations(comment)
    names = noted(comment.env, comment.tables)
    if names or equations:
        row = CommentRow(comment.order, comment.is_public, names, equations)
        number = state_of(comment.env).note_comment(comment.env.docname, row)
        for xref in document.findall(addnodes.pending_xref):
            if xref.get("refdomain") in names:
                xref[IN_COMMENT] = number


def _note_labels(comment: Comment) -> None:
    document = comment.document
    if any(document.nametypes.values()):
        env: BuildEnvironment = comment.env
        with own_tables(env, comment.tables):
            env.get_domain("std").process_doc(env, env.docname, document)
