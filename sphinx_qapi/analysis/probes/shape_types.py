"""The types of a release of a history that probe paths lead through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_qapi.analysis.probes.probe_types import (
    ProbeBuiltin,
    ProbeChoice,
    ProbeEntry,
    ProbeEnum,
    ProbeMember,
    ProbeObject,
    ProbeType,
    ProbeTypes,
    ProbeVariant,
)
from sphinx_qapi.analysis.wire.shapes import WireEntry, WireFeatures, WireNode, WireObject, WirePosition, WireType
from sphinx_qapi.analysis.wire.truth import ALWAYS
from sphinx_qapi.analysis.wire.words import ARRAY, BOOLEAN, OBJECT, STRING, VALUE

_BUILTIN_NAMES = {STRING: "str", BOOLEAN: "bool", VALUE: "any"}
"""Names of built-in types where they differ from the JSON type."""


def shape_types(nodes: Sequence[WireNode], entries: Mapping[str, int]) -> ProbeTypes:
    """Return the types that *entries* (``command NAME`` or ``event NAME``) reach; their values are numbers of *nodes*.

    Names of types are numbers of nodes. Conditions are those that shapes keep, so conditions of types are missing.
    """
    return _ShapeReader(nodes).read(entries)


class _ShapeReader:
    def __init__(self, nodes: Sequence[WireNode]) -> None:
        self._nodes = nodes
        self._types: dict[str, ProbeType] = {}
        self._unmade: list[int] = []

    def read(self, entries: Mapping[str, int]) -> ProbeTypes:
        found: dict[str, ProbeEntry] = {}
        for key, number in entries.items():
            entry = self._nodes[number]
            assert isinstance(entry, WireEntry)
            returns = None if entry.returns is None else self._position(entry.returns)
            name = key.partition(" ")[2]
            found[name] = ProbeEntry(self._position(entry.arguments), returns, entry.features, entry.condition)
        while self._unmade:
            number = self._unmade.pop()
            node = self._nodes[number]
            assert isinstance(node, WireObject)
            self._types[f"object {number}"] = self._object(node)
        return ProbeTypes(found, self._types)

    def _position(self, number: int) -> str:
        """Return the name of the type that the position *number* takes."""
        name = f"position {number}"
        if name not in self._types:
            self._types[name] = ProbeChoice(())  # reserves the name: positions may contain themselves
            node = self._nodes[number]
            assert isinstance(node, WirePosition)
            alternatives = tuple((self._kind(number, kind, node.features), kind.condition) for kind in node.kinds)
            self._types[name] = ProbeChoice(alternatives)
        return name

    def _kind(self, number: int, kind: WireType, features: WireFeatures) -> str:
        if kind.json_type == ARRAY and kind.target is not None:
            return self._position(kind.target)
        if kind.json_type == OBJECT and kind.target is not None:
            return self._object_name(kind.target, features)
        name = f"{kind.json_type} of {number}"
        if kind.values is not None:
            self._types[name] = ProbeEnum(kind.values)
        else:
            self._types[name] = ProbeBuiltin(_BUILTIN_NAMES.get(kind.json_type, kind.json_type))
        return name

    def _object_name(self, number: int, features: WireFeatures) -> str:
        name = f"object {number}"
        if name not in self._types:
            self._types[name] = ProbeObject()
            self._unmade.append(number)
        if not features:
            return name
        # Only this use has the features; the object keeps its name, so that a cycle through it is recognised.
        with_features = f"{name} with {' '.join(each.name for each in features)}"
        self._types[with_features] = ProbeChoice(((name, ALWAYS), (self._only(features), ALWAYS)))
        return with_features

    def _only(self, features: WireFeatures) -> str:
        name = f"features {' '.join(each.name for each in features)}"
        self._types[name] = ProbeObject(features)
        return name

    def _object(self, node: WireObject) -> ProbeObject:
        members = tuple(
            ProbeMember(each.name, self._position(each.position), each.optional, each.features, each.condition)
            for each in node.members
        )
        variants = tuple(
            ProbeVariant(each.value, self._object_name(each.object, each.features), each.condition)
            for each in node.branches
        )
        return ProbeObject(members=members, variants=variants)
