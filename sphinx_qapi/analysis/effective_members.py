"""Effective members: what a definition takes or holds, with inherited members in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sphinx_qapi.analysis.stated_default import stated_default
from sphinx_qapi.schema.model.conditions import Condition, conjunction
from sphinx_qapi.schema.model.definitions import (
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Member, Since, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.model.walks import base_chain, nested_members, own_members
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version


class Passage(NamedTuple):
    """A branch that a member is reached through: the discriminator's value, and the release that brought the value."""

    value: str
    version: Version


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectiveMember:
    """A member as it appears in the definition that is shown."""

    path: tuple[str, ...]
    """The values of the branches that lead to it, outermost first, then names of inline structs, then its own name."""
    name: str
    """The name without the branches, dotted within inline structs."""
    type: TypeRef | InlineStruct
    optional: bool = False
    condition: Condition | None = None
    """Conjunction of the member's own condition and those of the branches that lead to it."""
    features: tuple[Feature, ...] = ()
    text: Text | None = None
    default: str = ""
    """The value that the text states for an absent member; empty if it states none. See `stated_default`."""
    since: Since | None = None
    """The version that the member's own description states."""
    origin: str | None = None
    """Name of the definition that declares the member; None if that is the definition that is shown."""
    passage: Passage | None = None
    """The newest of the branches that lead to the member, among those that state a version; None if none does."""

    @property
    def own_path(self) -> tuple[str, ...]:
        """The part of the path after the branches."""
        start = next(n for n in reversed(range(len(self.path))) if ".".join(self.path[n:]) == self.name)
        return self.path[start:]


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectiveBranch:
    """The members that one value of the discriminator adds."""

    path: tuple[str, ...]
    """The values of the outer branches, then the branch's own value."""
    type: TypeRef | InlineStruct | None
    """The type of the branch; None if the union has no branch for the value."""
    condition: Condition | None = None
    """Conjunction of the branch's own condition and that of the enum's value."""
    features: tuple[Feature, ...] = ()
    """The features of the enum's value and the branch's own."""
    text: Text | None = None
    since: Since | None = None
    """The newer of the branch's own version and that of the enum's value."""
    origin: str | None = None
    """Name of the union that declares the branch; None if that is the definition that is shown."""
    passage: Passage | None = None
    """The newest of the outer branches that state a version; None if none does."""
    content: EffectiveMembers | None = None
    """The members of the branch; None if branches are not expanded (see `effective_members`)."""

    @property
    def name(self) -> str:
        """The discriminator's value."""
        return self.path[-1]


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectiveMembers:
    """Members that are always there, and branches selected by the value of one of them."""

    members: tuple[EffectiveMember, ...] = ()
    discriminator: str | None = None
    branches: tuple[EffectiveBranch, ...] = ()
    is_simple: bool = False
    """Whether the branches belong to a simple union: ``data`` holds a value of the branch's type."""
    data_text: Text | None = None
    """The description of ``data`` in a simple union's comment."""

    def all_members(self) -> Iterator[EffectiveMember]:
        """Yield every member, including those of branches, in the order of the page."""
        yield from self.members
        for branch in self.branches:
            if branch.content:
                yield from branch.content.all_members()

    def all_branches(self) -> Iterator[EffectiveBranch]:
        """Yield every branch, including nested ones."""
        for branch in self.branches:
            yield branch
            if branch.content:
                yield from branch.content.all_branches()

    def selected(self, wanted: Callable[[tuple[str, ...]], bool]) -> EffectiveMembers:
        """Return only the members and branches whose paths are *wanted*."""
        branches = [
            replace(each, content=each.content.selected(wanted)) if each.content else each
            for each in self.branches
            if wanted(each.path)
        ]
        members = tuple(each for each in self.members if wanted(each.path))
        return replace(self, members=members, branches=tuple(branches))


NOTHING = EffectiveMembers()
_DEEPEST = 50
"""Deepest nesting of branches that is expanded; real schemas have two levels."""
_MOST_ROWS = 20_000
"""The most members and branches of one definition that are expanded.

Real schemas have a tenth of that; unions of unions can double the number with each level.
"""
_KEPT = "effective members"
_MOST_KEPT = 2_000
"""The most rows of a definition whose members are cached.

No definition of a real schema has more; caching larger ones could fill the memory.
"""
SIMPLE_DISCRIMINATOR = "type"
"""The member of a simple union that names its branch."""
SIMPLE_DATA = "data"
"""The member of a simple union that holds the value of its branch."""


def effective_members(schema: Schema, definition: Definition) -> EffectiveMembers:
    """Return the members or arguments of *definition*.

    For commands and events, the members of every branch are in place; for types there are only the branches, whose
    types are one link away. Enums and alternates have no members. For invalid schemas (unknown types, bases that
    contain themselves) the valid part is returned. Results are cached, because the rows of an entry, its picture,
    payloads and exports all ask for them.
    """
    known = schema.derived.get((_KEPT, definition.name))
    if isinstance(known, tuple) and known[0] is definition:
        found: EffectiveMembers = known[1]
        return found
    walk = _Walk(schema, definition)
    found = walk.all()
    if walk.rows <= _MOST_KEPT:
        schema.derived[_KEPT, definition.name] = (definition, found)
    return found


class _Walk:
    """One walk through a definition and the types that contribute its members."""

    def __init__(self, schema: Schema, shown: Definition) -> None:
        self.schema = schema
        self.definition = shown
        self.shown = shown.name
        self.path: tuple[str, ...] = ()
        self.condition: Condition | None = None
        self.passage: Passage | None = None
        self.entered: list[str] = []
        self.rows = 0
        """Number of members and branches found so far."""

    def all(self) -> EffectiveMembers:
        """Return the effective members of the definition."""
        shown = self.definition
        if isinstance(shown, (StructType, UnionType)):
            return self.members_of(shown.name, expand=False)
        if not isinstance(shown, (Command, Event)):
            return NOTHING
        if shown.arguments_type is None:
            return EffectiveMembers(members=tuple(self.own(shown.arguments, shown.name)))
        return self.members_of(shown.arguments_type.name, expand=True)

    def members_of(self, name: str, *, expand: bool) -> EffectiveMembers:
        """Return all members of the type *name*; nothing if it is no struct or union, or is being walked already."""
        chain = list(base_chain(self.schema.find, name, self.entered))
        self.entered += [each.name for each in chain]
        result = NOTHING
        for definition in reversed(chain):
            members = (*result.members, *self.own(own_members(definition), definition.name))
            if isinstance(definition, UnionType):
                result = self._with_branches(definition, members, expand=expand)
            else:
                result = replace(result, members=members)
        del self.entered[len(self.entered) - len(chain) :]
        return result

    def own(self, members: Sequence[Member], declarer: str) -> Iterator[EffectiveMember]:
        """Yield *members*, declared by *declarer*, each followed by the members of its inline struct."""
        for names, member in nested_members(members):
            self.rows += 1
            yield EffectiveMember(
                path=self.path + names,
                name=".".join(names),
                type=member.type,
                optional=member.optional,
                condition=conjunction(self.condition, member.condition),
                features=member.features,
                text=member.text,
                default=stated_default(self.schema, member.type, member.text) if member.optional else "",
                since=member.since,
                origin=None if declarer == self.shown else declarer,
                passage=self.passage,
            )

    def _with_branches(
        self, union: UnionType, members: tuple[EffectiveMember, ...], *, expand: bool
    ) -> EffectiveMembers:
        discriminator = union.discriminator
        if discriminator is None:
            discriminator = SIMPLE_DISCRIMINATOR
            selector = _implicit(union, discriminator, TypeRef(name="str", position=union.position))
            members = (*members, *self.own((selector,), union.name))
        values = self._values(union, members)
        by_name = {branch.name: branch for branch in union.branches}
        names = [*values, *(name for name in by_name if name not in values)]
        return EffectiveMembers(
            members=members,
            discriminator=discriminator,
            is_simple=union.discriminator is None,
            data_text=_described(union, SIMPLE_DATA)[0] if union.discriminator is None else None,
            branches=tuple(self._branch(union, name, values.get(name), by_name.get(name), expand) for name in names),
        )

    def _values(self, union: UnionType, members: tuple[EffectiveMember, ...]) -> dict[str, EnumValue]:
        """Return the values of the discriminator's enum by name; empty for a simple union."""
        for member in members:
            if member.name == union.discriminator and isinstance(member.type, TypeRef):
                enum = self.schema.find(member.type.name)
                if isinstance(enum, EnumType):
                    return {value.name: value for value in enum.values}
        return {}

    def _branch(
        self, union: UnionType, name: str, value: EnumValue | None, branch: Branch | None, expand: bool
    ) -> EffectiveBranch:
        sources = [source for source in (value, branch) if source is not None]
        own = conjunction(*(source.condition for source in sources))
        versions = [source.since for source in sources if source.since]
        since = max(versions, key=lambda each: each.version, default=None)
        outer = self.path, self.condition, self.passage
        self.path, self.condition = (*self.path, name), conjunction(self.condition, own)
        if since and (self.passage is None or self.passage.version < since.version):
            self.passage = Passage(name, since.version)
        result = EffectiveBranch(
            path=self.path,
            type=branch.type if branch else None,
            condition=own,
            features=tuple(feature for source in sources for feature in source.features),
            text=next((source.text for source in reversed(sources) if source.text), None),
            since=since,
            origin=None if union.name == self.shown else union.name,
            passage=outer[2],
            content=self._content(union, branch) if expand and self._has_room() else None,
        )
        self.path, self.condition, self.passage = outer
        return result

    def _has_room(self) -> bool:
        """Count one more row, and return whether a branch's members can be shown in place.

        If not, its type is one link away, as in types.
        """
        self.rows += 1
        return self.rows <= _MOST_ROWS and len(self.path) <= _DEEPEST

    def _content(self, union: UnionType, branch: Branch | None) -> EffectiveMembers:
        if branch is None:
            return NOTHING
        if union.discriminator is None:
            data = _implicit(union, SIMPLE_DATA, branch.type)
            return EffectiveMembers(members=tuple(self.own((data,), union.name)))
        if isinstance(branch.type, InlineStruct):
            return EffectiveMembers(members=tuple(self.own(branch.type.members, union.name)))
        return self.members_of(branch.type.name, expand=True)


def _implicit(union: UnionType, name: str, type_: TypeRef | InlineStruct) -> Member:
    """Return the implicit member *name* of a simple *union*, with what the comment says of it."""
    text, since = _described(union, name)
    return Member(name=name, type=type_, text=text, since=since, position=union.position)


def _described(union: UnionType, name: str) -> tuple[Text | None, Since | None]:
    description = union.documentation.member(name) if union.documentation else None
    return (description.text or None, description.since) if description else (None, None)
