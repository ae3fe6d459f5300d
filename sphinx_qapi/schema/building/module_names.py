"""What the files of a schema are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from sphinx_qapi.source.text import without_control_characters


def module_names(paths: Sequence[str]) -> dict[str, str]:
    """For each of *paths* the file's stem, or where stems repeat the shortest path that tells it from the others."""
    names: dict[str, str] = {}
    given: set[str] = set()
    pure = {path: PurePath(without_control_characters(path)) for path in paths}
    parts = {path: (*each.parts[:-1], each.stem) for path, each in pure.items()}
    length = 1
    while parts:
        candidates = {path: "/".join(part.strip("/") for part in each[-length:]) for path, each in parts.items()}
        taken = Counter(candidates.values())
        for path, candidate in candidates.items():
            if taken[candidate] == 1 and candidate not in given:
                names[path] = candidate
            elif length >= len(parts[path]):
                names[path] = without_control_characters(path)  # only the suffix tells them apart
        given.update(names.values())
        parts = {path: each for path, each in parts.items() if path not in names}
        length += 1
    return names
