"""Reading of the sources that ``diff`` and ``history`` name: schemas, git revisions, releases of a history, replies."""

from __future__ import annotations

import gzip
import os
import re
import sys
import tempfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.diff import Side
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import HistoryError, read_history
from sphinx_qapi.analysis.history.order import ReleaseError, find_release, release_version
from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, looks_like_reply, read_reply
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireGraph
from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.cli.git import Repository
from sphinx_qapi.cli.schema_arguments import why_no_schema, why_unreadable
from sphinx_qapi.cli.schema_file import load_something
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.packed import GZIP, read_packed_text
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.reading import UnreadableFile
from sphinx_qapi.source.version import Version

_REVISION = re.compile(r"(.+?)@([^:]+):(.+)", re.DOTALL)
_RELEASE = re.compile(r"(.+)@([^@:]+)", re.DOTALL)
_HISTORY_BEGINS = re.compile(r'\s*\{\s*"format"')
_FIRST_LINE_OF_HISTORY = re.compile(rb'\s*\{\s*"format"\s*:\s*\d+\s*\}\s*\n')
_LONGEST_FIRST_LINE = 256


def read_schema(path: Path, shown: str | None = None) -> Schema:
    """Load the schema whose root is *path*, called *shown* in messages; warn on standard error of unreadable parts.

    Raises `CommandError` if there is no schema.
    """
    if reason := why_no_schema(path):
        raise CommandError(f"cannot read {shown or path}: {reason}")
    result = load_something(path, shown=shown)
    errors = [each for each in result.diagnostics if each.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        message = f"{shown or path} has parts that cannot be read, and that count as absent; the first: "
        print(f"sphinx-qapi: warning: {message}line {first.position.line}: {first.message}", file=sys.stderr)
    return result.schema


def read_source_text(path: Path) -> str:
    """The text of the file *path*, which may be compressed; raises `CommandError` if it cannot be read."""
    try:
        return read_packed_text(str(path))
    except UnreadableFile as error:
        raise CommandError(str(error)) from None


def is_history(path: Path) -> bool:
    """Whether the file *path*, which may be compressed, begins like a history."""
    try:
        with path.open("rb") as file:
            begin = file.read(_LONGEST_FIRST_LINE)
        if begin.startswith(GZIP):
            with gzip.open(path) as file:
                begin = file.read(_LONGEST_FIRST_LINE)
    except (OSError, EOFError, zlib.error):
        return False
    return _FIRST_LINE_OF_HISTORY.match(begin) is not None


def read_history_file(path: Path) -> History:
    """The history in the file *path*; raises `CommandError` if it cannot be read."""
    try:
        return read_history(read_source_text(path), str(path))
    except HistoryError as error:
        raise CommandError(str(error)) from None


def schema_of_revision(repository: Path, revision: str, roots: tuple[str, ...]) -> tuple[Schema, Moved]:
    """The schema of *revision* with its root at the first of *roots* that exists, and the mapping of its positions."""
    with tempfile.TemporaryDirectory(prefix="sphinx-qapi-") as folder:
        root = Repository(repository).extract(revision, roots, Path(folder))
        schema = read_schema(Path(folder) / root, f"{repository}@{revision}:{root}")
        return schema, Moved(folder, str(repository))


@dataclass(frozen=True, slots=True)
class Moved:
    """The mapping of positions in files of a revision, which were read from a temporary folder."""

    read_from: str
    """The temporary folder; empty if files were read from their own places."""
    shown_in: str
    """The folder of the repository, where the files would be."""

    def position(self, position: Position | None) -> Position | None:
        """*position* with the path to show, relative to the working folder."""
        if position is None:
            return None
        path = position.path
        if self.read_from and path.startswith(self.read_from + os.sep):
            path = os.path.join(self.shown_in, os.path.relpath(path, self.read_from))  # noqa: PTH118
        return position._replace(path=Path(os.path.relpath(path)).as_posix())


_NOT_MOVED = Moved("", "")


class Sides:
    """The two sides of a comparison, with one common table of shapes."""

    def __init__(self) -> None:
        self.table = ShapeTable()
        self._histories: dict[Path, History] = {}
        self._moves: list[Moved] = []

    def open_histories(self, words: tuple[str, str]) -> None:
        """Read the histories that *words* name; do so before anything else, as their shapes keep their numbers."""
        for word in words:
            path = _history_path(word)
            if path is not None and path.resolve() not in self._histories:
                history = read_history_file(path)
                self._histories[path.resolve()] = history
                if len(self._histories) == 1:
                    self.table = history.table

    def side(self, word: str) -> Side:
        """Read the side that *word* names: a schema, ``REPO@REVISION:PATH``, ``HISTORY@RELEASE``, or a reply."""
        path = Path(word)
        history = _history_path(word)
        if history is not None:
            return self._release(word, history)
        if not path.exists() and (match := _REVISION.fullmatch(word)) is not None:
            schema, moved = schema_of_revision(Path(match[1]), match[2], (match[3],))
            self._moves.append(moved)
            return self._of_schema(word, schema)
        return self._file(word, path)

    def _release(self, word: str, path: Path) -> Side:
        history = self._histories[path.resolve()]
        name = word.rpartition("@")[2]
        try:
            index = find_release(name, history.names)
        except ReleaseError as error:
            raise CommandError(f"{path}: {error}") from None
        entries = [release.entries for release in history.releases[max(index - 1, 0) : index + 1]]
        if history.table is not self.table:
            graph = WireGraph(list(history.table.nodes))
            moved = []
            for each in entries:
                graph.entries = dict(each)
                moved.append(self.table.intern(graph))
            entries = list(moved)
        versions = (release_version(each) for each in history.names[index:])
        return Side(
            name=word,
            entries=entries[-1],
            before=entries[0] if len(entries) > 1 else None,
            release=next((version for version in versions if version is not None), None),
        )

    def _file(self, word: str, path: Path) -> Side:
        if why_unreadable(path) is None:
            with path.open("rb") as file:
                begin = file.read(len(GZIP))
            if begin == GZIP or begin.lstrip()[:1] in (b"[", b"{") or path.suffix in (".replies", ".jsonl"):
                text = read_source_text(path)
                if _HISTORY_BEGINS.match(text):
                    raise CommandError(f"{path} is a history: name a release of it, {path}@RELEASE")
                if begin == GZIP or looks_like_reply(text):
                    return self._reply(word, path, text)
        return self._of_schema(word, read_schema(path))

    def _reply(self, word: str, path: Path, text: str) -> Side:
        try:
            return Side(name=word, entries=self.table.intern(read_reply(text)), is_reply=True)
        except ReplyError as error:
            raise CommandError(f"cannot read {path}: {error}") from None

    def _of_schema(self, word: str, schema: Schema) -> Side:
        release = Version.parse(schema.dialect)
        return Side(name=word, entries=self.table.intern(graph_of(schema)), schema=schema, release=release)

    def position(self, position: Position | None) -> Position | None:
        """*position* with the path to show."""
        for moved in self._moves:
            if position is not None and position.path.startswith(moved.read_from + os.sep):
                return moved.position(position)
        return _NOT_MOVED.position(position)

    def shown(self, change: Change) -> Change:
        """*change* with the paths to show in its positions."""
        return replace(change, position=self.position(change.position), annotation=self.position(change.annotation))


def _history_path(word: str) -> Path | None:
    """The path of the history of which *word* names a release; None if *word* names something else."""
    revision = _REVISION.fullmatch(word)
    if Path(word).exists() or (revision is not None and Path(revision[1]).is_dir()):
        return None
    match = _RELEASE.fullmatch(word)
    return Path(match[1]) if match is not None and not Path(match[1]).is_dir() else None
