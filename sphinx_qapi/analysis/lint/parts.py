"""The parts of a definition that its doc comment may describe, and all that it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.schema.model.members import Branch, EnumValue, InlineStruct, Member
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
"""What the parts of a kind of definition are called; the branches of a union apart."""


def described_parts(definition: Definition) -> Iterator[tuple[str, Part]]:
    """Its own members, values, arguments and branches, each with its name in the doc comment.

    Members of an inline struct follow the member that has it, with dotted names.
    """
    match definition:
        case EnumType(values=values):
            yield from ((value.name, value) for value in values)
        case AlternateType(branches=branches):
            yield from ((branch.name, branch) for branch in branches)
        case StructType(members=members) | Command(arguments=members) | Event(arguments=members):
            yield from _members(members)
        case UnionType(base_members=members, branches=branches):
            yield from _members(members)
            yield from ((branch.name, branch) for branch in branches)


def prose(definition: Definition) -> Iterator[Text]:
    """All that its doc comment says in prose, verbatim examples excepted."""
    documentation = definition.documentation
    if documentation is not None:
        yield documentation.intro
        for description in chain(documentation.members, documentation.features):
            yield description.text
        for section in documentation.sections:
            if section.kind is not SectionKind.EXAMPLE:
                yield section.text


def _members(members: Sequence[Member], prefix: str = "") -> Iterator[tuple[str, Member]]:
    for member in members:
        yield prefix + member.name, member
        if isinstance(member.type, InlineStruct):
            yield from _members(member.type.members, f"{prefix}{member.name}.")
