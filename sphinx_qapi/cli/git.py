"""Schemas of other revisions, from git, which is called as a program and only to read; the work tree is not touched."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple, Self

from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.source.suggestions import did_you_mean

_INCLUDE = re.compile(rb"""['"]?include['"]?\s*:\s*(['"])([^'"]+)\1""")
_LINK = b"120000"
_MOST_LINKS = 10


class _Entry(NamedTuple):
    """A file in git's tree of a revision."""

    mode: bytes
    blob: bytes


class Repository:
    """A git repository, for reading."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise CommandError(f"cannot read the repository {folder}: no such folder")
        self.folder = folder
        if self._run("rev-parse", "--git-dir") is None:
            raise CommandError(f"{folder} is no git repository")

    def tags(self, patterns: Sequence[str]) -> list[str]:
        """The tags that match *patterns*, oldest first: by version if all tags have one, else by date.

        Raises `CommandError` if a pattern matches no tag.
        """
        tags = self._tags()
        found = [tag for tag in tags if any(fnmatchcase(tag, pattern) for pattern in patterns)]
        for pattern in patterns:
            if not any(fnmatchcase(tag, pattern) for tag in found):
                raise CommandError(f'no tag of {self.folder} matches "{pattern}"{self._help(pattern, tags)}')
        versions = [(version, tag) for tag in found if (version := release_version(tag)) is not None]
        return [tag for _, tag in sorted(versions)] if len(versions) == len(found) else found

    def extract(self, revision: str, roots: Sequence[str], folder: Path) -> str:
        """Write the schema of *revision* and the files that it includes below *folder*; return the path of its root.

        The root is the first of *roots* that exists; raises `CommandError` if none does. The files have the same paths
        below *folder* as in the repository.
        """
        tree = self._tree(revision)
        root = next((each for each in map(posixpath.normpath, roots) if each.encode() in tree), None)
        if root is None:
            names = [os.fsdecode(path) for path in tree if path.endswith(b".json")]
            words = " or ".join(roots)
            raise CommandError(f"{revision} of {self.folder} has no file {words}{did_you_mean(roots[0], names)}")
        self._write_closure(tree, root, folder)
        return root

    def _write_closure(self, tree: dict[bytes, _Entry], root: str, folder: Path) -> None:
        pending, seen = [root.encode()], set[bytes]()
        with _Blobs(self.folder) as blobs:
            while pending:
                path = pending.pop()
                if path in seen or path not in tree or path.startswith((b"/", b"../")):
                    continue
                seen.add(path)
                content = _content(tree, path, blobs)
                target = folder / os.fsdecode(path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                around = posixpath.dirname(path)
                pending += [posixpath.normpath(posixpath.join(around, m[2])) for m in _INCLUDE.finditer(content)]

    def _tree(self, revision: str) -> dict[bytes, _Entry]:
        listed = None if revision.startswith("-") else self._run("ls-tree", "-r", "-z", "--full-tree", revision)
        if listed is None:
            raise CommandError(f'{self.folder} has no revision "{revision}"{self._help(revision, self._tags())}')
        tree: dict[bytes, _Entry] = {}
        for line in listed.split(b"\0"):
            head, _, path = line.partition(b"\t")
            if path:
                mode, _, blob = head.split(b" ")[:3]
                tree[path] = _Entry(mode, blob)
        return tree

    def _tags(self) -> list[str]:
        listed = self._run("for-each-ref", "--sort=creatordate", "--format=%(refname:strip=2)", "refs/tags") or b""
        return listed.decode(errors="replace").splitlines()

    def _help(self, name: str, tags: Iterable[str]) -> str:
        near = did_you_mean(name, tags)
        shallow = self._run("rev-parse", "--is-shallow-repository") == b"true\n"
        return near or ("; the clone is shallow, fetch what it lacks" if shallow else "")

    def _run(self, *words: str) -> bytes | None:
        """The output of git; None if it fails."""
        try:
            done = subprocess.run(_git(self.folder, *words), capture_output=True, check=False, stdin=subprocess.DEVNULL)
        except FileNotFoundError:
            raise CommandError("git is needed to read a repository, but is not installed") from None
        return done.stdout if done.returncode == 0 else None


class _Blobs:
    """Reader for the contents of files, with one process of git for all of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            _git(self._folder, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def read(self, blob: bytes) -> bytes:
        """The content of *blob*."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(blob + b"\n")
        stdin.flush()
        head = stdout.readline().split()
        if len(head) != 3:
            raise CommandError(f"git lacks the object {blob.decode()}; the clone may be shallow or partial")
        content = stdout.read(int(head[2]))
        stdout.read(1)
        return content


def _content(tree: dict[bytes, _Entry], path: bytes, blobs: _Blobs) -> bytes:
    """The content of the file *path*, or of the file that *path* links to."""
    content = blobs.read(tree[path].blob)
    for _ in range(_MOST_LINKS):
        if tree[path].mode != _LINK:
            break
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), content))
        if path not in tree:
            break
        content = blobs.read(tree[path].blob)
    return content


def _git(folder: Path, *words: str) -> list[str]:
    return ["git", "--no-optional-locks", "-C", str(folder), *words]
