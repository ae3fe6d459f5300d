"""The parts of a definition that its doc comment may describe, and the prose of the comment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Definition,
    EnumType,
    UnionType,
)
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.schema.model.members import Branch, EnumValue, Member
from sphinx_qapi.schema.model.walks import nested_members, own_members
from sphinx_qapi.source.text import Text

Part = Member | EnumValue | Branch

PART_WORDS = {
    "enum": "value",
    "struct": "member",
    "union": "member",
    "alternate": "alternative",
    "command": "argument",
    "event": "argument",
}
"""The word for the parts of each kind of definition, apart from the branches of a union."""


def described_parts(definition: Definition) -> Iterator[tuple[str, Part]]:
    """Yield the members, values, arguments and branches of *definition* itself, each with its name in the doc comment.

    Members of an inline struct follow the member that has it as its type, with dotted names.
    """
    match definition:
        case EnumType(values=values):
            yield from ((value.name, value) for value in values)
        case AlternateType(branches=branches):
            yield from ((branch.name, branch) for branch in branches)
        case _:
            yield from ((".".join(names), member) for names, member in nested_members(own_members(definition)))
    if isinstance(definition, UnionType):
        yield from ((branch.name, branch) for branch in definition.branches)


def prose_of(definition: Definition) -> Iterator[Text]:
    """Yield the prose of the doc comment, without verbatim examples."""
    documentation = definition.documentation
    if documentation is not None:
        yield documentation.intro
        for description in chain(documentation.members, documentation.features):
            yield description.text
        for section in documentation.sections:
            if section.kind is not SectionKind.EXAMPLE:
                yield section.text
