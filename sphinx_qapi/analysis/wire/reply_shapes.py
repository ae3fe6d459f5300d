"""The shapes of a reply of ``query-qmp-schema``: the parts that one build has, with masked names of types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from sphinx_qapi.analysis.wire.nesting import cut_branches
from sphinx_qapi.analysis.wire.shapes import (
    WireBranch,
    WireEntry,
    WireFeature,
    WireFeatures,
    WireGraph,
    WireMember,
    WireObject,
    WirePosition,
    WireType,
    WireValue,
)
from sphinx_qapi.analysis.wire.words import ALLOW_OOB, ARRAY, COMMAND, EVENT, INT, OBJECT, STRING
from sphinx_qapi.source.version import Version

_META = "meta-type"
_WORDS = (_META, "name", "arg-type", "ret-type", "element-type", "json-type", "type", "tag", "case")
Json = Mapping[str, Any]
T = TypeVar("T")


class ReplyError(ValueError):
    """A text contains no valid reply of ``query-qmp-schema``; the message says why."""


def looks_like_reply(text: str) -> bool:
    """Return whether *text* may be a reply rather than a schema."""
    return text.lstrip()[:1] in ("[", "{") and f'"{_META}"' in text


def read_reply(text: str) -> WireGraph:
    """Return the shapes of the first reply in *text*, which is the reply alone or a sequence of messages.

    Raises `ReplyError`.
    """
    return reply_graph(reply_infos(text))


def reply_infos(text: str) -> Sequence[Json]:
    """Return the first reply in *text*, unchanged: an object for each command, event and type; raises `ReplyError`."""
    for value in _values(text):
        found = value.get("return") if isinstance(value, dict) else value
        if isinstance(found, list) and found and all(isinstance(each, dict) and _META in each for each in found):
            _check_words(found)
            return found
    raise ReplyError("there is no reply of query-qmp-schema in it")


def _check_words(infos: Sequence[Json]) -> None:
    """Raise `ReplyError` if a value that should be a name is no string."""
    for info in infos:
        parts = [part for key in ("members", "variants") if isinstance(info.get(key), list) for part in info[key]]
        for each in (info, *(part for part in parts if isinstance(part, dict))):
            lists = [each[key] for key in ("values", "features") if isinstance(each.get(key), list)]
            words = [each[key] for key in _WORDS if key in each]
            for word in (*words, *(word for found in lists for word in found)):
                if not isinstance(word, str):
                    raise ReplyError(f"the reply of query-qmp-schema has {str(word)[:40]} where a name was expected")


def reply_version(text: str) -> Version | None:
    """Return the server's version, from the greeting or the ``query-version`` reply in *text*.

    Returns None if neither is there.
    """
    with suppress(ReplyError):
        for value in _values(text):
            if isinstance(value, dict):
                greeting = value.get("QMP")
                said = greeting.get("version") if isinstance(greeting, dict) else value.get("return")
                numbers = said.get("qemu") if isinstance(said, dict) else None
                if isinstance(numbers, dict):
                    text = ".".join(str(numbers.get(each)) for each in ("major", "minor", "micro"))
                    with suppress(ValueError):
                        return Version.parse(text)
    return None


def well_formed(read: Callable[[Sequence[Json]], T]) -> Callable[[Sequence[Json]], T]:
    """Decorate *read*, so that it raises `ReplyError` for a reply that lacks what it looks for."""

    @wraps(read)
    def reading(infos: Sequence[Json]) -> T:
        try:
            return read(infos)
        except (KeyError, TypeError, AttributeError) as error:
            raise ReplyError(f"the reply of query-qmp-schema lacks something: {error}") from None

    return reading


@well_formed
def reply_graph(infos: Sequence[Json]) -> WireGraph:
    """Return the shapes of the reply *infos*; raises `ReplyError`."""
    return _ReplyReader(infos).graph()


def _values(text: str) -> Iterable[Any]:
    decoder = json.JSONDecoder()
    offset = 0
    while True:
        while offset < len(text) and text[offset].isspace():
            offset += 1
        if offset == len(text):
            return
        try:
            value, offset = decoder.raw_decode(text, offset)
        except (ValueError, RecursionError):
            raise ReplyError(f"line {text.count(chr(10), 0, offset) + 1} is no JSON") from None
        yield value


class _ReplyReader:
    def __init__(self, infos: Sequence[Json]) -> None:
        self.infos = {info["name"]: info for info in infos}
        self._graph = WireGraph()
        self._positions: dict[str, int] = {}
        self._objects: dict[str, int] = {}
        self._unmade: list[str] = []

    def graph(self) -> WireGraph:
        for name, info in self.infos.items():
            if info[_META] == "command":
                flags = (ALLOW_OOB,) if info.get(ALLOW_OOB) else ()
                entry = WireEntry(
                    COMMAND,
                    self._position(info["arg-type"]),
                    self._position(info["ret-type"]),
                    flags,
                    reply_features(info),
                )
            elif info[_META] == "event":
                entry = WireEntry(EVENT, self._position(info["arg-type"]), features=reply_features(info))
            else:
                continue
            self._graph.entries[f"{entry.kind} {name}"] = self._graph.add(entry)
        while self._unmade:
            name = self._unmade.pop()
            self._graph.nodes[self._objects[name]] = self._object(self.infos[name])
        cut_branches(self._graph, self._graph.add(WireObject()))
        return self._graph

    def _position(self, name: str) -> int:
        number = self._positions.get(name)
        if number is None:
            number = self._positions[name] = self._graph.add(WirePosition(()))
            self._graph.nodes[number] = self._of_type(self.infos[name])
        return number

    def _of_type(self, info: Json) -> WirePosition:
        match info[_META]:
            case "builtin":
                return WirePosition((_builtin(info["json-type"]),))
            case "enum":
                return WirePosition((WireType(STRING, values=reply_enum_values(info)),), reply_features(info))
            case "array":
                return WirePosition((WireType(ARRAY, target=self._position(info["element-type"])),))
            case "alternate":
                return self._alternate(info)
        return WirePosition((WireType(OBJECT, target=self._object_number(info["name"])),), reply_features(info))

    def _alternate(self, info: Json) -> WirePosition:
        kinds: dict[str, WireType] = {}
        features = {each.name: each for each in reply_features(info)}
        for member in info["members"]:
            node = self._graph.nodes[self._position(member["type"])]
            assert isinstance(node, WirePosition)
            kinds |= {kind.json_type: kind for kind in node.kinds}
            features |= {each.name: each for each in node.features}
        return WirePosition(
            tuple(kinds[name] for name in sorted(kinds)), tuple(features[name] for name in sorted(features))
        )

    def _object_number(self, name: str) -> int:
        number = self._objects.get(name)
        if number is None:
            number = self._objects[name] = self._graph.add(WireObject())
            self._unmade.append(name)
        return number

    def _object(self, info: Json) -> WireObject:
        members = [
            WireMember(each["name"], self._position(each["type"]), "default" in each, reply_features(each))
            for each in info["members"]
        ]
        branches = [
            WireBranch(each["case"], self._object_number(each["type"]), reply_features(self.infos[each["type"]]))
            for each in info.get("variants", ())
        ]
        return WireObject(
            tuple(sorted(members, key=lambda member: member.name)),
            info.get("tag"),
            tuple(sorted(branches, key=lambda branch: branch.value)),
        )


def _builtin(json_type: str) -> WireType:
    """Return the kind of a built-in type; integers of all widths are ``int`` here."""
    return WireType(INT) if json_type == "int" else WireType(json_type)


def reply_enum_values(info: Json) -> tuple[WireValue, ...]:
    """Return the values of an enum, sorted by name.

    From 6.2 on they are in ``members``, which may have features; older replies have only names, in ``values``.
    """
    if "members" in info:
        return tuple(
            sorted((WireValue(each["name"], reply_features(each)) for each in info["members"]), key=lambda v: v.name)
        )
    return tuple(WireValue(name) for name in sorted(info["values"]))


def reply_features(info: Json) -> WireFeatures:
    """Return the features of *info*, or of a member or value in it, sorted by name."""
    return tuple(WireFeature(name) for name in sorted(info.get("features", ())))
