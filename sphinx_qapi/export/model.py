"""A schema as data: the model, and the effective members of each definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sphinx_qapi.analysis.dependencies import Dependencies
from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, EffectiveMembers, effective_members
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.members import Feature, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.serial.leaves import condition_data
from sphinx_qapi.schema.serial.model_data import to_data

Json = dict[str, Any]
_TEXTS = frozenset({"documentation", "text"})


def model(schema: Schema, names: Collection[str] = (), *, lean: bool = False) -> Json:
    """Return the model of *schema*.

    With *names*, only these definitions are shown, and those that they need are hidden. *lean*: without texts.
    """
    if names:
        schema = _part(schema, names)
    data = to_data(schema)
    if lean:
        data = _without_texts(data)
        for module in data["modules"]:
            module["items"] = [item for item in module["items"] if item["kind"] not in ("heading", "text")]
    effective = ((each.name, _members(effective_members(schema, each))) for each in schema.definitions.values())
    data["effective"] = {name: members for name, members in effective if members}
    return data


def _part(schema: Schema, names: Collection[str]) -> Schema:
    dependencies = Dependencies(schema)
    shown = [definition for name in names if (definition := schema.find(name)) is not None]
    needed = {name: definition for each in shown for name in dependencies.of(each) if (definition := schema.find(name))}
    modules = [
        replace(module, items=tuple(each for each in module.items if isinstance(each, Definition) and each in shown))
        for module in schema.modules
    ]
    modules = [each for index, each in enumerate(modules) if each.items or not index]
    hidden = {name: each for name, each in needed.items() if name not in names}
    return replace(schema, modules=tuple(modules), hidden=MappingProxyType(hidden))


def _without_texts(data: Any) -> Any:
    if isinstance(data, list):
        return [_without_texts(each) for each in data]
    if isinstance(data, dict):
        return {key: _without_texts(each) for key, each in data.items() if key not in _TEXTS}
    return data


def _members(members: EffectiveMembers) -> Json:
    data: Json = {}
    if members.members:
        data["members"] = [_row(each) | _member(each) for each in members.members]
    if members.discriminator is not None:
        data["discriminator"] = members.discriminator
    if members.is_simple:
        data["simple"] = True
    if members.branches:
        data["branches"] = [_row(each) | _branch(each) for each in members.branches]
    return data


def _row(row: EffectiveMember | EffectiveBranch) -> Json:
    data: Json = {"path": list(row.path)}
    if row.type is not None:
        data["type"] = str(row.type) if isinstance(row.type, TypeRef) else "{}"
    if row.since is not None:
        data["since"] = str(row.since.version)
    if row.features:
        data["features"] = list(_names(row.features))
    if row.condition is not None:
        data["condition"] = condition_data(row.condition)
    return data


def _member(member: EffectiveMember) -> Json:
    said = {"optional": member.optional, "default": member.default, "origin": member.origin}
    return {key: value for key, value in said.items() if value}


def _branch(branch: EffectiveBranch) -> Json:
    content = _members(branch.content) if branch.content is not None else {}
    return {"content": content} if content else {}


def _names(features: tuple[Feature, ...]) -> Iterator[str]:
    return (each.name for each in features)
