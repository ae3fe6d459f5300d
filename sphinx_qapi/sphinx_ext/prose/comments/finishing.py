"""What is done with comments when all of a page is read: translations, and what refers to what within a comment."""

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
    """Finish the comments on a page, before anything else happens to what was read of it."""

    default_priority = 15

    def apply(self, **_kwargs: Any) -> None:
        """Innermost comments first: what a comment shows may have comments of its own."""
        if self.env.docname in state_of(self.env).store.generated:
            # All of it is ours or of comments: there is nothing for smart quotes, which take a tenth of a build.
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
            note_names(comment)


def _number_no_lines(document: nodes.document) -> None:
    """Say of all code that its lines have no numbers, as Sphinx would when it resolves *document*."""
    blocks = elements_in(document, (nodes.literal_block, addnodes.highlightlang))
    if not any(isinstance(block, addnodes.highlightlang) for block in blocks):
        for block in blocks:
            block.setdefault("linenos", False)


def translate(comment: Comment, translator: Translator) -> None:
    """Let *comment* say what it says in the reader's language."""
    for passage in comment.passages:
        translator.translate(passage)


def resolve(comment: Comment) -> None:
    """Lead what refers to something in *comment* there."""
    if comment.is_plain:
        return
    document = comment.document
    document.blocks = [block for passage in comment.passages for block in passage.blocks]
    if comment.is_translated:
        document.forget_lost()
    document.resolve()


def note_names(comment: Comment) -> None:
    """Let what *comment* names be its own; note what may be referred to from elsewhere."""
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
