"""One comment on a page: the texts that were read of it, and what docutils and Sphinx know of it alone."""

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
"""Of substitutions, and of references without a name."""
Translate = Callable[[nodes.Element, str], "list[nodes.Node]"]
"""Gives what a message in the place of a node's text says."""


class Passage(NamedTuple):
    """What a text has become."""

    blocks: Sequence[nodes.Node]
    read: Translate
    """Reads a translation as the text was read."""
    comment: Comment


@dataclass(kw_only=True, slots=False)
class Comment:
    """A comment that is shown on the document *page*."""

    env: BuildEnvironment
    page: nodes.document
    is_public: bool = False
    """Whether what it names may be referred to from elsewhere."""
    order: tuple[int, ...] = ()
    """Which of several comments that name the same comes first."""
    is_apart: bool = False
    """Whether it is read for a part of it, which is shown elsewhere: its ids are not those of the page."""
    passages: list[Passage] = field(default_factory=list)
    tables: Tables = field(default_factory=dict)
    """What Sphinx' domains have noted of it."""
    highlighting: nodes.Element | None = None
    """What ``highlight`` has set."""
    is_translated: bool = False
    """Whether some of it is in another language by now."""
    has_marks: bool = False
    """Whether it may refer to something in a way that docutils does not note: by a substitution, or by order."""

    @cached_property
    def document(self) -> CommentDocument:
        """What docutils knows of it."""
        return CommentDocument(self.page, has_own_ids=self.is_apart)

    @property
    def known_document(self) -> CommentDocument | None:
        """The same; None where nothing has asked for it."""
        return self.__dict__.get("document")

    @property
    def refers(self) -> bool:
        """Whether something in it refers to another place."""
        return self.has_marks or (self.known_document is not None and self.known_document.refers)

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it refers to another place, and nothing can be referred to: as most are."""
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
        """While *text* of it is parsed by docutils or MyST, directives included."""
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
        """Take over *blocks*, which a text of it has become."""
        self.passages.append(Passage(tuple(blocks), read, self))


def note_comment(comment: Comment) -> None:
    """Have *comment* finished when its page is read."""
    comments_of(comment.env).append(comment)


def take_comments(env: BuildEnvironment, first: int) -> list[Comment]:
    """The comments on the page at work from the number *first* on, which nobody else finishes then."""
    comments = comments_of(env)
    taken, comments[first:] = comments[first:], []
    return taken


def comments_of(env: BuildEnvironment) -> list[Comment]:
    """The comments on the page at work."""
    noted: Any = env.temp_data.get(_COMMENTS)
    if noted is None:
        noted = env.temp_data[_COMMENTS] = []
    found: list[Comment] = noted
    return found
