"""Refusals of a command's arguments, in the words of QEMU.

The words were taken from the answers of a real server, QEMU 7.2, to wrong messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_qapi.analysis.examples.expected_objects import ExpectedObject
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.examples.value_checker import json_types_in
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, JsonType
from sphinx_qapi.schema.model.definitions import AlternateType, Command, EnumType, Event, StructType, UnionType
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef

Typed = TypeRef | InlineStruct


class RefusedError(Exception):
    """A server refuses a message; the text is the ``desc`` of its error."""


class ArgumentCheck:
    """A check of arguments as a server of one schema does it: it reports the first fault only."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._schema = vocabulary.schema
        self._shapes = vocabulary.shapes

    def arguments(self, command: Command | Event, arguments: Mapping[str, Any]) -> None:
        """Check the *arguments* of *command*, or the data of an event, in the form that `json.loads` gives.

        Raises `RefusedError`.
        """
        shape = self._shapes.arguments(command)
        if isinstance(command, Event) or command.gen:
            self._object(arguments, shape, "")
        elif missing := [name for name in shape.required if name not in arguments]:
            raise RefusedError(f"Parameter '{missing[0]}' is missing")  # the command's own code reads the values

    def value(self, value: Any, type_: Typed, path: str, owner: str) -> None:
        """Check *value* at *path*, which should be of *type_*; *owner* contains it. Raises `RefusedError`."""
        if isinstance(type_, InlineStruct):
            self._object(value, self._shapes.inline(type_, owner), path)
        elif type_.is_list:
            self._list(value, type_, path)
        else:
            self._named(value, type_.name, path, owner)

    def _object(self, value: Any, shape: ExpectedObject, path: str) -> None:
        if not isinstance(value, Mapping):
            raise _wrong_type(path, "object")
        known: set[str] = set()
        entered: set[str] = set()
        inner: ExpectedObject | None = shape
        while inner is not None:
            for name, member in inner.members.items():
                if name in value:
                    self.value(value[name], member.type, _below(path, name), inner.owner)
                elif not member.optional:
                    raise RefusedError(f"Parameter '{_below(path, name)}' is missing")
            known.update(inner.members)
            is_union_again = inner.discriminator is not None and inner.owner in entered
            entered.add(inner.owner)
            inner = None if is_union_again else self._branch(value, inner, path)
        unknown = next((name for name in value if name not in known), None)
        if unknown is not None and not shape.is_open:
            raise RefusedError(f"Parameter '{_below(path, unknown)}' is unexpected")

    def _branch(self, value: Mapping[str, Any], shape: ExpectedObject, path: str) -> ExpectedObject | None:
        """Return what the discriminator's value adds to *shape*; None if it adds nothing."""
        if shape.discriminator is None:
            return None
        tag = value.get(shape.discriminator)
        if not isinstance(tag, str):
            return None
        if shape.is_simple and tag not in shape.branches:
            raise _wrong_value(_below(path, shape.discriminator), tag)
        return self._shapes.of_branch(shape, tag)

    def _list(self, value: Any, type_: TypeRef, path: str) -> None:
        if not isinstance(value, list):
            raise _wrong_type(path, "array")
        element = TypeRef(name=type_.name, position=type_.position)
        for index, each in enumerate(value):
            self.value(each, element, f"{path}[{index}]", type_.name)

    def _named(self, value: Any, name: str, path: str, owner: str) -> None:
        definition = self._schema.find(name)
        match definition:
            case StructType() | UnionType():
                self._object(value, self._shapes.of_type(name), path)
            case EnumType():
                self._enum(value, name, path)
            case AlternateType():
                self._alternate(value, definition, path, owner)
            case None if name in BUILTIN_TYPES:
                _check_builtin(value, name, path)

    def _enum(self, value: Any, name: str, path: str) -> None:
        if not isinstance(value, str):
            raise _wrong_type(path, "string")
        if value not in self._shapes.enum_values(name):
            raise _wrong_value(path, value)

    def _alternate(self, value: Any, alternate: AlternateType, path: str, owner: str) -> None:
        found = _json_type(value)
        fitting = [each.type for each in alternate.branches if found in json_types_in(self._schema, each.type)]
        if not fitting:
            raise _wrong_type(path, alternate.name)
        if len(fitting) == 1:
            self.value(value, fitting[0], path, owner)


def _check_builtin(value: Any, name: str, path: str) -> None:
    expected = BUILTIN_TYPES[name].json_type
    if expected is None:
        return
    if name in INTEGER_TYPES:
        _check_integer(value, name, path)
    elif _json_type(value) is not expected:
        raise _wrong_type(path, expected.value)


def _check_integer(value: Any, name: str, path: str) -> None:
    """Check an integer as QEMU does: it reads 64 bits and then narrows them."""
    is_integer = isinstance(value, int) and not isinstance(value, bool)
    type_ = INTEGER_TYPES[name]
    read = INTEGER_TYPES["int64" if type_.is_signed else "uint64"]
    if not is_integer or not read.lowest_accepted <= value <= read.highest:
        raise _wrong_type(path, "integer") if type_.is_signed else RefusedError(f"Parameter '{path}' expects uint64")
    if not type_.lowest_accepted <= value <= type_.highest:
        raise RefusedError(f"Parameter '{_leaf(path)}' expects {name}_t")


def _json_type(value: Any) -> JsonType:
    match value:
        case None:
            return JsonType.NULL
        case bool():
            return JsonType.BOOLEAN
        case int() | float():
            return JsonType.NUMBER
        case str():
            return JsonType.STRING
        case list():
            return JsonType.ARRAY
    return JsonType.OBJECT


def _wrong_type(path: str, expected: str) -> RefusedError:
    return RefusedError(f"Invalid parameter type for '{path}', expected: {expected}")


def _wrong_value(path: str, value: object) -> RefusedError:
    return RefusedError(f"Parameter '{_leaf(path)}' does not accept value '{value}'")


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _leaf(path: str) -> str:
    """Return the last name of *path*, for two errors in which a server names no more."""
    return path.rpartition(".")[2]
