"""Hints that an experimental part became stable under its final name; they change no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.diff.compare import compare
from sphinx_qapi.analysis.wire.shape_table import ShapeTable

_PREFIX = "x-"


def rename_hints(
    table: ShapeTable, old: Mapping[str, int], new: Mapping[str, int], changes: Iterable[Change]
) -> tuple[str, ...]:
    """Return a line for each ``x-foo`` that was removed while ``foo`` was added in the same place."""
    hints: list[str] = []
    texts = {(change.kind.split("-")[1], str(change.path)): change for change in changes if "-" in change.kind}
    for (what, text), change in texts.items():
        stable = _without_prefix(text)
        if what != "removed" or stable is None or ("added", stable) not in texts:
            continue
        line = f"{stable} is {_last_name(text).rstrip('>')}, now stable"
        if not change.path.steps and not _only_grows(table, old[text], new[stable]):
            line += ", with other arguments or results"
        hints.append(line)
    return tuple(hints)


def _without_prefix(path: str) -> str | None:
    """Return *path* with the final name of its last part; None if that part has no ``x-`` name."""
    head, name = path[: -len(_last_name(path))], _last_name(path)
    return head + name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else None


def _last_name(path: str) -> str:
    """Return the last name of *path*, with what closes its step."""
    return path[max(path.rfind(sign) for sign in " .=") + 1 :]


def _only_grows(table: ShapeTable, old: int, new: int) -> bool:
    changes = compare(table, {"command it": old}, {"command it": new})
    return all(change.verdict is Verdict.COMPATIBLE for change in changes)
