"""Reading of a root file and all files that it includes, each file once.

Follows "Include directives" of the QAPI manual.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.reading import LARGEST_FILE, UnreadableFile, decoded_text, read_bytes
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import NEVER
from sphinx_qapi.syntax.lazy_expressions import MUCH
from sphinx_qapi.syntax.nodes import FileNode, ObjectNode, StringNode
from sphinx_qapi.syntax.parser import parse_file

UNREADABLE_INCLUDE = Rule(
    name="unreadable-include",
    summary="an included file that cannot be read",
    explanation="""\
An ``include`` names a file by its path relative to the folder of the including file; if it is not found there, the
``include_dirs`` are searched. The file is missing, or it is a folder or a pipe, or it may not be read. The definitions
of the file are missing from the schema, so unknown types are not reported.""",
    rejected=releases.INCLUDE,
    auto=Severity.ERROR,
    other=Severity.ERROR,
)
INCLUDE_CYCLE = Rule(
    name="include-cycle",
    summary="a file that includes itself",
    explanation="""\
A file is included by a file that it includes itself, perhaps through other files or a symbolic link. The ``include`` is
ignored. Move the definitions that both files need to a third file.""",
    rejected=releases.INCLUDE,
    auto=Severity.ERROR,
    other=Severity.ERROR,
)
UNTRUSTED = Rule(
    name="untrusted",
    summary="a part that an untrusted schema may not have",
    explanation="""\
The rule applies only to schemas that are declared as untrusted. They may include files only from their own folder and
from the include folders. Their comments may contain only the directives and roles of a list, no HTML, only links to the
web and to mail addresses, and only pictures that are files in their folder. The forbidden part is left out, and the
text around it is kept.""",
    rejected=NEVER,
    auto=Severity.WARNING,
    other=Severity.WARNING,
    timeless=True,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileTree:
    """The files of a schema: the root, then the others in the order in which they are first included."""

    files: tuple[FileNode, ...]
    digests: tuple[str, ...]
    """The digest of each file's bytes, in the order of `files`."""
    first_inclusions: Mapping[tuple[str, int], str]
    """The path of each included file, by the first ``include`` that names it: its file's path and its index in the
    items."""
    chains: Mapping[str, tuple[Position, ...]]
    """For each path the ``include`` expressions that led to the file, innermost first; empty for the root."""
    complete: bool
    """Whether all files could be read."""


def read_files(
    root: str,
    *,
    include_dirs: Sequence[str] = (),
    within: Sequence[str] = (),
    largest_file: int = LARGEST_FILE,
    findings: Findings,
) -> FileTree:
    """Read *root* and the files that it includes; raises `UnreadableFile` if *root* itself cannot be read.

    An included file is looked for in the folder of the including file, then in *include_dirs*. A file of more than
    *largest_file* bytes is not read. With links resolved, all files must be in one of the folders *within*; if *within*
    is empty, they may be anywhere.
    """
    return _IncludeReader(include_dirs, within, largest_file, findings).read(root)


@dataclass(slots=True)
class _Open:
    """A file whose includes have not all been followed yet."""

    node: FileNode
    real_path: str
    includes: Iterator[tuple[int, ObjectNode, StringNode]]


class _IncludeReader:
    def __init__(
        self, include_dirs: Sequence[str], within: Sequence[str], largest_file: int, findings: Findings
    ) -> None:
        self.include_dirs = include_dirs
        self.within = [Path(os.path.realpath(folder)) for folder in within]
        self.largest_file = largest_file
        self.findings = findings
        self.files: list[FileNode] = []
        self.digests: list[str] = []
        self.first_inclusions: dict[tuple[str, int], str] = {}
        self.chains: dict[str, tuple[Position, ...]] = {}
        self.seen: set[str] = set()
        self.complete = True
        self.characters = 0
        """Number of characters of all files read so far."""
        self.missing: dict[str, list[tuple[Position, str]]] = {}
        """Included files that were not found, as places and names, by the path of the including file."""

    def read(self, root: str) -> FileTree:
        real_path = os.path.realpath(root)
        if not self._is_within(real_path):
            raise UnreadableFile(root, "a link leads out of its folder, and it is untrusted")
        stack = [self._open(root, real_path, ())]
        being_read = {real_path}
        while stack:
            current = stack[-1]
            for index, node, name in current.includes:
                found = self._find(current.node.path, node, name, being_read)
                if found is not None:
                    self.first_inclusions[current.node.path, index] = found.node.path
                    being_read.add(found.real_path)
                    stack.append(found)
                    break
            else:
                self._report_missing(current.node.path)
                being_read.remove(stack.pop().real_path)
        return FileTree(
            files=tuple(self.files),
            digests=tuple(self.digests),
            first_inclusions=self.first_inclusions,
            chains=self.chains,
            complete=self.complete,
        )

    def _open(self, path: str, real_path: str, chain: tuple[Position, ...]) -> _Open:
        data = read_bytes(path, self.largest_file)
        text = decoded_text(data, path, self.findings)
        self.characters += len(text)
        node = parse_file(text, path=path, findings=self.findings, is_much=self.characters > MUCH)
        self.seen.add(real_path)
        self.files.append(node)
        self.digests.append(digest(data))
        self.chains[path] = chain
        return _Open(node=node, real_path=real_path, includes=_includes(node))

    def _find(self, includer: str, node: ObjectNode, name: StringNode, being_read: set[str]) -> _Open | None:
        """The file with the name *name*, opened; None if it is already read or being read, or cannot be read."""
        chain = self.chains[includer]
        reason, outside = "", ""
        for folder in self._folders(includer):
            path = _joined(folder, name.value)
            try:
                real_path = os.path.realpath(path)
                if not self._is_within(real_path):
                    outside = outside or path
                    continue
                if real_path in being_read:
                    message = f"inclusion loop: {path} is being read already"
                    self.findings.report(INCLUDE_CYCLE, message, node.position)
                    return None
                if real_path in self.seen:
                    return None
                return self._open(path, real_path, (node.position, *chain))
            except UnreadableFile as error:
                if os.path.lexists(path):
                    reason = reason or f"{path}: {error.reason}"
            except ValueError:
                reason = "no file can have such a name"
        self.complete = False
        if outside:
            message = f'"{name.value}" is not included, since it is in no folder of the untrusted schema'
            self.findings.report(UNTRUSTED, message, node.position)
        elif reason:
            message = f'cannot read included file "{name.value}": {reason}'
            self.findings.report(UNREADABLE_INCLUDE, message, node.position)
        else:
            self.missing.setdefault(includer, []).append((node.position, name.value))
        return None

    def _is_within(self, real_path: str) -> bool:
        return not self.within or any(map(Path(real_path).is_relative_to, self.within))

    def _report_missing(self, includer: str) -> None:
        """Report all missing files of *includer* in one finding, as most often one search folder is missing."""
        missing = self.missing.pop(includer, None)
        if missing:
            names = ", ".join(f'"{name}"' for _, name in missing)
            looked_in = ", ".join(self._folders(includer))
            message = f"cannot read included {'file' if len(missing) == 1 else 'files'} {names}: no such file"
            self.findings.report(UNREADABLE_INCLUDE, f"{message} (looked in {looked_in})", missing[0][0])

    def _folders(self, includer: str) -> list[str]:
        return [str(Path(includer).parent), *self.include_dirs]


def _includes(file: FileNode) -> Iterator[tuple[int, ObjectNode, StringNode]]:
    for index, item in enumerate(file.items):
        if isinstance(item, ObjectNode):
            for pair in item.pairs:
                if pair.key.value == "include" and isinstance(pair.value, StringNode):
                    yield index, item, pair.value


def _joined(folder: str, name: str) -> str:
    """*name* relative to *folder*, normalized if the normalized path leads to the same file."""
    path = str(Path(folder, name))
    short = os.path.normpath(path)
    return short if short == path or os.path.realpath(short) == os.path.realpath(path) else path
