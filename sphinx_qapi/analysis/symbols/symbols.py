"""The symbols of a schema as flat values, in the order of an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_qapi.analysis.index_items import FLAGS, IndexedDefinition, IndexItem, ItemRole
from sphinx_qapi.analysis.stated_default import stated_default
from sphinx_qapi.analysis.summary import plain_sentence
from sphinx_qapi.analysis.symbols.placements import Placement, placements
from sphinx_qapi.schema.model.conditions import Condition, condition_text
from sphinx_qapi.schema.model.definitions import Command
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS, SPECIAL_FEATURES, STRUCT_KINDS
from sphinx_qapi.schema.model.members import Feature, TypeRef
from sphinx_qapi.schema.model.schema import Schema

KINDS = (*ENTRY_KINDS, *STRUCT_KINDS, "enum", "alternate", "module")
"""The kinds of symbols that are no parts, in their order."""
_OPTIONAL = "optional"
MARKS = (*SPECIAL_FEATURES, _OPTIONAL, *FLAGS)
"""The marks of a symbol, each a bit: for definitions, for members, for commands."""
_BITS = {name: 1 << number for number, name in enumerate(MARKS)}
_LONGEST = 50
"""The most characters of an argument's description; the rest is on the page that the symbol links to."""


class PartSymbol(NamedTuple):
    """A member, branch, alternative, value or feature."""

    kind: ItemRole
    name: str
    type: str = ""
    default: str = ""
    marks: int = 0
    since: str = ""
    """Its own version; empty if the version of its definition covers it."""
    condition: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionSymbol:
    """A definition with what it declares."""

    name: str
    kind: str
    module: str
    marks: int = 0
    since: str = ""
    condition: str = ""
    returns: str = ""
    parts: tuple[PartSymbol, ...] = ()
    places: tuple[Placement, ...] = ()
    """Other entries that show its members and branches."""


def symbols(schema: Schema, listings: Iterable[IndexedDefinition]) -> tuple[DefinitionSymbol, ...]:
    """Return the symbols of *schema*, in the order of *listings*, which are its definitions."""
    places = placements(schema)
    return tuple(_symbol(schema, each, places) for each in listings)


def in_order(found: Iterable[DefinitionSymbol]) -> list[DefinitionSymbol]:
    """Return *found* by kind, then alphabetically, independent of the order in which they were read."""
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.name.casefold(), each.name))


def _symbol(
    schema: Schema, listing: IndexedDefinition, places: Mapping[str, tuple[Placement, ...]]
) -> DefinitionSymbol:
    definition, whole = listing.definition, listing.whole
    own = places.get(definition.name, ())
    is_said = "command" in (definition.kind, *(schema.definitions[each.definition].kind for each in own))
    return DefinitionSymbol(
        name=whole.name,
        kind=whole.kind,
        module=whole.module,
        marks=_bits(whole.features, whole.flags),
        since=str(whole.since.version) if whole.since else "",
        condition=_condition(whole.condition),
        returns=str(definition.returns or "") if isinstance(definition, Command) else "",
        parts=tuple(_part(schema, each, is_said=is_said) for each in listing.parts if _is_named(each)),
        places=own,
    )


def _is_named(entry: IndexItem) -> bool:
    """Return whether readers look for the part *entry* by name; ``deprecated`` and ``unstable`` are no such names."""
    return entry.part is not ItemRole.FEATURE or entry.path not in SPECIAL_FEATURES


def _part(schema: Schema, entry: IndexItem, *, is_said: bool) -> PartSymbol:
    type_, text, optional = entry.type, entry.text, entry.optional
    return PartSymbol(
        kind=entry.part,
        name=entry.path,
        type=str(type_) if isinstance(type_, TypeRef) else "",
        default=stated_default(schema, type_, text) if optional and type_ and text else "",
        marks=_bits(entry.features) | (_BITS[_OPTIONAL] if optional else 0),
        since=str(entry.since.version) if entry.since and entry.is_new else "",
        condition=_condition(entry.condition),
        text=plain_sentence(text, _LONGEST) if is_said and text else "",
    )


def _bits(features: Iterable[Feature], flags: Iterable[str] = ()) -> int:
    bits = 0
    for each in (*(each.name for each in features if each.name in SPECIAL_FEATURES), *flags):
        bits |= _BITS[each]
    return bits


def _condition(condition: Condition | None) -> str:
    return condition_text(condition) if condition is not None else ""
