"""The contents of a history as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from sphinx_qapi.analysis.history.log import Log
from sphinx_qapi.analysis.history.record import Record, Recorder, Run

HEADER = ("path", "declared", "accepted-undeclared", "shape")


def paths_table(recorder: Recorder) -> str:
    """Return every path with its releases and shapes, separated by tabs."""
    names = recorder.history.names
    lines = ["\t".join(HEADER)]
    lines += ["\t".join(path_row(recorder.record(path), names)) for path in recorder.paths()]
    return "\n".join(lines) + "\n"


def path_row(record: Record, names: Sequence[str]) -> tuple[str, str, str, str]:
    """Return the columns of one path."""
    shapes = record.shapes
    shape = shapes[0].shape if len(shapes) == 1 else " ".join(f"{each.shape}@{names[each.first]}" for each in shapes)
    return str(record.path), runs_text(record.declared, names), runs_text(record.undeclared, names), shape


def runs_text(runs: Iterable[Run], names: Sequence[str]) -> str:
    """Return ``FIRST-LAST`` for each run, ``FIRST-`` for a run that reaches the newest release."""
    return ",".join(_run_text(run, names) for run in runs)


def _run_text(run: Run, names: Sequence[str]) -> str:
    if run.last == len(names) - 1:
        return f"{names[run.first]}-"
    return names[run.first] if run.first == run.last else f"{names[run.first]}-{names[run.last]}"


def log_text(log: Log, names: Sequence[str]) -> str:
    """Return a line for each event: ``(+|-|~) VERSION: PATH[: SHAPE]``."""
    return "".join(
        f"{event.sign} {names[event.release]}: {event.path}{f': {event.shape}' if event.shape else ''}\n"
        for event in log.events
    )


def log_json(log: Log, names: Sequence[str]) -> str:
    """Return the same as JSON."""
    events = [
        {
            "release": names[event.release],
            "change": {"+": "added", "-": "removed", "~": "changed"}[event.sign],
            "path": str(event.path),
            "shape": event.shape or None,
        }
        for event in log.events
    ]
    return json.dumps({"format": 1, "entry": log.entry, "events": events}, indent=2) + "\n"


LOG_EXPORTERS: dict[str, Callable[[Log, Sequence[str]], str]] = {"text": log_text, "json": log_json}
"""The formats of ``sphinx-qapi history show --format``."""
