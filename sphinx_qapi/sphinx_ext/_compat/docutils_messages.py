"""What docutils complains about: taken from its reporter, and sorted by where docutils is at work when it does.

Where a place, a node or a level says what a complaint is about, its words do not matter. They do where one method of
docutils has several complaints: `tests/sphinx_ext/_compat` makes docutils say each of those that patterns are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from docutils import nodes
from docutils.utils import Reporter


class Topic(Enum):
    """What a complaint is about."""

    UNCLOSED = "inline markup that does not end"
    INDENTATION = "lines that are further left or right than they may be"
    ROLE = "a role that there is not"
    UNKNOWN_DIRECTIVE = "a directive that there is not"
    DIRECTIVE = "what is wrong with a directive"
    TABLE = "a table that cannot be read"
    TITLE = "a title or a line between sections"
    DUPLICATE = "a name that is there already"
    REFERENCE = "a reference that leads nowhere"
    REPEATED = "what another complaint says already"
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
"""For what docutils says where several things may be wrong: the first that is found tells the topic."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Complaint:
    """What docutils says about a line of a file."""

    path: str
    line: int | None
    """None where docutils does not know it."""
    text: str
    source: str
    """The text that it is about, where docutils shows that."""
    topic: Topic
    rest: str = ""
    """The line from what it is about on, where docutils is at inline markup."""
    length: int = 0
    """How many characters of `rest` it is about; 0 where that is not known."""


Report = Callable[[Complaint], None]


class Complaints:
    """An observer of *reporter* that hands complaints about some files to *report*, instead of having them printed."""

    def __init__(self, reporter: Reporter, report: Report) -> None:
        self._reporter = reporter
        self._report = report
        self._stream: Any = reporter.stream
        self.paths: set[str] = set()
        """The files that *report* wants to hear of."""
        self.is_muted = False
        self.topic = Topic.REFERENCE
        """What docutils complains about now: about references, when it looks them up after all is parsed."""
        self.rest, self.length = "", 0
        """The inline markup that docutils is at, as in `Complaint`."""

    def __call__(self, message: nodes.system_message) -> None:
        """Take *message*, or let it be printed as it would be without us."""
        is_printed = message["level"] >= self._reporter.report_level or message["level"] == Reporter.DEBUG_LEVEL
        if self.is_muted or not is_printed:
            return
        if message["source"] not in self.paths:
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
        """While what is parsed is parsed elsewhere as well, and complained about there."""
        before, self.is_muted = self.is_muted, True
        try:
            yield
        finally:
            self.is_muted = before

    @contextmanager
    def about(self, topic: Topic) -> Iterator[None]:
        """While docutils is where it complains about *topic*, or, for `Topic.OTHER`, about several things."""
        before, self.topic = self.topic, topic
        try:
            yield
        finally:
            self.topic = before

    @contextmanager
    def at(self, rest: str, length: int) -> Iterator[None]:
        """While docutils is at the *length* characters with which *rest* of a line begins."""
        before = self.rest, self.length
        self.rest, self.length = rest, length
        try:
            yield
        finally:
            self.rest, self.length = before


def topic_of(message: nodes.system_message, text: str, here: Topic) -> Topic:
    """What *message*, which says *text*, is about, where docutils complains about *here*."""
    said = next((topic for pattern, topic in PATTERNS if pattern.search(text)), Topic.OTHER)
    if said is Topic.DUPLICATE:  # names are given at any place
        return said
    if here is not Topic.OTHER:
        return here
    is_severe = message["level"] == Reporter.SEVERE_LEVEL  # as only sections are that do not fit together
    return Topic.TITLE if is_severe else said


def take_complaints(reporter: Reporter, paths: Iterable[str], report: Report) -> Complaints:
    """Let *report* have complaints about the files *paths* from now on, and others be printed as before.

    A reporter, and what is attached to it, lasts as long as one document is read.
    """
    taken = next((each for each in reporter.observers if isinstance(each, Complaints)), None)
    if taken is None:
        taken = Complaints(reporter, report)
        reporter.attach_observer(taken)
        either: Any = reporter
        either.stream = False  # it prints before it tells observers
    taken.paths.update(paths)
    return taken
