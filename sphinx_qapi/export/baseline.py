"""A baseline: a file of known findings, which are not reported again, so that only new ones are."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, NamedTuple

from sphinx_qapi.source.diagnostics import Diagnostic

_VERSION = 1


class KnownFinding(NamedTuple):
    """The identity of a finding: everything except the line, which moves with every change above it."""

    rule: str
    path: str
    """The path relative to the folder of the baseline."""
    definition: str | None
    message: str


def write_baseline(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Return the text of a baseline for a file in *folder*, with one line for each different finding."""
    counts = Counter(_known(diagnostic, folder) for diagnostic in diagnostics)
    lines = [
        json.dumps({**finding._asdict(), "count": count})
        for finding, count in sorted(counts.items(), key=lambda item: [part or "" for part in item[0]])
    ]
    findings = ",".join(f"\n    {line}" for line in lines)
    return f'{{\n  "version": {_VERSION},\n  "findings": [{findings}\n  ]\n}}\n'


def read_baseline(text: str) -> Counter[KnownFinding]:
    """Return how often each finding occurs in the baseline *text*; raises ValueError if *text* is no baseline."""
    counts: Counter[KnownFinding] = Counter()
    try:
        data: Any = json.loads(text)
        if data["version"] != _VERSION:
            raise ValueError(f"version {data['version']} is not {_VERSION}")
        for entry in data["findings"]:
            finding = KnownFinding(**{name: entry[name] for name in KnownFinding._fields})
            counts[finding] += int(entry["count"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"unexpected content ({type(error).__name__}: {error})") from None
    return counts


def without_known(
    diagnostics: Iterable[Diagnostic], known: Counter[KnownFinding], folder: str
) -> tuple[Diagnostic, ...]:
    """Return *diagnostics* without those in the baseline of *folder*.

    If a finding occurs more often than in the baseline, the last occurrences are kept.
    """
    left = known.copy()
    new: list[Diagnostic] = []
    for diagnostic in diagnostics:
        finding = _known(diagnostic, folder)
        if left[finding] > 0:
            left[finding] -= 1
        else:
            new.append(diagnostic)
    return tuple(new)


def _known(diagnostic: Diagnostic, folder: str) -> KnownFinding:
    path = PurePath(os.path.relpath(diagnostic.position.path, folder)).as_posix()
    return KnownFinding(diagnostic.rule, path, diagnostic.definition, diagnostic.message)
