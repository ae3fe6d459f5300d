"""The rows that a page shows of a definition, and their wire paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, EffectiveMembers, effective_members
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.words import ARGUMENTS, DATA, RETURNS
from sphinx_qapi.schema.model.definitions import Command, Definition, EnumType, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import EnumValue
from sphinx_qapi.schema.model.schema import Schema

Steps = tuple[Step, ...]


class RowKey(NamedTuple):
    """The key of a row in a definition's entry."""

    place: str
    """`MEMBER`, `BRANCH`, `RETURNED` or `FEATURE`; empty for the definition as a whole."""
    path: tuple[str, ...] = ()
    """Path of the row: values of branches, outermost first, then names."""


MEMBER, BRANCH, RETURNED, FEATURE = "member", "branch", "returns", "feature"
WHOLE = RowKey("")


@dataclass(frozen=True, slots=True)
class WireRow:
    """A row, and the steps to it from the place of its definition in a message."""

    key: RowKey
    steps: Steps
    row: EffectiveMember | EffectiveBranch | EnumValue
    content: EffectiveMembers
    """The members that contain the row."""


def entry_path(definition: Command | Event) -> Path:
    """Return the path of a command or event."""
    return Path(f"{definition.kind} {definition.name}")


def argument_rows(schema: Schema, shown: Command | Event) -> Iterator[WireRow]:
    """Yield the rows of the arguments or data of *shown*, with the steps after its path."""
    place = Step(StepKind.PLACE, ARGUMENTS if isinstance(shown, Command) else DATA)
    return _rows((place,), 0, effective_members(schema, shown), MEMBER)


def returned_rows(schema: Schema, shown: Command) -> Iterator[WireRow]:
    """Yield the rows of the members of the struct that *shown* returns, alone or in a list."""
    struct = schema.find(shown.returns.name) if shown.returns is not None else None
    if shown.returns is None or not isinstance(struct, StructType):
        return iter(())
    steps = (Step(StepKind.PLACE, RETURNS), *([Step(StepKind.ELEMENT)] if shown.returns.is_list else []))
    return _rows(steps, 0, effective_members(schema, struct), RETURNED)


def type_rows(schema: Schema, shown: Definition) -> Iterator[WireRow]:
    """Yield the rows of the entry of a type, with the steps after a path to a value of the type."""
    match shown:
        case EnumType(values=values):
            for value in values:
                step = Step(StepKind.VALUE, value.name)
                yield WireRow(RowKey(MEMBER, (value.name,)), (step,), value, EffectiveMembers())
        case StructType() | UnionType():
            yield from _rows((), 0, effective_members(schema, shown), MEMBER)


def rows_of(schema: Schema, definition: Definition) -> Mapping[RowKey, Steps]:
    """Return the rows of the entry of *definition*, with the steps to each."""
    if isinstance(definition, (Command, Event)):
        returned = returned_rows(schema, definition) if isinstance(definition, Command) else ()
        rows = [*argument_rows(schema, definition), *returned]
    else:
        rows = [*type_rows(schema, definition)]
    return {WHOLE: (), **{row.key: row.steps for row in rows}}


def row_name(key: RowKey) -> str:
    """Return the name of a row as authors and readers write it, after the name of its definition."""
    return ".".join(("returns", *key.path) if key.place == RETURNED else key.path)


def find_row(rows: Iterable[RowKey], name: str) -> RowKey | None:
    """Return the row called *name*; a member takes precedence over a branch. None if there is none."""
    found = [key for key in rows if row_name(key) == name]
    return min(found, key=lambda key: key.place != MEMBER, default=None)


def _rows(steps: Steps, depth: int, content: EffectiveMembers, place: str) -> Iterator[WireRow]:
    """Yield the rows of *content*, which is below *depth* branches."""
    for member in content.members:
        names = tuple(Step(StepKind.MEMBER, name) for name in member.path[depth:])
        yield WireRow(RowKey(place, member.path), (*steps, *names), member, content)
    for branch in content.branches:
        inner = (*steps, Step(StepKind.BRANCH, content.discriminator or "", branch.name))
        yield WireRow(RowKey(BRANCH, branch.path), inner, branch, content)
        if branch.content is not None:
            yield from _rows(inner, depth + 1, branch.content, place)
