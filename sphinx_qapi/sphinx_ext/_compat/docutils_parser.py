"""docutils' reST parser for texts that are not part of the current page: each has the line numbers of its own file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from docutils.parsers.rst import languages, roles, states
from docutils.parsers.rst.states import Struct  # type: ignore[attr-defined]  # its stub leaves it out
from docutils.statemachine import StateMachine, StringList
from docutils.utils import Reporter

from sphinx_qapi.sphinx_ext._compat.docutils_messages import Complaints, Topic
from sphinx_qapi.sphinx_ext._compat.docutils_states import EXACT_STATES, exact_inliner

_Place = tuple[str | None, int | None]


class RstParser:
    """Parses texts into nodes of *document*; *complaints* observes its reporter."""

    def __init__(self, document: nodes.document, complaints: Complaints) -> None:
        self._document = document
        self._complaints = complaints
        self._memo = _memo(document, complaints)
        # One machine for all texts of a page: creating its states costs more than parsing most texts.
        self._machine = states.NestedStateMachine(state_classes=EXACT_STATES, initial_state="Body")

    @contextmanager
    def reading(
        self,
        lines: Sequence[str],
        path: str,
        numbers: Sequence[int],
        role: str,
        document: nodes.document | None = None,
    ) -> Iterator[None]:
        """Inside the context, *lines* are the current text, the lines *numbers* of *path*; `` `text` `` has the *role*.

        An empty *role* means docutils' own. Names defined in the text are noted in *document*, by default in the
        document that the nodes become part of.
        """
        outer = self._memo.document, self._memo.lines
        self._memo.document = document or self._document
        self._memo.lines = StringList(list(lines), items=[(path, number - 1) for number in numbers])
        machine: StateMachine[None] = StateMachine([], "")
        machine.input_lines = self._memo.lines
        reporter = self._document.reporter
        with (
            self._complaints.about(Topic.OTHER),
            places_by(reporter, machine.get_source_and_line),
            _default_role(role, reporter),
        ):
            try:
                yield
            finally:
                self._memo.document, self._memo.lines = outer

    def blocks(self, holder: nodes.Element) -> None:
        """Parse the whole current text into *holder*."""
        self._machine.run(self._memo.lines, 0, memo=self._memo, node=holder, match_titles=False)

    def inlines(self, content: str, line: int, holder: nodes.Element) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """Nodes of the paragraph *content*, starting on *line* (from 1) of the current text, and docutils' messages."""
        found: tuple[list[nodes.Node], list[nodes.Node]] = self._memo.inliner.parse(content, line, self._memo, holder)
        return found


def has_words_with_meaning(settings: Any) -> bool:
    """Whether docutils' *settings* give meaning to plain words: to PEP and RFC numbers, or to markup within words."""
    found: bool = (
        settings.pep_references or settings.rfc_references or getattr(settings, "character_level_inline_markup", False)
    )
    return found


@contextmanager
def places_by(reporter: Reporter, place: Callable[[int | None], _Place]) -> Iterator[None]:
    """Make messages and roles inside the context use *place*, which gives source and line of a line of the text."""
    either: Any = reporter
    before = getattr(either, "get_source_and_line", None)
    either.get_source_and_line = place
    try:
        yield
    finally:
        if before is None:
            del either.get_source_and_line
        else:
            either.get_source_and_line = before


def _memo(document: nodes.document, complaints: Complaints) -> Any:
    """The data that docutils' state machines share, as its parser makes it; the last two fields are for our states."""
    return Struct(
        document=document,
        reporter=document.reporter,
        language=languages.get_language(document.settings.language_code, document.reporter),
        title_styles=[],
        section_level=0,
        section_bubble_up_kludge=False,
        inliner=exact_inliner(document.settings, complaints),
        complaints=complaints,
        lines=StringList(),
        machines=[],
    )


@contextmanager
def _default_role(name: str, reporter: Reporter) -> Iterator[None]:
    """Make *name* the default role of `` `text` `` inside the context; if empty, docutils' own."""
    registry = roles._roles  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to undo a default role
    before = registry.get("")
    english: Any = languages.get_language("en", reporter)
    role = roles.role(name, english, 0, reporter)[0] if name else None
    if role is None:
        registry.pop("", None)
    else:
        registry[""] = role
    try:
        yield
    finally:
        registry.pop("", None)
        if before is not None:
            registry[""] = before
