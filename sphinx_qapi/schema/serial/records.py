"""Conversion of the model's records to JSON objects and back; keys are the names of the fields.

A field with its default value is left out. When data is read, keys that are no fields are ignored, so that exports may
add keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sphinx_qapi.schema.model import definitions
from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.documentation import Description, Documentation, Section, SectionKind
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Member, Since, TypeRef
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion
from sphinx_qapi.schema.serial import leaves
from sphinx_qapi.schema.serial.errors import ModelError, expect
from sphinx_qapi.schema.serial.leaves import Files
from sphinx_qapi.source.lazy_sequences import LazySequence
from sphinx_qapi.source.packed_list import PackedList
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

DEFINITIONS: dict[str, type] = {each.kind: each for each in get_args(definitions.Definition)}
ITEMS: dict[str, type] = {"heading": Heading, "text": FreeText, "include": Inclusion, **DEFINITIONS}
"""The classes of the items of a module, by the ``kind`` in their data."""
_KINDS = {record: kind for kind, record in ITEMS.items()}

_Reader = Callable[[Any, Files], Any]


_Writer = Callable[[Any, Files], Any]


def record_data(record: Any, files: Files) -> dict[str, Any]:
    """The data of *record*, a value of the model."""
    cls: Any = type(record)
    data: dict[str, Any] = {"kind": _KINDS[cls]} if cls in _KINDS else {}
    for name, default in _defaults(cls):
        value = getattr(record, name)
        if value is not default and value != default:
            data[name] = _data(value, files)
    return data


@cache
def _defaults(cls: Any) -> tuple[tuple[str, object], ...]:
    return tuple((each.name, each.default) for each in fields(cls))


def _data(value: Any, files: Files) -> Any:
    write = _WRITERS.get(type(value))
    return value if write is None else write(value, files)


def read_item(data: Any, files: Files) -> Any:
    """The item of a module in *data*: a heading, a text, an inclusion or a definition."""
    return _read_kind(data, files, ITEMS)


def read_definition(data: Any, files: Files) -> Any:
    """The definition in *data*."""
    return _read_kind(data, files, DEFINITIONS)


def _read_kind(data: Any, files: Files, kinds: dict[str, type]) -> Any:
    expect(data, dict, "an object")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise ModelError(f"one of {', '.join(kinds)} was expected").within("kind")
    return _read_record(kinds[kind], data, files)


def _read_record(cls: type, data: Any, files: Files) -> Any:
    expect(data, dict, "an object")
    values: dict[str, Any] = {}
    for name, reader, is_needed in _readers(cls):
        if name in data:
            try:
                values[name] = reader(data[name], files)
            except ModelError as error:
                raise error.within(name) from None
        elif is_needed:
            raise ModelError(f"{name} is missing")
    return cls(**values)


@cache
def _readers(cls: Any) -> tuple[tuple[str, _Reader, bool], ...]:
    hints = get_type_hints(cls)
    return tuple((each.name, _reader(hints[each.name]), _is_needed(each)) for each in fields(cls))


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


_CONDITIONS: tuple[type, ...] = get_args(Condition)
_RECORDS: tuple[type, ...] = (
    *ITEMS.values(),
    *(Branch, Description, Documentation, EnumValue, Feature, InlineStruct, Member, Section, Since, TypeRef),
)
_WRITERS: dict[type, _Writer] = {
    **dict.fromkeys(_RECORDS, record_data),
    **dict.fromkeys(_CONDITIONS, lambda value, _files: leaves.condition_data(value)),
    tuple: lambda value, files: [_data(each, files) for each in value],
    LazySequence: lambda value, files: [_data(each, files) for each in value],
    PackedList: lambda value, files: [_data(each, files) for each in value],
    Position: leaves.position_data,
    Text: leaves.text_data,
    Version: lambda value, _files: leaves.version_data(value),
    SectionKind: lambda value, _files: value.value,
}
"""The writers of values by type; values of other types are written to JSON unchanged."""

_LEAVES: dict[Any, _Reader] = {
    str: leaves.read_string,
    Position: leaves.read_position,
    Text: leaves.read_text_data,
    Version: leaves.read_version,
}


def _reader(hint: Any) -> _Reader:
    """The reader of a field with the annotation *hint*."""
    if hint in _LEAVES:
        return _LEAVES[hint]
    if get_origin(hint) in (Union, UnionType):
        return _union_reader({each for each in get_args(hint) if each is not NoneType})
    if get_origin(hint) in (tuple, Sequence):
        return _list_reader(_reader(get_args(hint)[0]))
    if hint in (bool, int):
        return _scalar_reader(hint)
    if hint is SectionKind:
        return _read_section_kind
    return lambda data, files: _read_record(hint, data, files)


def _union_reader(kinds: set[Any]) -> _Reader:
    if len(kinds) == 1:
        return _reader(kinds.pop())
    if kinds == set(get_args(Condition)):
        return leaves.read_condition
    assert kinds == {TypeRef, InlineStruct}, (
        f"a field of the model may be one of {kinds}, which data does not tell apart"
    )
    return _read_type


def _read_type(data: Any, files: Files) -> Any:
    is_inline = isinstance(data, dict) and "members" in data
    return _read_record(InlineStruct if is_inline else TypeRef, data, files)


def _list_reader(read: _Reader) -> _Reader:
    def read_list(data: Any, files: Files) -> Any:
        expect(data, list, "a list")
        values = []
        for index, each in enumerate(data):
            try:
                values.append(read(each, files))
            except ModelError as error:
                raise error.within(index) from None
        return tuple(values)

    return read_list


def _scalar_reader(kind: type) -> _Reader:
    words = "true or false" if kind is bool else "a number"

    def read_scalar(data: Any, _files: Files) -> Any:
        expect(data, kind, words)
        return data

    return read_scalar


def _read_section_kind(data: Any, _files: Files) -> SectionKind:
    try:
        return SectionKind(data)
    except ValueError:
        raise ModelError(f"one of {', '.join(each.value for each in SectionKind)} was expected") from None
