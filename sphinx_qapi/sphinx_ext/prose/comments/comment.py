"""A doc comment on a page: the texts read from it, and its own state in docutils and Sphinx."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext._compat.comment_document import CommentDocument
from sphinx_qapi.sphinx_ext._compat.sphinx_comments import ReadingState, Tables, noted, own_tables, paths_from
from sphinx_qapi.sphinx_ext.objects.current_place import within_comment

_COMMENTS = "qapi:read-comments"
_MARKS = re.compile(r"\|\S|__(?!\w)")
"""Marks of substitutions, and of anonymous references."""
Translate = Callable[[nodes.Element, str], "list[nodes.Node]"]
"""Function from a node and a translated message to the inline nodes that replace the node's content."""


class CommentPassage(NamedTuple):
    """The nodes that a text was parsed into, with the means to translate them."""

    blocks: Sequence[nodes.Node]
    read: Translate
    """Parser for translations; it reads them in the same way as the text."""
    comment: Comment


@dataclass(kw_only=True, slots=False)
class Comment:
    """A doc comment that is shown on the document *page*."""

    env: BuildEnvironment
    page: nodes.document
    is_public: bool = False
    """Whether its names (labels, terms, …) may be referred to from outside the comment."""
    order: tuple[int, ...] = ()
    """Sort key that decides which of several comments with the same name comes first."""
    is_apart: bool = False
    """Whether only a part of it is shown, apart from its entry: then it has ids of its own instead of the page's."""
    passages: list[CommentPassage] = field(default_factory=list)
    tables: Tables = field(default_factory=dict)
    """What Sphinx's domains have noted while they read it."""
    highlighting: nodes.Element | None = None
    """The node of its last ``highlight`` directive so far; None before the first."""
    is_translated: bool = False
    """Whether a part of it has been replaced by a translation."""
    has_marks: bool = False
    """Whether it may have references that docutils does not note by name: substitutions, or anonymous references."""

    @cached_property
    def document(self) -> CommentDocument:
        """The names, footnotes and references that docutils has noted in it; made at the first use."""
        return CommentDocument(self.page, has_own_ids=self.is_apart)

    @property
    def known_document(self) -> CommentDocument | None:
        """The same as `document`; None if nothing has used that yet."""
        return self.__dict__.get("document")

    @property
    def refers(self) -> bool:
        """Whether anything in it refers to another place."""
        return self.has_marks or (self.known_document is not None and self.known_document.refers)

    @property
    def is_plain(self) -> bool:
        """Whether it neither refers to another place nor has names that can be referred to; true of most comments."""
        document = self.known_document
        if document is None:
            return True
        knows = self.has_marks or document.refers or document.has_names
        return not knows and not noted(self.env, self.tables)

    @cached_property
    def _state(self) -> ReadingState:
        return ReadingState(self.env)

    @contextmanager
    def reading(self, text: Text) -> Iterator[None]:
        """Context in which docutils or MyST parses *text* of the comment, directives included."""
        self.has_marks = self.has_marks or bool(_MARKS.search(text.content))
        if "::" not in text.content and "{" not in text.content and text.markup != "markdown":
            with within_comment(self.env):
                yield
            return
        with ExitStack() as stack:
            stack.enter_context(within_comment(self.env))
            stack.enter_context(own_tables(self.env, self.tables))
            stack.enter_context(paths_from(self.env, text.path))
            stack.enter_context(self._state.current())
            yield

    def add(self, blocks: Sequence[nodes.Node], read: Translate) -> None:
        """Add *blocks*, parsed from one text of the comment, with *read*, which parses translations of that text."""
        self.passages.append(CommentPassage(tuple(blocks), read, self))


def note_comment(comment: Comment) -> None:
    """Register *comment* to be finished once all of its page is read."""
    comments_of(comment.env).append(comment)


def take_comments(env: BuildEnvironment, first: int) -> list[Comment]:
    """Remove the comments of the current page from index *first* on, and return them; the caller must finish them."""
    comments = comments_of(env)
    taken, comments[first:] = comments[first:], []
    return taken


def comments_of(env: BuildEnvironment) -> list[Comment]:
    """The comments registered on the current page, as the list that is kept; outer comments precede inner ones."""
    noted: Any = env.temp_data.get(_COMMENTS)
    if noted is None:
        noted = env.temp_data[_COMMENTS] = []
    found: list[Comment] = noted
    return found
