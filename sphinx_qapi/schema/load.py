"""`load_schema`: from a path to a schema and all findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sphinx_qapi.schema.building.schema_builder import FileBlocks, build_schema
from sphinx_qapi.schema.checks import check_schema
from sphinx_qapi.schema.comments.revision import ReviseComment
from sphinx_qapi.schema.comments.since import PLAIN, VersionStyle
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.schema.serial.model_file import model_in
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.dialects import AUTO, parse_dialect
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.packed_list import PackedList
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.reading import LARGEST_FILE, UnreadableFile
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.source_lines import NO_LINES
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comments import read_doc_blocks
from sphinx_qapi.syntax.detection import detect_dialect
from sphinx_qapi.syntax.includes import FileTree, read_files
from sphinx_qapi.syntax.lazy_expressions import LazyDefinitions
from sphinx_qapi.syntax.markup_detection import detect_markup
from sphinx_qapi.syntax.nodes import CommentRun, DocBlockNode, FileItem, FileNode, ObjectNode

MARKUPS = ("rst", "plain", "markdown")


class UnreadableSchema(UnreadableFile):
    """The root file of a schema cannot be read; `path` says which file, `reason` why."""


def load_schema(
    path: str | Path,
    *,
    dialect: str = AUTO,
    include_dirs: Sequence[str | Path] = (),
    markup: str = AUTO,
    versions: str = "",
    revise: ReviseComment | None = None,
    trusted: bool = True,
    folders: Sequence[str | Path] = (),
    largest_file: int = LARGEST_FILE,
) -> LoadResult:
    """Read the schema whose root file is *path*, or the model of a schema in the file *path*.

    *dialect* is the release whose rules apply, or ``auto``: then text of any release is read, and mistakes that can be
    read nevertheless are notes. *include_dirs* are searched for included files after the including file's own folder.
    *markup* is ``rst``, ``plain``, ``markdown``, or ``auto``: the markup that the dialect's release used and that the
    comment seems to have.

    *versions* is a regular expression for versions in comments that are not plain numbers with dots. *revise* may
    change the lines of each definition's comment before they are read. If the schema is not *trusted*, all its files
    must, with links resolved, be in its folder, in *include_dirs* or in *folders*. Files of more than *largest_file*
    bytes are not read.

    For a model, all parameters except *largest_file* are ignored, and the result has no diagnostics.

    All mistakes in the schema are in the result's diagnostics. Raises `UnreadableSchema` if the root file cannot be
    read or is a damaged model, ValueError if *dialect*, *markup* or *versions* is invalid.
    """
    if markup != AUTO and markup not in MARKUPS:
        raise ValueError(f"unknown markup {markup!r} ({', '.join(MARKUPS)} or {AUTO} was expected)")
    style = VersionStyle(versions) if versions else PLAIN
    release = None if dialect == AUTO else parse_dialect(dialect)
    findings = Findings(release)
    try:
        model = model_in(os.fspath(path), largest_file)
        if model is not None:
            schema, digest = model
            return LoadResult(schema=schema, diagnostics=(), files=(os.fspath(path),), digests=(digest,))
        tree = read_files(
            os.fspath(path),
            include_dirs=[os.fspath(each) for each in include_dirs],
            within=[] if trusted else [os.fspath(each) for each in (Path(path).parent, *include_dirs, *folders)],
            largest_file=largest_file,
            findings=findings,
        )
    except UnreadableFile as error:
        raise UnreadableSchema(error.path, error.reason) from error
    blocks = {file.path: _blocks(file, findings) for file in tree.files}
    if release is None:
        release = detect_dialect(tree.files, _AllComments(blocks))
    markup_of = detect_markup(tree.files, release) if markup == AUTO else (lambda _block: markup)
    built = build_schema(
        tree, blocks, dialect=release, markup_of=markup_of, findings=findings, versions=style, revise=revise
    )
    check_schema(built, dialect=release, findings=findings)
    findings.report_surplus(tree.files[-1].end)
    diagnostics = findings.diagnostics
    if findings.dialect is None:
        diagnostics = [_as_of_its_time(each, findings.rules[each.rule], release) for each in diagnostics]
    return LoadResult(
        schema=built.schema,
        diagnostics=_in_order(diagnostics, tree),
        files=tuple(file.path for file in tree.files),
        digests=tree.digests,
    )


def _blocks(file: FileNode, findings: Findings) -> FileBlocks:
    """The doc comments of *file*; in a list of items, each comment read is replaced by a comment without lines.

    The lines would double the memory that a schema takes.
    """
    items, path = file.items, file.path
    blocks: FileBlocks = [] if isinstance(items, list) else PackedList()
    later = LazyDefinitions(file.text, path, findings.dialect)
    for index, item in enumerate(items):
        if isinstance(item, CommentRun):
            following = items[index + 1] if index + 1 < len(items) else None
            found = read_doc_blocks(
                item,
                path=path,
                before_expression=following is not None and not _is_directive(following),
                following=_begins(following, later),
                findings=findings,
            )
            blocks.append((index, found))
            if index and isinstance(items, list):  # the first comment may hold a modeline, a sign of age
                items[index] = _READ
    return blocks


class _AllComments:
    """The doc comments of all files, as an iterable."""

    def __init__(self, blocks: Mapping[str, FileBlocks]) -> None:
        self._blocks = blocks

    def __iter__(self) -> Iterator[DocBlockNode]:
        return (each for file in self._blocks.values() for _, run in file for each in run)


def _begins(item: FileItem | None, later: LazyDefinitions) -> Position | None:
    """Where *item* begins; None if it is a comment or there is no item."""
    if isinstance(item, int):
        return later.position(item)
    return None if item is None or isinstance(item, CommentRun) else item.position


_READ = CommentRun(lines=NO_LINES)


def _is_directive(item: FileItem) -> bool:
    """Whether *item* is an ``include`` or ``pragma``, which no doc comment describes."""
    return isinstance(item, ObjectNode) and item.pairs[0].key.value in ("include", "pragma")


def _as_of_its_time(diagnostic: Diagnostic, rule: Rule, dialect: Version) -> Diagnostic:
    """*diagnostic* of automatic mode; a warning about something that release *dialect* accepts becomes a note."""
    if diagnostic.severity is not Severity.WARNING or rule.is_of_its_time(dialect):
        return diagnostic
    return replace(diagnostic, severity=Severity.NOTE)


def _in_order(diagnostics: Sequence[Diagnostic], tree: FileTree) -> tuple[Diagnostic, ...]:
    """*diagnostics* sorted by file and place, each with the chain of includes that leads to its file."""
    order = {file.path: number for number, file in enumerate(tree.files)}
    chained = [
        replace(each, included_from=chain) if (chain := tree.chains.get(each.position.path, ())) else each
        for each in diagnostics
    ]
    return tuple(sorted(chained, key=lambda each: (order.get(each.position.path, 0), *each.place[1:])))
