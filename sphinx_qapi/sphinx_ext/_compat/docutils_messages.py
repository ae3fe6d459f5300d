"""Complaints of docutils, taken from its reporter and sorted into topics by where docutils is when it complains.

If the place, the node or the level says what a complaint is about, its words do not matter. The words are needed where
one method of docutils has several complaints: `tests/sphinx_ext/_compat` provokes each complaint that has a pattern
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from docutils import nodes
from docutils.utils import Reporter


class Topic(Enum):
    """The topic of a complaint."""

    UNCLOSED = "inline markup that does not end"
    INDENTATION = "lines that are indented too little or too much"
    ROLE = "an unknown role"
    UNKNOWN_DIRECTIVE = "an unknown directive"
    DIRECTIVE = "a mistake in a directive"
    TABLE = "a table that cannot be read"
    TITLE = "a title or a line between sections"
    DUPLICATE = "a name that exists already"
    REFERENCE = "a reference that leads nowhere"
    REPEATED = "a repetition of another complaint"
    OTHER = "anything else"


PATTERNS: tuple[tuple[re.Pattern[str], Topic], ...] = tuple(
    (re.compile(pattern), topic)
    for pattern, topic in (
        (r"^Problematic content in substitution", Topic.REPEATED),
        (r"^Substitution definition contains illegal.*<problematic>", Topic.REPEATED),  # docutils below 0.22
        (r"Unexpected indentation", Topic.INDENTATION),
        (r"Inconsistent literal block quoting", Topic.INDENTATION),
        (r"Unknown interpreted text role", Topic.ROLE),
        (r"No role entry for", Topic.ROLE),
        (r"No directive entry for", Topic.UNKNOWN_DIRECTIVE),
        (r"Blank line required after table", Topic.TABLE),
        (r"Duplicate (?:ex|im)plicit target name", Topic.DUPLICATE),
        (r"Duplicate substitution definition", Topic.DUPLICATE),
        (r"[Tt]itle", Topic.TITLE),
        (r"[Tt]ransition", Topic.TITLE),
    )
)
"""Patterns for messages from places with several kinds of complaints: the first pattern found gives the topic."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Complaint:
    """A complaint of docutils about a line of a file."""

    path: str
    line: int | None
    """Line number from 1; None if docutils does not know it."""
    text: str
    source: str
    """The text that the complaint is about, if docutils quotes it; otherwise empty."""
    topic: Topic
    rest: str = ""
    """The line from the faulty markup to its end, if docutils is at inline markup; otherwise empty."""
    length: int = 0
    """Number of characters of `rest` that the complaint is about; 0 if unknown."""


Report = Callable[[Complaint], None]


class Complaints:
    """An observer of *reporter* that passes complaints about some files to *report* instead of having them printed."""

    def __init__(self, reporter: Reporter, report: Report) -> None:
        self._reporter = reporter
        self._report = report
        self._stream: Any = reporter.stream
        self.paths: list[Container[str]] = []
        """The files whose complaints go to *report*, schema by schema."""
        self.is_muted = False
        self.topic = Topic.REFERENCE
        """Topic of the next complaints; references at first, which docutils looks up after everything is parsed."""
        self.rest, self.length = "", 0
        """The inline markup that docutils is at: see `rest` and `length` of `Complaint`."""

    def __call__(self, message: nodes.system_message) -> None:
        """Report *message* if it is about one of `paths`; otherwise print it as docutils would."""
        is_printed = message["level"] >= self._reporter.report_level or message["level"] == Reporter.DEBUG_LEVEL
        if self.is_muted or not is_printed:
            return
        if not any(message["source"] in each for each in self.paths):
            self._stream.write(message.astext() + "\n")
            return
        text, *sources = (child.astext() for child in message.children)
        self._report(
            Complaint(
                path=message["source"],
                line=message.get("line"),
                text=" ".join(text.split()),
                source="\n\n".join(sources),
                topic=topic_of(message, " ".join(text.split()), self.topic),
                rest=self.rest,
                length=self.length,
            )
        )

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Ignore complaints inside the context: the text is parsed elsewhere as well, with its complaints."""
        before, self.is_muted = self.is_muted, True
        try:
            yield
        finally:
            self.is_muted = before

    @contextmanager
    def about(self, topic: Topic) -> Iterator[None]:
        """Give complaints inside the context *topic*; with `Topic.OTHER`, find the topic from each message."""
        before, self.topic = self.topic, topic
        try:
            yield
        finally:
            self.topic = before

    @contextmanager
    def at(self, rest: str, length: int) -> Iterator[None]:
        """Attach to complaints inside the context the *rest* of the line and the *length* of what they are about."""
        before = self.rest, self.length
        self.rest, self.length = rest, length
        try:
            yield
        finally:
            self.rest, self.length = before


def topic_of(message: nodes.system_message, text: str, here: Topic) -> Topic:
    """Topic of *message*, whose text is *text*, if docutils is at a place with complaints about *here*."""
    said = next((topic for pattern, topic in PATTERNS if pattern.search(text)), Topic.OTHER)
    if said is Topic.DUPLICATE:  # names are defined at any place
        return said
    if here is not Topic.OTHER:
        return here
    is_severe = message["level"] == Reporter.SEVERE_LEVEL  # only sections that do not fit together have this level
    return Topic.TITLE if is_severe else said


def pass_complaints_on(reporter: Reporter, paths: Container[str], report: Report) -> Complaints:
    """Pass complaints about the files *paths* to *report* from now on, and print others as before.

    A reporter, and what is attached to it, exists while one document is read.
    """
    taken = next((each for each in reporter.observers if isinstance(each, Complaints)), None)
    if taken is None:
        taken = Complaints(reporter, report)
        reporter.attach_observer(taken)
        either: Any = reporter
        either.stream = False  # it prints before it tells observers
    if paths not in taken.paths:
        taken.paths.append(paths)
    return taken
