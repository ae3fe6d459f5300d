"""Files that the settings of a schema name beside it, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from sphinx_qapi.source.packed import read_packed_text
from sphinx_qapi.source.reading import UnreadableFile
from sphinx_qapi.sphinx_ext.reporting import warn


class NamedFile(Protocol):
    """What a file is read as."""

    @property
    def problem(self) -> str:
        """What is wrong with it; empty where nothing is."""


F = TypeVar("F", bound=NamedFile)


def load_named_file(namespace: str, setting: str, path: Path | None, take: Callable[[Path, str], F]) -> F | None:
    """The file that the *setting* of a schema names, as *take* makes it of its path and its text.

    None, and a warning, where it cannot be read or has a problem.
    """
    if path is None:
        return None
    try:
        found = take(path, read_packed_text(str(path)))
    except UnreadableFile as error:
        problem = str(error)
    else:
        if not found.problem:
            return found
        problem = found.problem
    warn(f"qapi_schemas[{namespace!r}]: {setting!r}: {problem}", setting)
    return None
