"""Names of modules, made from the paths of the files of a schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from sphinx_qapi.source.text import without_control_characters


def module_names(paths: Sequence[str]) -> dict[str, str]:
    """A name for each of *paths*: the file's stem or, if stems repeat, the shortest end of the path that is unique.

    File name extensions are part of a name only if nothing else distinguishes two files.
    """
    pure = {path: PurePath(without_control_characters(path)) for path in paths}
    names = _shortest({path: (*each.parts[:-1], each.stem) for path, each in pure.items()}, {})
    rest = {path: each.parts for path, each in pure.items() if path not in names}
    names |= _shortest(rest, names)
    for path in rest:  # only control characters distinguish these paths
        names.setdefault(path, f"{pure[path].name}-{len(names)}")
    return names


def _shortest(parts: Mapping[str, tuple[str, ...]], given: Mapping[str, str]) -> dict[str, str]:
    """The shortest end of each path in *parts* that is unique and not among *given*; paths without one are left out."""
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
