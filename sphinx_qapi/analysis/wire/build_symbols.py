"""The symbols that a build defines, concluded from what the build has; and a schema as that build has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import Entries, ShapeTable
from sphinx_qapi.analysis.wire.shapes import (
    WireEntry,
    WireFeature,
    WireFeatures,
    WireGraph,
    WireNode,
    WireObject,
    WirePosition,
    WireType,
    WireValue,
    references,
    renumbered,
)
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form, atoms_of, holds
from sphinx_qapi.analysis.wire.walk import Presence, Walker
from sphinx_qapi.analysis.wire.words import ARRAY, OBJECT, STRING


class ExcludedPath(NamedTuple):
    """A path that a build lacks, and its condition, which does not hold in the build."""

    path: Path
    condition: Form


@dataclass(frozen=True, slots=True)
class Build:
    """The symbols and missing paths of a build."""

    defined: frozenset[str]
    undefined: frozenset[str]
    """Symbols that appear in conditions and that the build does not define."""
    left_out: tuple[ExcludedPath, ...] = ()
    """The paths that the build lacks because their conditions do not hold."""


class _Seen(NamedTuple):
    """A part of the schema that has a condition, and whether the build has the part."""

    path: Path
    condition: Form
    is_there: bool


def solve_build(table: ShapeTable, schema: Entries, reply: Entries) -> Build:
    """Return which symbols are defined in the build that gave *reply*, if it was built from *schema*.

    Parts with a condition of one symbol are decided first, then conjunctions, then all others. Later evidence never
    overrules earlier evidence. A symbol that nothing decides counts as not defined, unless a part could not be there
    then.
    """
    seen = list(_evidence(table, schema, reply))
    known: dict[str, bool] = {}
    _decide_single(seen, known)
    for only_conjunctions in (True, False):
        while _decide(seen, known, only_conjunctions=only_conjunctions):
            pass
    while _guess(seen, known):
        while _decide(seen, known, only_conjunctions=False):
            pass
    symbols = frozenset().union(*(atoms_of(each.condition) for each in seen))
    defined = frozenset(name for name, is_set in known.items() if is_set)
    left_out = [
        ExcludedPath(each.path, each.condition)
        for each in seen
        if not (each.is_there or holds(each.condition, defined))
    ]
    return Build(defined, symbols - defined, tuple(left_out))


def _decide_single(seen: Iterable[_Seen], known: dict[str, bool]) -> None:
    votes: dict[str, list[bool]] = {}
    for _, condition, is_there in seen:
        if len(condition) == 1 and len(condition[0]) == 1:
            atom = condition[0][0]
            votes.setdefault(atom.removeprefix("!"), []).append(is_there != atom.startswith("!"))
    known.update({name: sum(each) * 2 > len(each) for name, each in votes.items()})


def _decide(seen: Iterable[_Seen], known: dict[str, bool], *, only_conjunctions: bool) -> bool:
    """Learn what follows from the first part that tells anything; return False if none does."""
    for _, condition, is_there in seen:
        if len(condition) > 1 and only_conjunctions:
            continue
        found = _learn(condition, is_there, known)
        if found:
            known.update(found)
            return True
    return False


def _guess(seen: Iterable[_Seen], known: dict[str, bool]) -> bool:
    """Assume symbols that explain one more part, where several choices could.

    Returns False if no part is left to explain.
    """
    for _, condition, is_there in seen:
        if holds(condition, {name for name, is_set in known.items() if is_set}) is is_there:
            continue
        for product in _open_products(condition, known):
            wanted = {atom.removeprefix("!"): not atom.startswith("!") for atom in product}
            if not is_there:
                wanted = {name: True for name, is_set in wanted.items() if not is_set}
            if wanted:
                known.update(wanted if is_there else dict([next(iter(wanted.items()))]))
                return True
    return False


def _open_products(condition: Form, known: Mapping[str, bool]) -> list[list[str]]:
    """Return, for each product that may still hold, its literals whose symbols are not known."""
    products: list[list[str]] = []
    for product in condition:
        told = [atom for atom in product if atom.removeprefix("!") in known]
        if all(known[atom.removeprefix("!")] != atom.startswith("!") for atom in told):
            products.append([atom for atom in product if atom not in told])
    return products


def _learn(condition: Form, is_there: bool, known: Mapping[str, bool]) -> dict[str, bool]:
    """Return what follows from one part for symbols that are not known."""
    open_products = _open_products(condition, known)
    if not open_products or any(not rest for rest in open_products):
        return {}  # decided already
    if is_there:
        if len(open_products) == 1:
            return {atom.removeprefix("!"): not atom.startswith("!") for atom in open_products[0]}
        return {}
    lone = [rest[0] for rest in open_products if len(rest) == 1]
    return {atom.removeprefix("!"): atom.startswith("!") for atom in lone}


def _evidence(table: ShapeTable, schema: Entries, reply: Entries) -> Iterator[_Seen]:
    """Yield each part of *schema* with a condition, and whether *reply* has it.

    Parts below an absent one are omitted.
    """
    walker = Walker(table)
    for name, number in schema.items():
        entry = table.entry(number)
        there = name in reply
        if entry.condition != ALWAYS:
            yield _Seen(Path(name), entry.condition, there)
        if there:
            finder = _Finder(table, walker, reply[name])
            for place, position in entry.places:
                yield from finder.position(Path(name, (Step(StepKind.PLACE, place),)), position, frozenset())


class _Finder:
    def __init__(self, table: ShapeTable, walker: Walker, number: int) -> None:
        self.table = table
        self.walker = walker
        self.number = number
        self._done: set[int] = set()

    def position(self, path: Path, number: int, entered: frozenset[int]) -> Iterator[_Seen]:
        if number in self._done:
            return
        self._done.add(number)
        for kind in self.table.position(number).kinds:
            if kind.json_type == STRING:
                for value in kind.values or ():
                    yield from self._seen(path.child(Step(StepKind.VALUE, value.name)), value.condition)
            elif kind.json_type == ARRAY and kind.target is not None:
                yield from self.position(path.child(Step(StepKind.ELEMENT)), kind.target, entered)
            elif kind.json_type == OBJECT and kind.target is not None and kind.target not in entered:
                yield from self._object(path, self.table.object(kind.target), entered | {kind.target})

    def _object(self, path: Path, node: WireObject, entered: frozenset[int]) -> Iterator[_Seen]:
        for member in node.members:
            inner = path.child(Step(StepKind.MEMBER, member.name))
            yield from self._seen(inner, member.condition)
            if self._is_there(inner):
                yield from self.position(inner, member.position, entered)
        for branch in node.branches:
            inner = path.child(Step(StepKind.BRANCH, node.discriminator or "", branch.value))
            yield from self._seen(inner, branch.condition)
            if self._is_there(inner):
                yield from self._object(inner, self.table.object(branch.object), entered)

    def _seen(self, path: Path, condition: Form) -> Iterator[_Seen]:
        if condition != ALWAYS:
            yield _Seen(path, condition, self._is_there(path))

    def _is_there(self, path: Path) -> bool:
        return self.walker.ask(path, self.number).presence is Presence.DECLARED


def as_built(table: ShapeTable, entries: Entries, build: Build) -> WireGraph:
    """Return *entries* as a reply of *build* shows them: without absent parts, conditions and open arguments."""
    graph = WireGraph()
    numbers: dict[int, int] = {}
    pending = [number for number in entries.values() if holds(table.entry(number).condition, build.defined)]
    graph.entries = {
        name: number for name, number in entries.items() if holds(table.entry(number).condition, build.defined)
    }
    kept: dict[int, WireNode] = {}
    while pending:
        number = pending.pop()
        if number not in kept:
            kept[number] = _built(table.nodes[number], build.defined)
            pending += references(kept[number])
    for number in kept:
        numbers[number] = graph.add(WireObject())
    for number, node in kept.items():
        graph.nodes[numbers[number]] = renumbered(node, numbers)
    graph.entries = {name: numbers[number] for name, number in graph.entries.items()}
    return graph


def _built(node: WireNode, defined: frozenset[str]) -> WireNode:
    match node:
        case WirePosition():
            kinds = tuple(_built_kind(each, defined) for each in node.kinds if holds(each.condition, defined))
            return WirePosition(kinds, _built_features(node.features, defined))
        case WireObject():
            members = tuple(
                replace(each, features=_built_features(each.features, defined), condition=ALWAYS)
                for each in node.members
                if holds(each.condition, defined)
            )
            branches = tuple(
                replace(each, features=_built_features(each.features, defined), condition=ALWAYS)
                for each in node.branches
                if holds(each.condition, defined)
            )
            return WireObject(members, node.discriminator, branches)
        case WireEntry():
            return replace(node, features=_built_features(node.features, defined), condition=ALWAYS)


def _built_kind(kind: WireType, defined: frozenset[str]) -> WireType:
    if kind.values is None:
        return replace(kind, condition=ALWAYS)
    values = tuple(
        WireValue(each.name, _built_features(each.features, defined))
        for each in kind.values
        if holds(each.condition, defined)
    )
    return replace(kind, values=values, condition=ALWAYS)


def _built_features(features: WireFeatures, defined: frozenset[str]) -> WireFeatures:
    return tuple(WireFeature(each.name) for each in features if holds(each.condition, defined))
