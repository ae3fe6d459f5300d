"""The rows that a page shows of a definition, and the wire paths that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_qapi.analysis.members import EffectiveBranch, EffectiveMember, EffectiveMembers, effective_members
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shapes import ARGUMENTS, DATA, RETURNS
from sphinx_qapi.schema.model.definitions import Command, Definition, EnumType, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import EnumValue
from sphinx_qapi.schema.model.schema import Schema

Steps = tuple[Step, ...]


class RowKey(NamedTuple):
    """Which row of a definition's entry."""

    place: str
    """`MEMBER`, `BRANCH`, `RETURNED` or `FEATURE`; empty for the definition as a whole."""
    path: tuple[str, ...] = ()
    """That of the row: values of branches from outside in, then names."""


MEMBER, BRANCH, RETURNED, FEATURE = "member", "branch", "returns", "feature"
WHOLE = RowKey("")


@dataclass(frozen=True, slots=True)
class WireRow:
    """A row, and the steps from where its definition stands in a message."""

    key: RowKey
    steps: Steps
    row: EffectiveMember | EffectiveBranch | EnumValue
    content: EffectiveMembers
    """What it stands in."""


def entry_path(definition: Command | Event) -> Path:
    """The path of a command or event."""
    return Path(f"{definition.kind} {definition.name}")


def argument_rows(schema: Schema, shown: Command | Event) -> Iterator[WireRow]:
    """The rows of the arguments or data of *shown*, with steps behind its path."""
    place = Step(StepKind.PLACE, ARGUMENTS if isinstance(shown, Command) else DATA)
    return _rows((place,), 0, effective_members(schema, shown), MEMBER)


def returned_rows(schema: Schema, shown: Command) -> Iterator[WireRow]:
    """The rows of the members of the struct that *shown* returns, or a list of such."""
    struct = schema.find(shown.returns.name) if shown.returns is not None else None
    if shown.returns is None or not isinstance(struct, StructType):
        return iter(())
    steps = (Step(StepKind.PLACE, RETURNS), *([Step(StepKind.ELEMENT)] if shown.returns.is_list else []))
    return _rows(steps, 0, effective_members(schema, struct), RETURNED)


def type_rows(schema: Schema, shown: Definition) -> Iterator[WireRow]:
    """The rows of the entry of a type, with steps behind a path that leads to a value of it."""
    match shown:
        case EnumType(values=values):
            for value in values:
                step = Step(StepKind.VALUE, value.name)
                yield WireRow(RowKey(MEMBER, (value.name,)), (step,), value, EffectiveMembers())
        case StructType() | UnionType():
            yield from _rows((), 0, effective_members(schema, shown), MEMBER)


def _rows(steps: Steps, depth: int, content: EffectiveMembers, place: str) -> Iterator[WireRow]:
    """The rows of *content*, which stands below *depth* branches."""
    for member in content.members:
        names = tuple(Step(StepKind.MEMBER, name) for name in member.path[depth:])
        yield WireRow(RowKey(place, member.path), (*steps, *names), member, content)
    for branch in content.branches:
        inner = (*steps, Step(StepKind.BRANCH, content.discriminator or "", branch.name))
        yield WireRow(RowKey(BRANCH, branch.path), inner, branch, content)
        if branch.content is not None:
            yield from _rows(inner, depth + 1, branch.content, place)
