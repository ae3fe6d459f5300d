"""The log of a command or event: what was added, removed and changed in which release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_qapi.analysis.history.record import Record, Recorder
from sphinx_qapi.analysis.wire.paths import Path

CAME, WENT, CHANGED = "+", "-", "~"


class LogEvent(NamedTuple):
    """A change of a path in a release."""

    release: int
    """Index of the release in the history."""
    path: Path
    sign: str
    """`CAME`, `WENT` or `CHANGED`."""
    shape: str


class Log(NamedTuple):
    """All changes of an entry, by release, then by path."""

    entry: str
    events: tuple[LogEvent, ...]


def entry_log(recorder: Recorder, entry: str) -> Log:
    """Return the log of *entry*."""
    events = [event for path in recorder.paths(entry) for event in _events(recorder.record(path))]
    return Log(entry, tuple(sorted(events, key=lambda event: (event.release, str(event.path), event.sign))))


def _events(record: Record) -> Iterator[LogEvent]:
    begins = {run.first for run in record.declared}
    for run in record.declared:
        yield LogEvent(run.first, record.path, CAME, record.answers[run.first].shape)
        if run.last < len(record.answers) - 1:
            yield LogEvent(run.last + 1, record.path, WENT, "")
    for shape, first in record.shapes:
        if first not in begins:
            yield LogEvent(first, record.path, CHANGED, shape)
