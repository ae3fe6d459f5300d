"""The definition, and the part of it, that a line of a doc comment is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from sphinx_qapi.analysis.lint.described_parts import PART_WORDS
from sphinx_qapi.schema.model.definitions import Definition, UnionType
from sphinx_qapi.schema.model.documentation import Description, Documentation
from sphinx_qapi.schema.model.schema import Schema


class CommentPlace(NamedTuple):
    """The definition, and the part of it, that a line of a comment describes."""

    definition: str | None = None
    """The name of the definition; None for free-form text."""
    part: str = ""
    """The part of the definition that the line describes, such as ``member "x"``; empty for the definition itself."""


class CommentPlaces:
    """Lookup of the definition that a line of a comment belongs to; the definitions of a file are sorted by line."""

    def __init__(self, schema: Schema) -> None:
        self._definitions = {
            module.path: sorted(module.definitions, key=attrgetter("position.line")) for module in schema.modules
        }

    def find(self, path: str, line: int) -> CommentPlace:
        """Return what the *line* of the file *path* is about.

        The result names no definition if the line is in no definition's comment.
        """
        definitions = self._definitions.get(path, [])
        index = bisect_left(definitions, line, key=attrgetter("position.line"))
        if index == len(definitions):
            return CommentPlace()
        definition = definitions[index]
        documentation = definition.documentation
        if documentation is None or line < documentation.position.line:
            return CommentPlace()
        return CommentPlace(definition.name, _part(definition, documentation, line))


def _part(definition: Definition, documentation: Documentation, line: int) -> str:
    for description, word in _descriptions(definition, documentation):
        if description.position.line <= line <= _last_line(description):
            return f'{word} "{description.name}"'
    return ""


def _descriptions(definition: Definition, documentation: Documentation) -> Iterator[tuple[Description, str]]:
    features = {each.position for each in documentation.features}
    branches = {each.name for each in definition.branches} if isinstance(definition, UnionType) else set()
    for each in documentation.members:
        if each.position not in features:
            yield each, "branch" if each.name in branches else PART_WORDS[definition.kind]
    for each in documentation.features:
        yield each, "feature"


def _last_line(description: Description) -> int:
    return description.text.numbers[-1] if description.text else description.position.line
