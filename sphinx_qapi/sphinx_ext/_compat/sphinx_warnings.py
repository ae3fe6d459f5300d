"""Warnings of a build as values: Sphinx keeps them as `logging` records, and shows them as text only."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, Self

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.logging import NAMESPACE, SafeEncodingWriter, WarningStreamHandler, WarningSuppressor

PART = "qapi_part"
"""The attribute of a log record that says which part of its line the warning is about: see `LinePart`."""


class PlacedMessage(str):
    """A message that is the same as another only if both are about the same place.

    Sphinx compares messages and their arguments to recognise what it has already shown, but the messages of its workers
    arrive without arguments: mistakes of the same kind at other places would not be shown.
    """

    place: str

    def __new__(cls, message: str, place: str) -> Self:
        """Make *message* one about *place*."""
        made = super().__new__(cls, message)
        made.place = place
        return made

    def __str__(self) -> str:
        """Stay what it is when a record is prepared for the way to another process."""
        return self

    def __add__(self, end: str) -> PlacedMessage:
        """Keep the place if the type of the warning is appended."""
        return PlacedMessage(super().__add__(end), self.place)

    def __eq__(self, other: object) -> bool:
        """Compare the places, too."""
        return isinstance(other, PlacedMessage) and self.place == other.place and super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        """Be the opposite of `__eq__`: a string's own method would compare texts only."""
        return not self == other

    def __hash__(self) -> int:
        """Fit the comparison."""
        return hash((super().__hash__(), self.place))

    def __reduce__(self) -> tuple[type[PlacedMessage], tuple[str, str]]:
        """Keep the place on the way to another process."""
        return PlacedMessage, (super().__str__(), self.place)


class LinePart(NamedTuple):
    """A part of a line, identified by its text."""

    words: tuple[str, ...] = ()
    """Texts that the part may have, the most certain first; a text may go on to the line's end if `length` is set."""
    length: int | None = None
    """Number of characters at the start of the text that are the part; None for all."""


class CollectedWarning(NamedTuple):
    """A warning that Sphinx would show."""

    message: str
    kind: str
    """Type and subtype, joined by a dot; either may be missing."""
    path: str
    """The file that it is about; empty if it is about none."""
    line: int | None
    part: LinePart


_TOCTREES = logging.getLogger(f"{NAMESPACE}.sphinx.directives.other")


class MissingDocuments(logging.Filter):
    """Extends warnings about unknown documents in a ``toctree`` by what *explain* returns for them, unless empty."""

    def __init__(self, explain: Callable[[str], str]) -> None:
        super().__init__()
        self._explain = explain

    def begin(self) -> None:
        """Start filtering; remove filters of earlier builds that were interrupted and did not call `end`."""
        for other in [each for each in _TOCTREES.filters if isinstance(each, MissingDocuments)]:
            _TOCTREES.removeFilter(other)
        _TOCTREES.addFilter(self)

    def end(self) -> None:
        """Stop filtering."""
        _TOCTREES.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Append the explanation to the message of *record*."""
        kind = getattr(record, "type", ""), getattr(record, "subtype", "")
        if kind == ("toc", "not_readable") and isinstance(record.args, tuple) and record.args:
            more = self._explain(str(record.args[0]))
            if more:
                record.msg, record.args = f"{record.msg}: %s", (*record.args, more)
        return True


class FailedWrites(logging.Filter):
    """Notes failures to write a file, of which builders only warn, and removes the incomplete file.

    Some warnings name the file that was to be copied, so only files within the output that are not sources are removed.
    """

    def __init__(self, builder: Builder) -> None:
        super().__init__()
        self.are_some = False
        """Whether a write failed in this process; after failures in parallel processes, files are missing."""
        self._source, self._output = Path(builder.srcdir).resolve(), Path(builder.outdir).resolve()
        modules = {each.__module__ for each in type(builder).__mro__}
        self._loggers = [logging.getLogger(f"{NAMESPACE}.{module}") for module in modules]

    def begin(self) -> None:
        """Start noting; remove filters of earlier builds that were interrupted."""
        for logger in self._loggers:
            for other in [each for each in logger.filters if isinstance(each, FailedWrites)]:
                logger.removeFilter(other)
            logger.addFilter(self)

    def end(self) -> None:
        """Stop noting."""
        for logger in self._loggers:
            logger.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Check the arguments of *record*: the file, if any, and the error."""
        arguments = record.args if isinstance(record.args, tuple) else ()
        if any(isinstance(each, OSError) for each in arguments):
            self.are_some = True
            if isinstance(arguments[0], (str, os.PathLike)) and self._is_output(Path(arguments[0]).resolve()):
                with suppress(OSError):
                    Path(arguments[0]).unlink()
        return True

    def _is_output(self, path: Path) -> bool:
        is_source = self._source.is_relative_to(self._output) and path.is_relative_to(self._source)
        return path.is_relative_to(self._output) and not is_source


@contextmanager
def collected_warnings(app: Sphinx, take: Callable[[CollectedWarning], None]) -> Iterator[None]:
    """Pass to *take* the warnings that Sphinx gives inside the context, except those that ``suppress_warnings`` names.

    The same warning may come several times, even if Sphinx shows it once.
    """
    handler = _Collector(app, take)
    logger = logging.getLogger(NAMESPACE)
    # Before Sphinx's own handlers, whose filters put places and types into the text.
    logger.handlers.insert(0, handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def counted_warnings() -> Iterator[list[str]]:
    """Collect the texts of all warnings that Sphinx gives inside the context, whether shown or not."""
    handler = _WarningCounter(logging.WARNING)
    logger = logging.getLogger(NAMESPACE)
    logger.addHandler(handler)
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)


class _WarningCounter(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Add the text of *record*."""
        self.texts.append(str(record.msg))


class _Collector(WarningStreamHandler):
    """A handler of Sphinx's own class, because Sphinx delays warnings for handlers of this class only."""

    def __init__(self, app: Sphinx, take: Callable[[CollectedWarning], None]) -> None:
        super().__init__(SafeEncodingWriter(StringIO()))
        self._app = app
        self._take = take
        self.setLevel(logging.WARNING)
        self.addFilter(WarningSuppressor(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on *record* as a `CollectedWarning`."""
        either: Any = record
        path, line, part = self._place(getattr(either, "location", None))
        kinds = (getattr(either, "type", ""), getattr(either, "subtype", ""))
        self._take(
            CollectedWarning(
                message=logging.LogRecord.getMessage(record),
                kind=".".join(kind for kind in kinds if kind),
                path=os.path.abspath(path) if path else "",  # noqa: PTH100 - symbolic links are kept
                line=line,
                part=getattr(either, PART, part),
            )
        )

    def _place(self, location: object) -> tuple[str, int | None, LinePart]:
        """The path, line and part for a location as Sphinx's loggers accept it."""
        match location:
            case nodes.Node():
                source, line = get_source_line(location)
                return source or "", line, part_of(location)
            case (str(docname), line):
                return str(self._app.env.doc2path(docname)), line, LinePart()
            case str() if ":" in location:
                path, _, number = location.rpartition(":")
                return path, int(number) if number.isdigit() else None, LinePart()
            case str():
                return str(self._app.env.doc2path(location)), None, LinePart()
        return "", None, LinePart()


def part_of(node: nodes.Node) -> LinePart:
    """The part that *node* was written as, as far as it is on its first line."""
    first = str(getattr(node, "rawsource", "")).partition("\n")[0]
    return LinePart((first,))
