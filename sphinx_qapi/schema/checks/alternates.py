"""Alternatives that can be told from each other by their JSON type.

Follows "Alternate types" of the QAPI manual.
"""

from __future__ import annotations

import re

from sphinx_qapi.schema.checks.context import CheckContext, in_words
from sphinx_qapi.schema.model.builtin_types import BuiltinType, JsonType
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType
from sphinx_qapi.schema.model.members import Branch, TypeRef
from sphinx_qapi.source import releases

_NUMBER_LIKE = re.compile(r"[-+0-9.]")


def check_alternates(context: CheckContext) -> None:
    """Every alternate."""
    for definition in context.sound:
        if isinstance(definition, AlternateType):
            _check_alternate(context, definition)


def _check_alternate(context: CheckContext, alternate: AlternateType) -> None:
    taken: dict[JsonType, str] = {}
    for branch in alternate.branches:
        if not isinstance(branch.type, TypeRef):
            continue
        type_ = context.type_of(branch.type.name)
        if branch.type.is_list:
            context.expect("a list in an alternate", releases.LISTS_IN_ALTERNATES, alternate, branch.position)
            json_types = {JsonType.ARRAY}
        elif type_ is None:
            continue
        elif isinstance(type_, AlternateType) or (isinstance(type_, BuiltinType) and type_.json_type is None):
            message = f'alternative "{branch.name}" cannot be of the {in_words(type_)}'
            context.report("bad-alternative", message, alternate, branch.position)
            continue
        else:
            json_types = _json_types(type_)
        _check_distinct(context, alternate, branch, json_types, taken)


def _check_distinct(
    context: CheckContext,
    alternate: AlternateType,
    branch: Branch,
    json_types: set[JsonType],
    taken: dict[JsonType, str],
) -> None:
    clash = next((json_type for json_type in JsonType if json_type in json_types and json_type in taken), None)
    if clash is not None:
        message = f'alternative "{branch.name}" cannot be told from "{taken[clash]}": both may be a JSON {clash.value}'
        context.report("ambiguous-alternative", message, alternate, branch.position)
    for json_type in json_types:
        taken.setdefault(json_type, branch.name)


def _json_types(type_: Definition | BuiltinType) -> set[JsonType]:
    """What a value of *type_* may look like in JSON, or on a command line, where all is text."""
    if isinstance(type_, BuiltinType):
        if type_.name == "str":
            return {JsonType.STRING, JsonType.NUMBER, JsonType.BOOLEAN}
        return {type_.json_type} if type_.json_type else set()
    if not isinstance(type_, EnumType):
        return {JsonType.OBJECT}
    json_types = {JsonType.STRING}
    for value in type_.values:
        if value.name in ("on", "off"):
            json_types.add(JsonType.BOOLEAN)
        if _NUMBER_LIKE.match(value.name):
            json_types.add(JsonType.NUMBER)
    return json_types
