"""The arguments ``[NS=]SCHEMA`` of the command line, and checks that their files can be read."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx_qapi.cli.arguments import CommandError, path_word
from sphinx_qapi.cli.schema_search import namespace_for
from sphinx_qapi.schema.serial.model_file import model_in
from sphinx_qapi.source.namespaces import A_NAMESPACE, is_namespace
from sphinx_qapi.source.os_errors import reason_unread
from sphinx_qapi.source.reading import LARGEST_FILE, MEBIBYTE, UnreadableFile

DEFAULT_NAMESPACE = "QAPI"

_WORD = re.compile(r"(?:([^=/\\]*)=)?(.*)", re.DOTALL)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The first bytes of UTF-16 files, which some programs on Windows write."""
_SCHEMAS_BEGIN = (b"#", b"{", b"\xef\xbb\xbf")
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f\x7f]")
_LONGEST_LINE = 1000


class SchemaArgument(NamedTuple):
    """A schema to document: its namespace and its root file."""

    namespace: str
    path: Path


def read_schema_arguments(words: Sequence[str]) -> list[SchemaArgument]:
    """Parse the arguments *words*; raise `CommandError` if they are ambiguous or a file cannot be read.

    The default namespace of a schema is QEMU's own name for it, or one made from the file's name. A namespace ends at
    the first ``=``; a file with that sign in its name is written ``./a=b.json``.
    """
    schemas: list[SchemaArgument] = []
    seen: dict[str, str] = {}
    for word in words:
        namespace, path = _take_apart(word)
        same = seen.setdefault(namespace.casefold(), namespace)
        if any(schema.namespace == same for schema in schemas):
            raise CommandError(f"two schemas have the namespace {same} (case does not count): write NS={path} for one")
        schemas.append(SchemaArgument(namespace, path))
    check_readable(schema.path for schema in schemas)
    return schemas


def check_readable(paths: Iterable[Path]) -> None:
    """Raise `CommandError` if no schema could be read from some of *paths*, with the reason for each of these."""
    reasons = {path: why_no_schema(path) for path in paths}
    if unreadable := [f"cannot read {path}: {reason}" for path, reason in reasons.items() if reason]:
        raise CommandError("; ".join(unreadable))


def why_no_schema(path: Path) -> str | None:
    """The reason why no schema could be read from *path*; None if it is a text file."""
    reason = why_unreadable(path)
    if reason is None:
        with path.open("rb") as file:
            first_line = file.readline(_LONGEST_LINE)
        if first_line.startswith(_UTF_16):
            reason = "it is UTF-16: save it as UTF-8"
        elif not first_line.lstrip().startswith(_SCHEMAS_BEGIN) and _CONTROL.search(first_line):
            reason = "it is no text"
    return reason


def why_unreadable(path: Path) -> str | None:
    """The reason why *path* is no readable file; None if it is one."""
    try:
        if path.is_dir():
            return "it is a folder"
        if path.exists() and not path.is_file():
            return "it is not a regular file"
        with path.open("rb") as file:
            file.read(1)  # some disks report an error only now
            is_large = os.fstat(file.fileno()).st_size > LARGEST_FILE
        return f"it is larger than {LARGEST_FILE // MEBIBYTE} MiB" if is_large else None
    except OSError as error:
        return reason_unread(error)
    except ValueError as error:  # a NUL character in the name
        return str(error)


def check_folders(folders: Iterable[Path]) -> None:
    """Raise `CommandError` if one of *folders*, which are searched for included files, is no folder."""
    for folder in folders:
        if not folder.is_dir():
            raise CommandError(f"cannot look for included files in {folder}: no such folder")


def check_models(schemas: Iterable[SchemaArgument]) -> None:
    """Raise `CommandError` if one of *schemas* is a model that is not sound."""
    for schema in schemas:
        try:
            model_in(str(schema.path), LARGEST_FILE)
        except UnreadableFile as error:
            raise CommandError(str(error)) from None


def _take_apart(word: str) -> tuple[str, Path]:
    match = _WORD.fullmatch(word)
    namespace, path = match.groups() if match else (None, word)
    if namespace is None:
        root = _named(word)
        return namespace_for(root.absolute()), root
    if not is_namespace(namespace):
        raise CommandError(f'"{namespace}" is no namespace: {A_NAMESPACE}')
    if not path:
        raise CommandError(f"{word} names no file")
    return namespace, _named(path)


def _named(path: str) -> Path:
    try:
        return path_word(path)
    except argparse.ArgumentTypeError as error:
        raise CommandError(str(error)) from None
