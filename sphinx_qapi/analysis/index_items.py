"""The entries of indexes: definitions and their parts as flat values that hold just what a list shows of them.

Pages that list something are rebuilt when these values change, and only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from sphinx_qapi.analysis.summary import around, summarized
from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    UnionType,
)
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Member, Since, TypeRef
from sphinx_qapi.schema.model.walks import nested_members, own_members
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text

PRECONFIG, OUT_OF_BAND, NO_REPLY, COROUTINE = "preconfig", "oob", "no-reply", "coroutine"
FLAGS = (PRECONFIG, OUT_OF_BAND, NO_REPLY, COROUTINE)
"""The words of indexes for the flags of commands.

In order: allowed before the machine is configured, executed out of band (may overtake others), never answered on
success, run as a coroutine.
"""
FLAG_MARKS: Mapping[str, str] = {
    PRECONFIG: "allow-preconfig",
    OUT_OF_BAND: "allow-oob",
    NO_REPLY: "success-response",
    COROUTINE: "coroutine",
}
"""For each of `FLAGS`, the key that sets it in a schema."""


class ItemRole(Enum):
    """The role of an entry in its definition."""

    DEFINITION = "definition"
    """The definition itself."""
    MEMBER = "member"
    BRANCH = "branch"
    """A branch of a union."""
    ALTERNATIVE = "alternative"
    VALUE = "value"
    FEATURE = "feature"


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexItem:
    """A definition, or a part that it declares."""

    definition: str
    kind: str
    """The kind of the definition."""
    module: str
    definition_since: Since | None = None
    part: ItemRole = ItemRole.DEFINITION
    path: str = ""
    """Name of the part, dotted within inline structs; empty for the definition."""
    type: TypeRef | InlineStruct | None = None
    optional: bool = False
    features: tuple[Feature, ...] = ()
    flags: tuple[str, ...] = ()
    """The `FLAGS` that a command has; empty for anything else."""
    condition: Condition | None = None
    since: Since | None = None
    """The version that its own description states; None if it states none."""
    made_of: tuple[str | Text, ...] = ()
    """For a definition, the texts that its summary is made from; for a part, other texts that its text depends on."""
    text: Text | None = None
    """The description of a part; None for a definition."""
    position: Position = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """``definition`` or ``definition.path``."""
        return f"{self.definition}.{self.path}" if self.path else self.definition

    @property
    def is_entry_point(self) -> bool:
        """Whether this is a command or event, or part of one."""
        return self.kind in ENTRY_KINDS

    @property
    def is_new(self) -> bool:
        """Whether this states a version; for a part, one later than its definition's."""
        if self.since is None:
            return False
        older = self.definition_since
        return not self.path or older is None or older.version < self.since.version


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexedDefinition:
    """A definition and its parts, as indexes see them."""

    definition: Definition = field(repr=False)
    whole: IndexItem
    parts: tuple[IndexItem, ...]
    """The parts that the definition declares, in source order: members, values, branches, alternatives, features."""

    @property
    def entries(self) -> tuple[IndexItem, ...]:
        """The definition, then its parts."""
        return (self.whole, *self.parts)


def indexed_definition(definition: Definition) -> IndexedDefinition:
    """Return the listing of *definition* with all the parts that it declares."""
    return IndexedDefinition(definition=definition, whole=index_item(definition), parts=tuple(_parts(definition)))


def index_item(definition: Definition) -> IndexItem:
    """Return the entry of *definition* itself, without its parts."""
    return IndexItem(
        definition=definition.name,
        kind=definition.kind,
        module=definition.module,
        features=definition.features,
        flags=_flags(definition),
        condition=definition.condition,
        since=definition.since,
        definition_since=definition.since,
        made_of=summarized(definition),
        position=definition.position,
    )


def _flags(definition: Definition) -> tuple[str, ...]:
    if not isinstance(definition, Command):
        return ()
    flags = {
        PRECONFIG: definition.allow_preconfig,
        OUT_OF_BAND: definition.allow_oob,
        NO_REPLY: not definition.success_response,
        COROUTINE: definition.coroutine,
    }
    return tuple(name for name, is_set in flags.items() if is_set)


def _parts(definition: Definition) -> Iterator[IndexItem]:
    match definition:
        case EnumType(values=values):
            yield from (_part(definition, ItemRole.VALUE, value.name, value) for value in values)
        case AlternateType(branches=branches):
            yield from (_part(definition, ItemRole.ALTERNATIVE, branch.name, branch) for branch in branches)
        case _:
            for names, member in nested_members(own_members(definition)):
                yield _part(definition, ItemRole.MEMBER, ".".join(names), member)
    if isinstance(definition, UnionType):
        yield from (_part(definition, ItemRole.BRANCH, branch.name, branch) for branch in definition.branches)
    yield from _features(definition)


def texts_of_features(definition: Definition) -> Mapping[str, Text]:
    """Map feature names to what the comment of *definition* says of them, for the definition and its members alike."""
    documentation = definition.documentation
    return {each.name: each.text for each in documentation.features} if documentation else {}


def _part(definition: Definition, part: ItemRole, path: str, source: Member | EnumValue | Branch) -> IndexItem:
    return IndexItem(
        definition=definition.name,
        kind=definition.kind,
        module=definition.module,
        definition_since=definition.since,
        part=part,
        path=path,
        type=None if isinstance(source, EnumValue) else source.type,
        optional=isinstance(source, Member) and source.optional,
        features=source.features,
        condition=source.condition,
        since=source.since,
        text=source.text,
        made_of=around(definition, source.text),
        position=source.position,
    )


def _features(definition: Definition) -> Iterator[IndexItem]:
    documentation = definition.documentation
    for feature in definition.features:
        description = documentation.feature(feature.name) if documentation else None
        yield IndexItem(
            definition=definition.name,
            kind=definition.kind,
            module=definition.module,
            definition_since=definition.since,
            part=ItemRole.FEATURE,
            path=feature.name,
            condition=feature.condition,
            since=description.since if description else None,
            text=description.text if description else None,
            made_of=around(definition, description.text if description else None),
            position=feature.position,
        )
