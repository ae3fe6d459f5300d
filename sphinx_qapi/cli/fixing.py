"""Application of edits to files; all bytes outside of the edits stay as they are."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

from sphinx_qapi.analysis.fixes import FileEdit
from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.source.whole_files import whole_file

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = "\ufeff"
_TAB = 8


class FixedFile:
    """A file with edits applied to its text, not written yet."""

    def __init__(self, path: Path, edits: Iterable[FileEdit]) -> None:
        self.path = path
        # Bytes that are not UTF-8 are kept unchanged.
        self.before = path.read_bytes().decode("utf-8", "surrogateescape")
        self.count = 0
        """Number of edits that could be applied."""
        mark = _MARK if self.before.startswith(_MARK) else ""
        lines = _LINE.findall(self.before.removeprefix(mark))
        for edit in sorted(edits, reverse=True):  # the last first, so that the places of the others stay valid
            self._apply(lines, edit)
        self.after = mark + "".join(lines)

    def _apply(self, lines: list[str], edit: FileEdit) -> None:
        index = edit.position.line - 1
        if index >= len(lines):
            return
        line = lines[index]
        start = _offset(line, edit.position.column)
        if line[start : start + len(edit.old)] == edit.old:
            lines[index] = line[:start] + edit.new + line[start + len(edit.old) :]
            self.count += 1

    @property
    def diff(self) -> str:
        """The changes as a unified diff, with the line ends of the terminal."""
        name = self.path.as_posix()
        before, after = ([each.rstrip("\r\n") for each in _LINE.findall(text)] for text in (self.before, self.after))
        lines = unified_diff(before, after, name, name, lineterm="")
        return "".join(f"{printable(line)}\n" for line in lines)

    def write(self) -> None:
        """Write the file atomically: readers see either its old or its new text."""
        with whole_file(self.path, parents=False, mark=f".{os.getpid()}") as file:
            shutil.copymode(self.path, file.name)
            file.write(self.after.encode("utf-8", "surrogateescape"))


class LineReader:
    """Reader for single lines of files, exactly as they are written; it reads each file only once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def __call__(self, path: str, number: int) -> str:
        """Line *number*, from 1, of the file at *path*, without its line end; empty if there is no such line."""
        if path not in self._lines:
            text = Path(path).read_bytes().decode("utf-8", "surrogateescape").removeprefix(_MARK)
            self._lines[path] = [each.rstrip("\r\n") for each in _LINE.findall(text)]
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else ""


def fixed_files(edits: Iterable[FileEdit]) -> list[FixedFile]:
    """The files that *edits* change, in the order of the edits; an edit for several schemas is applied once."""
    by_file: dict[Path, dict[FileEdit, None]] = {}
    for edit in edits:
        path = Path(edit.position.path).resolve()
        by_file.setdefault(path, {})[edit._replace(position=edit.position._replace(path=str(path)))] = None
    return [fixed for fixed in _fixed(by_file) if fixed.count]


def write_all(files: Iterable[FixedFile]) -> None:
    """Write *files*; raise `CommandError` for the first that cannot be written."""
    for each in files:
        try:
            each.write()
        except OSError as error:
            raise CommandError(f"cannot write {each.path}: {reason_of(error)}") from None


def _fixed(by_file: Mapping[Path, Iterable[FileEdit]]) -> Iterable[FixedFile]:
    for path, edits in by_file.items():
        try:
            yield FixedFile(path, edits)
        except OSError as error:
            raise CommandError(f"cannot read {path}: {reason_of(error)}") from None


def _offset(line: str, column: int) -> int:
    """The index of the character at *column* of *line*; a tab advances to the next multiple of eight."""
    if "\t" not in line:
        return column - 1
    reached = 0
    for index, character in enumerate(line):
        if reached >= column - 1:
            return index
        reached = (reached // _TAB + 1) * _TAB if character == "\t" else reached + 1
    return len(line)
