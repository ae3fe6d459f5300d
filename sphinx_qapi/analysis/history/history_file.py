"""The file format of a history: JSON lines, each written once and never changed.

The first line names the format. Each shape is a line with its number, where it first occurs; a release is a line with
the commands and events whose shapes differ from the release before, and those that were removed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sphinx_qapi.analysis.history.codec import BadShapeError, decode, encode
from sphinx_qapi.analysis.history.history import History, Release
from sphinx_qapi.analysis.history.order import ReleaseError, check_name, check_order
from sphinx_qapi.analysis.history.soundness import check_shapes
from sphinx_qapi.analysis.wire.shapes import WireEntry, WireNode

FORMAT = 1
MOST_LINES = 200_000
"""The most lines of a file; forty years of QEMU would take 20,000."""
_NO_HISTORY = f'this is no history: a line such as {{"format":{FORMAT}}} was expected'
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""JSON can write the halves of a surrogate pair one by one, and one without the other."""


class HistoryError(ValueError):
    """A file is no history; the message says where and why."""


def history_lines(history: History, known: int = 0) -> Iterator[str]:
    """Yield the lines of *history* after its first *known* releases, which are already in the file."""
    if not known:
        yield _line({"format": FORMAT})
    for index in range(known, len(history.releases)):
        first = history.counts[index - 1] if index else 0
        for number in range(first, history.counts[index]):
            yield _line({"shape": number, **encode(history.table.nodes[number])})
        before = history.releases[index - 1].entries if index else {}
        yield _line(_release(history.releases[index], before))


def _release(release: Release, before: Any) -> dict[str, object]:
    entries = release.entries
    line: dict[str, object] = {"release": release.name}
    line["changed"] = {name: entries[name] for name in sorted(entries) if before.get(name) != entries[name]}
    gone = sorted(before.keys() - entries.keys())
    return line | ({"gone": gone} if gone else {})


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_history(text: str, name: str) -> History:
    """Return the history in *text*, the content of the file *name*; raises `HistoryError`."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise HistoryError(f"{name} has {len(lines)} lines; a history of at most {MOST_LINES} was expected")
    reader = _HistoryReader(name)
    for number, line in enumerate(lines, 1):
        try:
            reader.take(number, _value(line, number))
        except (BadShapeError, ReleaseError, HistoryError) as error:
            raise HistoryError(f"{name}:{number}: {error}") from None
    return reader.finish(len(lines), is_whole=text.endswith("\n"))


def _value(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        if number == 1:
            raise HistoryError(_NO_HISTORY) from None
        raise HistoryError("the line is no JSON; the file may have been cut off here") from None
    if not isinstance(value, dict):
        raise HistoryError("an object was expected" if number > 1 else _NO_HISTORY)
    if _ESCAPED_HALF.search(line):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise HistoryError("a name contains half of a surrogate pair, which no page can show") from None
    return value


class _HistoryReader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes: list[WireNode] = []
        self.releases: list[Release] = []
        self.counts: list[int] = []

    def take(self, number: int, value: dict[str, Any]) -> None:
        if number == 1:
            self._format(value)
        elif "shape" in value:
            if value["shape"] != len(self.nodes):
                raise HistoryError(f"shape {len(self.nodes)} was expected, not {value['shape']!r}")
            self.nodes.append(decode(value))
        elif "release" in value:
            self._release(value)
        else:
            raise HistoryError("a shape or a release was expected")

    def finish(self, lines: int, *, is_whole: bool) -> History:
        if not lines:
            raise HistoryError(f'{self.name} is empty; a first line such as {{"format":{FORMAT}}} was expected')
        if not is_whole or len(self.nodes) != (self.counts[-1] if self.counts else 0):
            raise HistoryError(f"{self.name}:{lines}: the file is cut off: its last line belongs to no release")
        problem = check_shapes(self.nodes)
        if problem is not None:
            raise HistoryError(f"{self.name}: {problem}")
        history = History(releases=self.releases, counts=self.counts)
        history.table.restore(self.nodes)
        return history

    def _format(self, value: dict[str, Any]) -> None:
        found = value.get("format")
        if found != FORMAT or isinstance(found, bool):
            known = f"this version reads format {FORMAT}"
            raise HistoryError(
                f"the file has the unknown format {found!r}; {known}" if "format" in value else _NO_HISTORY
            )

    def _release(self, value: dict[str, Any]) -> None:
        name, changed, gone = value["release"], value.get("changed", {}), value.get("gone", [])
        if not (isinstance(name, str) and isinstance(changed, dict) and isinstance(gone, list)):
            raise HistoryError("a release has a name, an object of what changed, and a list of what is gone")
        names = [each.name for each in self.releases]
        check_name(name)
        if name in names:
            raise HistoryError(f"release {name} is there twice")
        check_order(name, names)
        entries = dict(self.releases[-1].entries) if self.releases else {}
        for entry in gone:
            if not isinstance(entry, str) or entries.pop(entry, None) is None:
                raise HistoryError(f"{entry!r} is gone in {name}, and was not there before")
        for entry, number in changed.items():
            self._check_entry(entry, number)
            entries[entry] = number
        self.releases.append(Release(name, entries))
        self.counts.append(len(self.nodes))

    def _check_entry(self, entry: str, number: object) -> None:
        if type(number) is not int or not 0 <= number < len(self.nodes):
            raise HistoryError(f'"{entry}" has the shape {number!r}, but the number of shapes is {len(self.nodes)}')
        node = self.nodes[number]
        if not isinstance(node, WireEntry) or not entry.startswith(f"{node.kind} "):
            raise HistoryError(f'shape {number} cannot be the shape of "{entry}"')
