"""The reply of ``query-qmp-schema`` that a server with given shapes would send."""

from __future__ import annotations

from typing import Any

from sphinx_qapi.analysis.wire.shapes import (
    WireEntry,
    WireFeatures,
    WireGraph,
    WireObject,
    WirePosition,
    WireType,
    WireValue,
)
from sphinx_qapi.analysis.wire.words import ALLOW_OOB, ARRAY, BOOLEAN, COMMAND, OBJECT, STRING, VALUE

Info = dict[str, Any]
"""One element of the reply."""

_BUILTINS = {STRING: "str", BOOLEAN: "bool", VALUE: "any"}
"""Names of built-in types by JSON type, where the two differ."""


def introspection_of(graph: WireGraph) -> list[Info]:
    """Return the elements of the reply: commands and events first, then each type that they reach, once.

    Names of types are numbers, as servers mask them. Parts with conditions are all included, and all integers have one
    type. Follows "Client JSON Protocol introspection" of the QAPI manual.
    """
    return _Writer(graph).write()


class _Writer:
    def __init__(self, graph: WireGraph) -> None:
        self._graph = graph
        self._infos: list[Info] = []
        self._names: dict[tuple[object, ...], str] = {}
        """The name of each type, by what the type is made from."""
        self._unmade: list[tuple[str, int, WireFeatures]] = []

    def write(self) -> list[Info]:
        for key, number in self._graph.entries.items():
            entry = self._graph.nodes[number]
            assert isinstance(entry, WireEntry)
            self._infos.append(self._entry(key.partition(" ")[2], entry))
        while self._unmade:
            self._infos.append(self._object(*self._unmade.pop()))
        return self._infos

    def _entry(self, name: str, entry: WireEntry) -> Info:
        info: Info = {"name": name, "meta-type": entry.kind, "arg-type": self._type(entry.arguments)}
        if entry.kind == COMMAND and entry.returns is not None:
            info["ret-type"] = self._type(entry.returns)
            if ALLOW_OOB in entry.flags:
                info[ALLOW_OOB] = True
        return _with_features(info, entry.features)

    def _type(self, number: int) -> str:
        """Return the name of the type that the position *number* takes."""
        position = self._graph.nodes[number]
        assert isinstance(position, WirePosition)
        if len(position.kinds) == 1:
            return self._of_kind(position.kinds[0], position.features)
        name, is_new = self._name("alternate", number)
        if is_new:
            members = [{"type": self._of_kind(kind, ())} for kind in position.kinds]
            info: Info = {"name": name, "meta-type": "alternate", "members": members}
            self._infos.append(_with_features(info, position.features))
        return name

    def _of_kind(self, kind: WireType, features: WireFeatures) -> str:
        if kind.json_type == OBJECT and kind.target is not None:
            return self._object_name(kind.target, features)
        if kind.json_type == ARRAY and kind.target is not None:
            return self._array(self._type(kind.target))
        if kind.values is not None:
            return self._enum(kind.values, features)
        return self._builtin(kind.json_type)

    def _builtin(self, json_type: str) -> str:
        builtin = _BUILTINS.get(json_type, json_type)
        if ("builtin", json_type) not in self._names:
            self._names["builtin", json_type] = builtin
            self._infos.append({"name": builtin, "meta-type": "builtin", "json-type": json_type})
        return builtin

    def _array(self, element: str) -> str:
        name = f"[{element}]"
        if ("array", element) not in self._names:
            self._names["array", element] = name
            self._infos.append({"name": name, "meta-type": "array", "element-type": element})
        return name

    def _enum(self, values: tuple[WireValue, ...], features: WireFeatures) -> str:
        name, is_new = self._name("enum", values, features)
        if is_new:
            members = [_with_features({"name": each.name}, each.features) for each in values]
            info: Info = {
                "name": name,
                "meta-type": "enum",
                "members": members,
                "values": [each.name for each in values],
            }
            self._infos.append(_with_features(info, features))
        return name

    def _object_name(self, number: int, features: WireFeatures) -> str:
        """Return the name of the object *number*, which is written later: objects may be nested to any depth."""
        name, is_new = self._name("object", number, features)
        if is_new:
            self._unmade.append((name, number, features))
        return name

    def _object(self, name: str, number: int, features: WireFeatures) -> Info:
        node = self._graph.nodes[number]
        assert isinstance(node, WireObject)
        members: list[Info] = []
        for each in node.members:
            member: Info = {"name": each.name, "type": self._type(each.position)}
            if each.optional:
                member["default"] = None
            members.append(_with_features(member, each.features))
        info: Info = {"name": name, "meta-type": "object", "members": members}
        if node.discriminator is not None:
            info["tag"] = node.discriminator
            info["variants"] = [
                {"case": each.value, "type": self._object_name(each.object, each.features)} for each in node.branches
            ]
        return _with_features(info, features)

    def _name(self, *key: object) -> tuple[str, bool]:
        """Return the name of the type that is made from *key*, and whether the name is new."""
        name = self._names.get(key)
        if name is not None:
            return name, False
        name = self._names[key] = str(len(self._names))
        return name, True


def _with_features(info: Info, features: WireFeatures) -> Info:
    if features:
        info["features"] = [each.name for each in features]
    return info
