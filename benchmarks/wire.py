"""Times of questions to a history, for a process of its own: ``python -m benchmarks.wire HISTORY``, JSON out."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from sphinx_qapi.analysis.diff.diff import Side, compare_sides
from sphinx_qapi.analysis.history.history_file import read_history
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.wire.listing import list_paths


def main(file: str) -> None:
    """Read *file*, find since when the newest release has each of its paths, and compare the last two releases."""
    start = time.process_time()
    history = read_history(Path(file).read_text("utf-8"), file)
    recorder = Recorder(history)
    newest = history.releases[-1].entries
    paths = [path for entry, number in newest.items() for path in list_paths(history.table, entry, number)]
    known = sum(recorder.record(path).since is not None for path in paths)
    since = time.process_time() - start
    sides = [Side(name=each.name, entries=each.entries) for each in history.releases[-2:]]
    start = time.process_time()
    changes = len(compare_sides(history.table, *sides).changes)
    compared = time.process_time() - start
    print(json.dumps({"since": since, "diff": compared, "paths": known, "changes": changes}))


if __name__ == "__main__":
    main(*sys.argv[1:])
