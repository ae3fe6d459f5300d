"""`to_data` and `from_data`: conversion of a whole schema to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, Schema
from sphinx_qapi.schema.serial.errors import ModelError, expect
from sphinx_qapi.schema.serial.leaves import Files, read_string
from sphinx_qapi.schema.serial.records import read_definition, read_item, record_data
from sphinx_qapi.source.version import Version

FORMAT = 1
"""Number of the format; data with another number cannot be read."""
TYPE = "qapi-model"
"""The type by which the data is distinguished from other JSON."""


def to_data(schema: Schema) -> dict[str, Any]:
    """*schema* as values that JSON can hold; `from_data` gives an equal schema, with the same positions."""
    files = Files([module.path for module in schema.modules])
    modules = [_module_data(each, files) for each in schema.modules]
    hidden = [record_data(each, files) for each in schema.hidden.values()]
    data: dict[str, Any] = {
        "type": TYPE,
        "format": FORMAT,
        "path": schema.path,
        "dialect": schema.dialect,
        "files": files.paths,
    }
    if schema.pragmas:
        data["pragmas"] = {
            name: value if isinstance(value, bool) else list(value) for name, value in schema.pragmas.items()
        }
    data["modules"] = modules
    if hidden:
        data["hidden"] = hidden
    return data


def _module_data(module: Module, files: Files) -> dict[str, Any]:
    items = [record_data(each, files) for each in module.items]
    return {"name": module.name, "file": files.number(module.path), "items": items}


def from_data(data: Any) -> Schema:
    """The schema in *data*; unknown keys are ignored.

    Raises `ModelError`, which says what is wrong and where, for data that `to_data` could not have given.
    """
    try:
        return _schema(data)
    except RecursionError:
        raise ModelError("it is nested too deeply") from None


def _schema(data: Any) -> Schema:
    expect(data, dict, "an object")
    if data.get("type") != TYPE:
        raise ModelError(f'"{TYPE}" was expected').within("type")
    if data.get("format") != FORMAT or isinstance(data["format"], bool):
        raise ModelError(f"{FORMAT} was expected: the model is of another version of this program").within("format")
    paths = _list(data, "files")
    files = Files([read_string(path, Files()) for path in paths])
    modules = tuple(_at("modules", index, _module, each, files) for index, each in enumerate(_list(data, "modules")))
    if not modules:
        raise ModelError("a module was expected").within("modules")
    schema = Schema(
        path=_string(data, "path"),
        dialect=_dialect(data),
        modules=modules,
        pragmas=_pragmas(data.get("pragmas", {})),
        hidden=_hidden(data, files),
    )
    _check_names(schema)
    return schema


def _module(data: Any, files: Files) -> Module:
    expect(data, dict, "an object")
    items = [_at("items", index, read_item, each, files) for index, each in enumerate(_list(data, "items"))]
    return Module(name=_string(data, "name"), path=files.path(data.get("file")), items=tuple(items))


def _hidden(data: Mapping[str, Any], files: Files) -> Mapping[str, Definition]:
    definitions = _list(data, "hidden") if "hidden" in data else []
    read = [_at("hidden", index, read_definition, each, files) for index, each in enumerate(definitions)]
    return MappingProxyType({each.name: each for each in read})


def _at(key: str, index: int, read: Any, data: Any, files: Files) -> Any:
    try:
        return read(data, files)
    except ModelError as error:
        raise error.within(index).within(key) from None


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    if not isinstance(value, list):
        raise ModelError("a list was expected").within(key)
    return value


def _string(data: Mapping[str, Any], key: str) -> str:
    try:
        return read_string(data.get(key), Files())
    except ModelError as error:
        raise error.within(key) from None


def _dialect(data: Mapping[str, Any]) -> str:
    dialect = _string(data, "dialect")
    try:
        Version.parse(dialect)
    except ValueError:
        raise ModelError("a release was expected").within("dialect") from None
    return dialect


def _pragmas(data: Any) -> Mapping[str, tuple[str, ...] | bool]:
    expect(data, dict, "an object")
    pragmas: dict[str, tuple[str, ...] | bool] = {}
    for name, value in data.items():
        if not isinstance(value, bool) and not (
            isinstance(value, list) and all(isinstance(each, str) for each in value)
        ):
            raise ModelError("true, false or a list of texts was expected").within(name).within("pragmas")
        pragmas[name] = value if isinstance(value, bool) else tuple(value)
    return MappingProxyType(pragmas)


def _check_names(schema: Schema) -> None:
    """Raise `ModelError` if a name occurs twice, or does not lead to the module that it must lead to."""
    names = [module.name for module in schema.modules]
    seen: set[str] = set()
    for number, module in enumerate(schema.modules):
        if module.name in names[:number]:
            raise ModelError(f'two modules are named "{module.name}"').within(number).within("modules")
        for index, item in enumerate(module.items):
            problem = _problem(item, module, schema, seen)
            if problem:
                raise ModelError(problem).within(index).within("items").within(number).within("modules")


def _problem(item: object, module: Module, schema: Schema, seen: set[str]) -> str:
    match item:
        case Inclusion(module=name):
            return "" if name in schema.modules_by_name else f'no module is named "{name}"'
        case Heading() | FreeText():
            return ""
    name, home = getattr(item, "name", ""), getattr(item, "module", "")
    if name in seen:
        return f'two definitions are named "{name}"'
    seen.add(name)
    return "" if home == module.name else f'"{name}" says that it is in another module'
