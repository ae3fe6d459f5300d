"""What a build warns of, as values: Sphinx has its warnings as records of `logging`, and shows them as text only."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.logging import NAMESPACE, SafeEncodingWriter, WarningStreamHandler, WarningSuppressor

PART = "qapi_part"
"""The attribute of a record that says which part of its line it is about: see `Part`."""


class Part(NamedTuple):
    """A part of a line, told by what is written there."""

    words: tuple[str, ...] = ()
    """What the part may be written as, the surest first; a line's end, where it is the beginning of that."""
    length: int | None = None
    """How many characters of the words are the part; None: all."""


class CollectedWarning(NamedTuple):
    """A warning that Sphinx would show."""

    message: str
    kind: str
    """Its type and subtype, joined by a dot; either may be missing."""
    path: str
    """The file that it is about; empty where it is about none."""
    line: int | None
    part: Part


_TOCTREES = logging.getLogger(f"{NAMESPACE}.sphinx.directives.other")


class MissingDocuments(logging.Filter):
    """Says more of documents that a ``toctree`` names and that are none: what *explain* gives, if anything."""

    def __init__(self, explain: Callable[[str], str]) -> None:
        super().__init__()
        self._explain = explain

    def begin(self) -> None:
        """Be asked from now on, and nobody else: a build that was interrupted did not end."""
        for other in [each for each in _TOCTREES.filters if isinstance(each, MissingDocuments)]:
            _TOCTREES.removeFilter(other)
        _TOCTREES.addFilter(self)

    def end(self) -> None:
        """Be asked no more."""
        _TOCTREES.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the explanation behind the message of *record*."""
        kind = getattr(record, "type", ""), getattr(record, "subtype", "")
        if kind == ("toc", "not_readable") and isinstance(record.args, tuple) and record.args:
            more = self._explain(str(record.args[0]))
            if more:
                record.msg, record.args = f"{record.msg}: %s", (*record.args, more)
        return True


class FailedWrites(logging.Filter):
    """Notes that a file could not be written, of which builders only warn, and leaves no part of that file.

    Some warnings name the file that was to be copied: nothing is removed but what is in the output, and no source.
    """

    def __init__(self, builder: Builder) -> None:
        super().__init__()
        self.are_some = False
        """Whether there was one, but for those of processes that write for this one: their files are missing."""
        self._source, self._output = Path(builder.srcdir).resolve(), Path(builder.outdir).resolve()
        modules = {each.__module__ for each in type(builder).__mro__}
        self._loggers = [logging.getLogger(f"{NAMESPACE}.{module}") for module in modules]

    def begin(self) -> None:
        """Note from now on, and let none note that a build left which was interrupted."""
        for logger in self._loggers:
            for other in [each for each in logger.filters if isinstance(each, FailedWrites)]:
                logger.removeFilter(other)
            logger.addFilter(self)

    def end(self) -> None:
        """Note no more."""
        for logger in self._loggers:
            logger.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Look at the arguments of *record*: the file, if any, and the error."""
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
    """Hand to *take* what Sphinx warns of meanwhile, but for what ``suppress_warnings`` names.

    The same warning may come several times, even where Sphinx shows it once.
    """
    handler = _Collector(app, take)
    logger = logging.getLogger(NAMESPACE)
    # Before Sphinx's own, whose filters put places and types into the text.
    logger.handlers.insert(0, handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def counted_warnings() -> Iterator[list[str]]:
    """Gather the texts of all that Sphinx warns of meanwhile, shown or not."""
    handler = _Counter(logging.WARNING)
    logger = logging.getLogger(NAMESPACE)
    logger.addHandler(handler)
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)


class _Counter(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take the text of *record*."""
        self.texts.append(str(record.msg))


class _Collector(WarningStreamHandler):
    """One of Sphinx's kind, for Sphinx keeps warnings back from these for some time, and from no others."""

    def __init__(self, app: Sphinx, take: Callable[[CollectedWarning], None]) -> None:
        super().__init__(SafeEncodingWriter(StringIO()))
        self._app = app
        self._take = take
        self.setLevel(logging.WARNING)
        self.addFilter(WarningSuppressor(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Take *record*."""
        either: Any = record
        path, line, part = self._place(getattr(either, "location", None))
        kinds = (getattr(either, "type", ""), getattr(either, "subtype", ""))
        self._take(
            CollectedWarning(
                message=logging.LogRecord.getMessage(record),
                kind=".".join(kind for kind in kinds if kind),
                path=os.path.abspath(path) if path else "",  # noqa: PTH100 - links stay
                line=line,
                part=getattr(either, PART, part),
            )
        )

    def _place(self, location: object) -> tuple[str, int | None, Part]:
        """Path, line and part of what Sphinx takes for a place."""
        match location:
            case nodes.Node():
                source, line = get_source_line(location)
                return source or "", line, part_of(location)
            case (str(docname), line):
                return str(self._app.env.doc2path(docname)), line, Part()
            case str() if ":" in location:
                path, _, number = location.rpartition(":")
                return path, int(number) if number.isdigit() else None, Part()
            case str():
                return str(self._app.env.doc2path(location)), None, Part()
        return "", None, Part()


def part_of(node: nodes.Node) -> Part:
    """What *node* was written as, as far as it is on its first line."""
    first = str(getattr(node, "rawsource", "")).partition("\n")[0]
    return Part((first,))
