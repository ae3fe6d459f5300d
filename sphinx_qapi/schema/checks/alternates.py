"""Checks that the alternatives of an alternate have different JSON types.

Follows "Alternate types" of the QAPI manual.
"""

from __future__ import annotations

import re

from sphinx_qapi.schema.building.definitions import EMPTY_ALTERNATE
from sphinx_qapi.schema.checks.check_context import CheckContext, in_words
from sphinx_qapi.schema.model.builtin_types import BuiltinType, JsonType
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType
from sphinx_qapi.schema.model.members import Branch, TypeRef
from sphinx_qapi.source import releases
from sphinx_qapi.source.rule_kinds import contradiction, of_releases

BAD_ALTERNATIVE = contradiction(
    "bad-alternative",
    "an alternative of a type that could be anything",
    """\
The alternatives of an alternate are distinguished by their JSON types. ``any`` and alternates do not have a single JSON
type.""",
    releases.USES_CHECKED,
)
AMBIGUOUS_ALTERNATIVE = of_releases(
    "ambiguous-alternative",
    "two alternatives that cannot be distinguished",
    """\
At most one alternative is a JSON object, at most one is a list, at most one is a string, and so on. If values are given
as text, as on a command line, a string may mean a number or a boolean: ``str``, or an enum with values such as ``on``
or ``1``, excludes numbers and booleans.""",
    releases.DISTINCT_ALTERNATIVES,
)

_JSON_TYPES = tuple(JsonType)
_NUMBER_LIKE = re.compile(r"[-+0-9.]")


def check_alternates(context: CheckContext, definition: Definition) -> None:
    """Check *definition* if it is an alternate."""
    if isinstance(definition, AlternateType):
        _check_alternate(context, definition)


_Looks = set[tuple[JsonType, bool]]
"""JSON types, each with whether the value is a number that may have a fraction, where that matters."""


def _check_alternate(context: CheckContext, alternate: AlternateType) -> None:
    taken: dict[tuple[JsonType, bool], str] = {}
    for branch in alternate.branches:
        if not isinstance(branch.type, TypeRef):
            continue
        type_ = context.type_of(branch.type.name)
        if branch.type.is_list:
            context.expect("a list in an alternate", releases.LISTS_IN_ALTERNATES, alternate, branch.position)
            looks = {(JsonType.ARRAY, False)}
        elif type_ is None:
            continue
        elif isinstance(type_, AlternateType) or (isinstance(type_, BuiltinType) and type_.json_type is None):
            message = f'alternative "{branch.name}" cannot be of the {in_words(type_)}'
            context.report(BAD_ALTERNATIVE, message, alternate, branch.position)
            continue
        elif releases.ALTERNATIVES_OF_TEXT.covers(context.dialect):
            looks = _looks_as_text(type_)
        else:
            looks = _looks(type_)
        _check_distinct(context, alternate, branch, looks, taken)
    _check_number(context, alternate)


def _check_number(context: CheckContext, alternate: AlternateType) -> None:
    span = releases.SEVERAL_ALTERNATIVES
    if len(alternate.branches) == 1 and context.is_whole(alternate) and span.covers(context.dialect):
        context.report(EMPTY_ALTERNATE, "an alternate has at least two alternatives", alternate, rejected=span)


def _check_distinct(
    context: CheckContext,
    alternate: AlternateType,
    branch: Branch,
    looks: _Looks,
    taken: dict[tuple[JsonType, bool], str],
) -> None:
    clash = min((look for look in looks if look in taken), key=_order, default=None)
    if clash is not None:
        message = (
            f'alternative "{branch.name}" cannot be told from "{taken[clash]}": both may be a JSON {clash[0].value}'
        )
        context.report(AMBIGUOUS_ALTERNATIVE, message, alternate, branch.position)
    for look in looks:
        taken.setdefault(look, branch.name)


def _order(look: tuple[JsonType, bool]) -> int:
    return _JSON_TYPES.index(look[0])


def _looks(type_: Definition | BuiltinType) -> _Looks:
    """The JSON types of the values of *type_*, where integers are distinguished from other numbers."""
    if isinstance(type_, BuiltinType):
        return {(type_.json_type, type_.name == "number")} if type_.json_type else set()
    return {(JsonType.STRING if isinstance(type_, EnumType) else JsonType.OBJECT, False)}


def _looks_as_text(type_: Definition | BuiltinType) -> _Looks:
    """The JSON types of the values of *type_*, also on a command line, where every value is text."""
    return {(json_type, False) for json_type in _json_types(type_)}


def _json_types(type_: Definition | BuiltinType) -> set[JsonType]:
    """The JSON types of the values of *type_*, also on a command line, where every value is text."""
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
