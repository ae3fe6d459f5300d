"""Shapes as JSON values, and back. Defaults are left out: no condition, no features, no branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sphinx_qapi.analysis.wire.shapes import (
    WireBranch,
    WireEntry,
    WireFeature,
    WireFeatures,
    WireMember,
    WireNode,
    WireObject,
    WirePosition,
    WireType,
    WireValue,
)
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form
from sphinx_qapi.analysis.wire.words import ARRAY, COMMAND, EVENT, FLAGS, INT, JSON_TYPES, OBJECT, STRING

Json = dict[str, Any]


class BadShapeError(ValueError):
    """A line of a history is no shape; the message says why."""


def encode(node: WireNode) -> Json:
    """Return *node* as JSON."""
    match node:
        case WirePosition():
            kinds = {each.json_type: _encode_kind(each) for each in node.kinds}
            conditions = {
                each.json_type: _encode_form(each.condition) for each in node.kinds if each.condition != ALWAYS
            }
            return {"takes": kinds, **({"if": conditions} if conditions else {}), **_encode_features(node.features)}
        case WireObject():
            encoded: Json = {
                "members": {
                    each.name + "?" * each.optional: _noted(each.position, each.features, each.condition)
                    for each in node.members
                }
            }
            if node.discriminator is not None:
                branches = {each.value: _noted(each.object, each.features, each.condition) for each in node.branches}
                encoded |= {"by": node.discriminator, "branches": branches}
            return encoded | ({"open": True} if node.open else {})
        case WireEntry():
            return {
                node.kind: [node.arguments] if node.returns is None else [node.arguments, node.returns],
                **({"flags": list(node.flags)} if node.flags else {}),
                **_encode_notes(node.features, node.condition),
            }


def _encode_kind(kind: WireType) -> object:
    if kind.json_type == INT:
        return kind.width
    if kind.json_type == STRING:
        return (
            None if kind.values is None else [_noted(each.name, each.features, each.condition) for each in kind.values]
        )
    return kind.target


def _noted(what: int | str, features: WireFeatures, condition: Form) -> object:
    notes = _encode_notes(features, condition)
    return [what, notes] if notes else what


def _encode_notes(features: WireFeatures, condition: Form) -> Json:
    return {**_encode_features(features), **({} if condition == ALWAYS else {"if": _encode_form(condition)})}


def _encode_features(features: WireFeatures) -> Json:
    return {"features": [_noted(each.name, (), each.condition) for each in features]} if features else {}


def _encode_form(form: Form) -> list[list[str]]:
    return [list(product) for product in form]


def decode(value: Json) -> WireNode:
    """Return the shape that *value* encodes; raises `BadShapeError`."""
    try:
        if "takes" in value:
            return _position(value)
        if "members" in value:
            return _object(value)
        return _entry(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadShapeError(f"this is no shape ({error})") from None


def _position(value: Json) -> WirePosition:
    conditions = value.get("if", {})
    kinds = [_kind(name, each, _form(conditions.get(name))) for name, each in value["takes"].items()]
    return WirePosition(tuple(kinds), _features(value))


def _kind(name: str, value: Any, condition: Form) -> WireType:
    if name not in JSON_TYPES:
        raise BadShapeError(f'"{name}" is no type of JSON')
    if name == INT:
        return WireType(name, width=None if value is None else _text(value), condition=condition)
    if name == STRING:
        parts = None if value is None else [_parts(each) for each in value]
        values = (
            None if parts is None else tuple(WireValue(_text(what), features, form) for what, features, form in parts)
        )
        return WireType(name, values=values, condition=condition)
    return WireType(name, target=_number(value) if name in (ARRAY, OBJECT) else None, condition=condition)


def _object(value: Json) -> WireObject:
    members = []
    for name, each in value["members"].items():
        number, features, condition = _parts(each)
        members.append(WireMember(name.removesuffix("?"), _number(number), name.endswith("?"), features, condition))
    branches = []
    for name, each in value.get("branches", {}).items():
        number, features, condition = _parts(each)
        branches.append(WireBranch(name, _number(number), features, condition))
    by = value.get("by")
    return WireObject(
        tuple(members), None if by is None else _text(by), tuple(branches), value.get("open", False) is True
    )


def _entry(value: Json) -> WireEntry:
    kind = next((kind for kind in (COMMAND, EVENT) if kind in value), None)
    if kind is None:
        raise BadShapeError("it is no position, object, command or event")
    numbers = [_number(each) for each in value[kind]]
    if len(numbers) != (2 if kind == COMMAND else 1):
        raise BadShapeError(f"a {kind} has a wrong number of parts")
    flags = tuple(value.get("flags", ()))
    if not set(flags) <= set(FLAGS):
        raise BadShapeError(f"a {kind} has unknown flags")
    return WireEntry(
        kind, numbers[0], numbers[1] if kind == COMMAND else None, flags, _features(value), _form(value.get("if"))
    )


def _parts(value: Any) -> tuple[Any, WireFeatures, Form]:
    """Return the reference or name in *value*, with its features and condition."""
    if not isinstance(value, list):
        return value, (), ALWAYS
    what, notes = value
    return what, _features(notes), _form(notes.get("if"))


def _features(notes: Mapping[str, Any]) -> WireFeatures:
    found = notes.get("features")
    if not found:
        return ()
    return tuple(WireFeature(_text(name), condition) for name, _, condition in map(_parts, found))


def _form(value: Sequence[Sequence[str]] | None) -> Form:
    return ALWAYS if value is None else tuple(tuple(_text(atom) for atom in product) for product in value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadShapeError(f"{value!r} is no number of a shape")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadShapeError(f"{value!r} is no name")
    return value
