"""Builders of definitions of the model, from an expression and its doc comment, one for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sphinx_qapi.schema.building.conditions import read_condition
from sphinx_qapi.schema.building.drafts import UNREAD, unread_type
from sphinx_qapi.schema.building.members import (
    BAD_VALUE,
    declared_names,
    read_branches,
    read_features,
    read_members,
    read_type_ref,
    read_values,
)
from sphinx_qapi.schema.building.scope import CommonParts, DefinitionScope
from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import Member, TypeRef
from sphinx_qapi.source import releases
from sphinx_qapi.source.rule_kinds import contradiction, ignored, loss
from sphinx_qapi.syntax.expressions import BAD_NAME_VALUE, MISSING_KEY, Expression
from sphinx_qapi.syntax.nodes import ConstantNode, ListNode, ObjectNode, StringNode, ValueNode

BOXED_WITHOUT_TYPE = loss(
    "boxed-without-type",
    "boxed without the name of a type as data",
    "``'boxed': true`` passes the arguments as one value of a named type: ``'data': 'Type'``.",
)
CONFLICTING_FLAGS = ignored(
    "conflicting-flags",
    "flags that exclude each other",
    "A command cannot both be executed out of band and be a coroutine.",
    releases.COROUTINE,
)
EMPTY_ALTERNATE = ignored(
    "empty-alternate",
    "an alternate with too few alternatives",
    "Without alternatives, no value could ever be of this type. From 2.6 to 4.1, two alternatives were needed.",
    releases.BRANCHES_NEEDED,
)
EMPTY_UNION = contradiction(
    "empty-union",
    "a union without branches",
    "A union has at least one branch. If the enum of its discriminator has no values, no branch is possible.",
    releases.BRANCHES_NEEDED,
)

_NAMED_DATA = {"command": releases.NAMED_DATA_OF_COMMANDS, "event": releases.NAMED_DATA_OF_EVENTS}
_FLAGS = {
    "gen": False,
    "success-response": False,
    "boxed": True,
    "allow-oob": True,
    "allow-preconfig": True,
    "coroutine": True,
}
"""The only value that each flag may have."""


def build_definition(expression: Expression, scope: DefinitionScope) -> Definition:
    """The definition in *expression*, as far as it can be read; *scope* records which parts cannot."""
    return _BUILDERS[expression.keyword](expression.values, scope)


class Declared:
    """The names of the members, values and branches that an expression itself declares; in inline structs with dots.

    They are collected on first use, as many comments describe none.
    """

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._names: set[str] | None = None

    def __contains__(self, name: object) -> bool:
        if self._names is None:
            self._names = self._collected()
        return name in self._names

    def _collected(self) -> set[str]:
        expression = self._expression
        names = declared_names(expression.values.get("data"), inline=expression.keyword == "type")
        if expression.keyword == "union":
            names |= declared_names(expression.values.get("base"), inline=False)
            if "discriminator" not in expression.values:
                names |= {"type", "data"}  # the members that choose the branch and hold its value
        return names


_Values = Mapping[str, ValueNode]


def _common(values: _Values, scope: DefinitionScope) -> CommonParts:
    """The attributes that all definitions have; to be called after the parts are read."""
    condition = read_condition(values.get("if"), scope)
    return scope.common(condition, read_features(values.get("features"), scope))


_Node = TypeVar("_Node", ObjectNode, ListNode)


def _data(values: _Values, kind: type[_Node], expected: str, scope: DefinitionScope) -> _Node | None:
    """The ``data`` that a definition needs; None if it is missing or not of the *kind*."""
    data = values.get("data")
    if isinstance(data, kind):
        return data
    scope.lost = True
    if data is not None:  # a missing key was reported before
        scope.report(BAD_VALUE, f'the "data" of {expected}', data.position)
    return None


def _enum(values: _Values, scope: DefinitionScope) -> Definition:
    data = _data(values, ListNode, "an enum is a list of its values", scope)
    enum_values = read_values(data, scope) if data else ()
    prefix = _string(values, "prefix", scope)
    return EnumType(values=enum_values, prefix=prefix, **_common(values, scope))


def _struct(values: _Values, scope: DefinitionScope) -> Definition:
    data = _data(values, ObjectNode, "a struct is an object with its members", scope)
    members = read_members(data, scope) if data else ()
    base = _named_base(values.get("base"), scope)
    return StructType(base=base, members=members, **_common(values, scope))


def _named_base(value: ValueNode | None, scope: DefinitionScope) -> TypeRef | None:
    if value is not None and not isinstance(value, StringNode):
        scope.report(BAD_VALUE, '"base" requires the name of a struct', value.position)
        return unread_type(value.position)
    return read_type_ref(value, '"base"', scope) if value is not None else None


def _union(values: _Values, scope: DefinitionScope) -> Definition:
    data = _data(values, ObjectNode, "a union is an object with its branches", scope)
    branches = read_branches(data, scope) if data else ()
    discriminator = values.get("discriminator")
    if (
        isinstance(discriminator, ObjectNode)
        and not discriminator.pairs
        and not releases.ALTERNATE.covers(scope.dialect)
    ):
        scope.expect("a union without a name for its discriminator", releases.ANONYMOUS_UNIONS, discriminator.position)
        return AlternateType(branches=branches, **_common(values, scope))
    base, base_members = _base(values.get("base"), scope)
    if discriminator is None:
        if data and not data.pairs and releases.SIMPLE_UNIONS.covers(scope.dialect):
            scope.report(EMPTY_UNION, "the union has no branches", data.position)
        is_simple = values.get("base") is None or not releases.SIMPLE_UNIONS.covers(scope.dialect)
        what = "a union without a discriminator" + ("" if is_simple else ", but with a base,")
        span = releases.SIMPLE_UNIONS if is_simple else releases.SIMPLE_UNIONS_WITH_BASE
        scope.expect(what, span, scope.expression.position)
    elif values.get("base") is None:
        scope.report(MISSING_KEY, 'a union with a discriminator lacks the key "base"', discriminator.position)
        scope.has_all_names = False
    name = _string(values, "discriminator", scope)
    if name is None and discriminator is not None:
        name, scope.has_all_names = UNREAD, False
    return UnionType(
        base=base, base_members=base_members, discriminator=name, branches=branches, **_common(values, scope)
    )


def _base(value: ValueNode | None, scope: DefinitionScope) -> tuple[TypeRef | None, Sequence[Member]]:
    if isinstance(value, ObjectNode):
        scope.expect("an object as base", releases.INLINE_BASES, value.position)
        return None, read_members(value, scope)
    return _named_base(value, scope), ()


def _alternate(values: _Values, scope: DefinitionScope) -> Definition:
    data = _data(values, ObjectNode, "an alternate is an object with its alternatives", scope)
    if data and not data.pairs:
        scope.report(EMPTY_ALTERNATE, "an alternate has at least one alternative", data.position)
    branches = read_branches(data, scope) if data else ()
    return AlternateType(branches=branches, **_common(values, scope))


def _command(values: _Values, scope: DefinitionScope) -> Definition:
    flags = {key: _flag(values, key, scope) for key in _FLAGS}
    if flags["allow-oob"] and flags["coroutine"]:
        position = values["coroutine"].position
        scope.report(CONFLICTING_FLAGS, '"allow-oob" and "coroutine" exclude each other', position)
    arguments, arguments_type = _arguments(values, scope, boxed=flags["boxed"])
    returns = read_type_ref(values["returns"], '"returns"', scope) if "returns" in values else None
    return Command(
        arguments=arguments,
        arguments_type=arguments_type,
        boxed=flags["boxed"] or scope.may_be_boxed,
        returns=returns,
        gen=not flags["gen"],
        success_response=not flags["success-response"],
        allow_oob=flags["allow-oob"],
        allow_preconfig=flags["allow-preconfig"],
        coroutine=flags["coroutine"],
        **_common(values, scope),
    )


def _event(values: _Values, scope: DefinitionScope) -> Definition:
    boxed = _flag(values, "boxed", scope)
    arguments, arguments_type = _arguments(values, scope, boxed=boxed)
    boxed |= scope.may_be_boxed
    return Event(arguments=arguments, arguments_type=arguments_type, boxed=boxed, **_common(values, scope))


def _arguments(values: _Values, scope: DefinitionScope, *, boxed: bool) -> tuple[Sequence[Member], TypeRef | None]:
    data = values.get("data")
    if boxed and not isinstance(data, StringNode):
        position = values["boxed"].position if data is None else data.position
        scope.report(BOXED_WITHOUT_TYPE, '"boxed" requires the name of a type as "data"', position)
    if isinstance(data, StringNode):
        scope.expect('the name of a type as "data"', _NAMED_DATA[scope.keyword], data.position)
        return (), read_type_ref(data, '"data"', scope)
    if isinstance(data, ObjectNode):
        return read_members(data, scope), None
    if data is not None:
        scope.report(BAD_VALUE, '"data" requires an object with the arguments or the name of a type', data.position)
        return (), unread_type(data.position)
    return (), None


def _flag(values: _Values, key: str, scope: DefinitionScope) -> bool:
    """Whether the flag *key* is given, with its only value."""
    value = values.get(key)
    if value is None:
        return False
    if isinstance(value, ConstantNode) and value.value is _FLAGS[key]:
        return True
    if isinstance(value, StringNode) and value.value == "no" and not _FLAGS[key]:
        scope.expect(f'"no" as the value of "{key}"', releases.STRING_FLAGS, value.position)
        return True
    scope.report(BAD_VALUE, f'"{key}" can only be {str(_FLAGS[key]).lower()}', value.position)
    scope.may_be_boxed |= key == "boxed"
    return False


def _string(values: _Values, key: str, scope: DefinitionScope) -> str | None:
    value = values.get(key)
    if value is None or isinstance(value, StringNode):
        return value.value if value else None
    scope.report(BAD_NAME_VALUE, f'"{key}" requires a string', value.position)
    return None


_BUILDERS: dict[str, Callable[[_Values, DefinitionScope], Definition]] = {
    "enum": _enum,
    "type": _struct,
    "struct": _struct,
    "union": _union,
    "alternate": _alternate,
    "command": _command,
    "event": _event,
}
