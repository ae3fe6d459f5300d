"""The possible content of objects: the members of a type and its bases, and its branches, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sphinx_qapi.analysis.effective_members import SIMPLE_DISCRIMINATOR
from sphinx_qapi.schema.model.definitions import Command, EnumType, Event, UnionType
from sphinx_qapi.schema.model.members import Branch, EnumValue, InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.model.walks import base_chain, own_members


@dataclass(frozen=True, kw_only=True)
class ExpectedObject:
    """The members of an object, and what each value of its discriminator adds."""

    owner: str
    """Name of the type, command or event in messages."""
    members: Mapping[str, Member]
    discriminator: str | None = None
    tagged: Sequence[Branch] = ()
    """The branches of a union."""
    is_simple: bool = False
    """Whether it is a simple union: ``data`` holds the branch's value."""
    is_open: bool = False
    """Whether it may have members that the schema does not declare."""

    @cached_property
    def branches(self) -> Mapping[str, TypeRef | InlineStruct]:
        """The types of the branches, by the values that select them."""
        return {branch.name: branch.type for branch in self.tagged}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The names of the mandatory members."""
        return tuple(name for name, member in self.members.items() if not member.optional)


class ExpectedObjects:
    """The shapes of a schema, each made once."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._by_name: dict[str, ExpectedObject] = {}
        self._of_any_branch: dict[str, frozenset[str]] = {}
        self._values: dict[str, dict[str, EnumValue]] = {}

    def of_type(self, name: str) -> ExpectedObject:
        """Return the shape of the struct or union *name*; it is open if the schema lacks a part of it."""
        shape = self._by_name.get(name)
        if shape is None:
            shape = self._by_name[name] = self._make(name)
        return shape

    def inline(self, struct: InlineStruct, owner: str) -> ExpectedObject:
        """Return the shape of a nameless struct, the type of a member of *owner*."""
        return ExpectedObject(owner=owner, members=_by_name(struct.members))

    def arguments(self, definition: Command | Event) -> ExpectedObject:
        """Return the shape of a command's arguments or an event's data."""
        is_open = isinstance(definition, Command) and not definition.gen
        if definition.arguments_type is None:
            return ExpectedObject(owner=definition.name, members=_by_name(definition.arguments), is_open=is_open)
        shape = self.of_type(definition.arguments_type.name)
        return ExpectedObject(
            owner=definition.name,
            members=shape.members,
            discriminator=shape.discriminator,
            tagged=shape.tagged,
            is_simple=shape.is_simple,
            is_open=is_open or shape.is_open,
        )

    def enum_values(self, name: str) -> Mapping[str, EnumValue]:
        """Return the values of the enum *name*, in its order; none if it is no enum."""
        values = self._values.get(name)
        if values is None:
            enum = self._schema.find(name)
            values = {each.name: each for each in enum.values} if isinstance(enum, EnumType) else {}
            self._values[name] = values
        return values

    def of_branch(self, shape: ExpectedObject, value: str) -> ExpectedObject | None:
        """Return what the branch *value* of *shape* adds; None if the value has no branch."""
        branch = shape.branches.get(value)
        if branch is None:
            return None
        if shape.is_simple:
            return ExpectedObject(owner=shape.owner, members={"data": _data(branch)})
        return self.inline(branch, shape.owner) if isinstance(branch, InlineStruct) else self.of_type(branch.name)

    def tags(self, shape: ExpectedObject) -> Sequence[EnumValue | Branch]:
        """Return the values that the discriminator of the union *shape* may have, in their order."""
        tag = shape.members.get(shape.discriminator or "")
        if shape.is_simple or tag is None or isinstance(tag.type, InlineStruct):
            return tuple(shape.tagged)
        values = tuple(self.enum_values(tag.type.name).values())
        return values or tuple(shape.tagged)

    def any_branch(self, shape: ExpectedObject) -> frozenset[str]:
        """Return the names of the members of all branches of *shape*, including nested ones."""
        found = self._of_any_branch.get(shape.owner)
        if found is None:
            found = self._of_any_branch[shape.owner] = frozenset(self._find_any_branch(shape))
        return found

    def _find_any_branch(self, shape: ExpectedObject) -> set[str]:
        names: set[str] = set()
        seen: set[str] = set()
        ahead = [shape]
        while ahead:
            each = ahead.pop()
            for value, branch in each.branches.items():
                key = str(branch) if isinstance(branch, TypeRef) else f"{each.owner}.{value}"
                if key not in seen and (inner := self.of_branch(each, value)):
                    seen.add(key)
                    names.update(inner.members)
                    ahead.append(inner)
        return names

    def _make(self, name: str) -> ExpectedObject:
        members: dict[str, Member] = {}
        union: UnionType | None = None
        chain = list(base_chain(self._schema.find, name))
        is_complete = bool(chain) and chain[-1].base is None
        for definition in reversed(chain):
            members.update(_by_name(own_members(definition)))
            if isinstance(definition, UnionType):
                union = definition
        if union is None:
            return ExpectedObject(owner=name, members=members, is_open=not is_complete)
        is_simple = union.discriminator is None
        if is_simple:
            members[SIMPLE_DISCRIMINATOR] = Member(
                name=SIMPLE_DISCRIMINATOR,
                type=TypeRef(name="str", position=union.position),
                position=union.position,
            )
        return ExpectedObject(
            owner=name,
            members=members,
            discriminator=union.discriminator or SIMPLE_DISCRIMINATOR,
            tagged=union.branches,
            is_simple=is_simple,
            is_open=not is_complete,
        )


def _by_name(members: Iterable[Member]) -> dict[str, Member]:
    return {member.name: member for member in members}


def _data(branch: TypeRef | InlineStruct) -> Member:
    return Member(name="data", type=branch, position=branch.position)
