"""Files besides the schema that its settings name, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from sphinx_qapi.source.packed import read_packed_text
from sphinx_qapi.source.reading import UnreadableFile


class NamedFile(Protocol):
    """The content of a named file."""

    @property
    def problem(self) -> str:
        """What is wrong with the content; empty if nothing is."""


F = TypeVar("F", bound=NamedFile)


def read_named_file(path: Path, take: Callable[[Path, str], F]) -> tuple[F | None, str]:
    """The file at *path*, made by *take* from path and text, or None and the reason why it cannot be used."""
    try:
        found = take(path, read_packed_text(str(path)))
    except UnreadableFile as error:
        return None, str(error)
    return (None, found.problem) if found.problem else (found, "")
