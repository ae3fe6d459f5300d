"""What the files of a schema are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from sphinx_qapi.source.text import without_control_characters


def module_names(paths: Sequence[str]) -> dict[str, str]:
    """For each of *paths* the file's stem, or where stems repeat the shortest path that tells it from the others.

    Suffixes are part of a name only where nothing else tells two files apart.
    """
    pure = {path: PurePath(without_control_characters(path)) for path in paths}
    names = _shortest({path: (*each.parts[:-1], each.stem) for path, each in pure.items()}, {})
    rest = {path: each.parts for path, each in pure.items() if path not in names}
    names |= _shortest(rest, names)
    for path in rest:  # only control characters tell these apart
        names.setdefault(path, f"{pure[path].name}-{len(names)}")
    return names


def _shortest(parts: Mapping[str, tuple[str, ...]], given: Mapping[str, str]) -> dict[str, str]:
    """The shortest end of each path in *parts* that no other and no *given* name is; without those that have none."""
    names: dict[str, str] = {}
    taken = set(given.values())
    length = 1
    while parts:
        candidates = {path: "/".join(part.strip("/") for part in each[-length:]) for path, each in parts.items()}
        counts = Counter(candidates.values())
        names |= {path: each for path, each in candidates.items() if counts[each] == 1 and each not in taken}
        taken.update(names.values())
        parts = {path: each for path, each in parts.items() if path not in names and length < len(each)}
        length += 1
    return names
