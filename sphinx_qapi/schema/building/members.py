"""The parts of definitions, from their syntax: types, members, values, branches, features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import partial
from typing import TypeVar, cast

from sphinx_qapi.schema.building.conditions import read_condition
from sphinx_qapi.schema.building.drafts import unread_type
from sphinx_qapi.schema.building.scope import DefinitionScope
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, OLD_NAMES_OF_ANY
from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Member, TypeRef
from sphinx_qapi.source import releases
from sphinx_qapi.source.lazy_sequences import LazySequence, offsets
from sphinx_qapi.source.rule_kinds import loss
from sphinx_qapi.source.span import Span
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.syntax.expressions import BAD_NAME_VALUE, MISSING_KEY, UNKNOWN_KEY
from sphinx_qapi.syntax.nodes import ListNode, ObjectNode, PairNode, StringNode, ValueNode

BAD_TYPE_REFERENCE = loss(
    "bad-type-reference",
    "something other than a type where a type is needed",
    """\
A type is given by its name, ``'str'``, or as a list of one name, ``['str']``. Since 2.4, a struct cannot be written in
place of a type: define the struct, and use its name.""",
)
BAD_VALUE = loss(
    "bad-value",
    "a value of the wrong kind for its key",
    "The message says what was expected. The value is ignored; a definition without its ``data`` is left out.",
)

_Node = TypeVar("_Node")
_Part = TypeVar("_Part")

_BRANCH_KEYS = {"type": releases.MEMBER_OBJECTS, "if": releases.MEMBER_OBJECTS}
_MEMBER_KEYS = {**_BRANCH_KEYS, "features": releases.FEATURES_OF_MEMBERS}
_VALUE_KEYS = {
    "name": releases.MEMBER_OBJECTS,
    "if": releases.MEMBER_OBJECTS,
    "features": releases.FEATURES_OF_VALUES,
}
_FEATURE_KEYS = {"name": releases.FEATURE_OBJECTS, "if": releases.FEATURE_OBJECTS}


def read_type_ref(value: ValueNode, what: str, scope: DefinitionScope) -> TypeRef:
    """The type that *value* names; with a finding and as an unread type, if it names none.

    *what* names the owner of the type in messages.
    """
    name: ValueNode = value
    is_list = isinstance(value, ListNode)
    if isinstance(value, ListNode) and len(value.items) == 1:
        name = value.items[0]
    if not isinstance(name, StringNode):
        expected = "the name of one type in a list" if is_list else "the name of a type or a list of one"
        scope.report(BAD_TYPE_REFERENCE, f"{what} requires {expected}", value.position)
        return unread_type(value.position)
    type_name = name.value
    if type_name in OLD_NAMES_OF_ANY:
        scope.expect(f'the type "{type_name}"', OLD_NAMES_OF_ANY[type_name], value.position)
        if type_name == "**" and OLD_NAMES_OF_ANY[type_name].covers(scope.dialect) and not scope.is_without_code:
            scope.expect('"**" without "gen": false', releases.DOUBLE_STAR_EVERYWHERE, value.position)
        type_name = "any"
    elif type_name in BUILTIN_TYPES:
        scope.expect(f'the type "{type_name}"', BUILTIN_TYPES[type_name].span, value.position)
    return TypeRef(name=type_name, is_list=is_list, position=value.position)


def read_members(node: ObjectNode, scope: DefinitionScope, *, prefix: str = "") -> Sequence[Member]:
    """The members that *node* declares.

    *prefix* precedes their names in the doc comment, as in descriptions of inline structs.
    """
    return _read_each(node.pairs, partial(_member, prefix=prefix) if prefix else _member, scope)


def _member(pair: PairNode, scope: DefinitionScope, prefix: str = "") -> Member:
    key = pair.key.value
    name = key.removeprefix("*")
    what = f'member "{name}"'
    if isinstance(pair.value, ObjectNode) and scope.keyword == "type":
        inline = read_members(pair.value, scope, prefix=f"{prefix}{name}.")
        type_: TypeRef | InlineStruct = InlineStruct(members=inline, position=pair.value.position)
        parts: Mapping[str, ValueNode] = {}
    else:
        parts = _long_form(pair.value, "type", _MEMBER_KEYS, what, scope)
        type_ = _type(parts, pair.value, what, scope)
    condition, features = _condition_and_features(parts, what, scope)
    text, since_ = scope.described(prefix + name)
    return Member(
        name=name,
        type=type_,
        optional=name != key,
        condition=condition,
        features=features,
        text=text,
        since=since_,
        position=pair.key.position,
    )


def read_branches(node: ObjectNode, scope: DefinitionScope) -> Sequence[Branch]:
    """The branches of a union, or the alternatives of an alternate, that *node* declares."""
    return _read_each(node.pairs, _branch, scope)


def _branch(pair: PairNode, scope: DefinitionScope) -> Branch:
    name = pair.key.value
    what = f'branch "{name}"'
    parts = _long_form(pair.value, "type", _BRANCH_KEYS, what, scope)
    type_ = _type(parts, pair.value, what, scope)
    condition, _ = _condition_and_features(parts, what, scope)
    text, since_ = scope.described(name)
    return Branch(name=name, type=type_, condition=condition, text=text, since=since_, position=pair.key.position)


def read_values(node: ListNode, scope: DefinitionScope) -> Sequence[EnumValue]:
    """The values of an enum."""
    return _read_each(node.items, _enum_value, scope)


def _enum_value(item: ValueNode, scope: DefinitionScope) -> EnumValue | None:
    declared = _declared_value(item)
    what = "a value" if declared is None else f'value "{declared}"'
    parts = _long_form(item, "name", _VALUE_KEYS, what, scope)
    name = _name(parts.get("name"), "a value", scope)
    scope.has_all_names &= name is not None
    condition, features = _condition_and_features(parts, what if name is not None else "", scope)
    if name is None:
        return None
    text, since_ = scope.described(name)
    return EnumValue(name=name, condition=condition, features=features, text=text, since=since_, position=item.position)


def _read_each(
    nodes: Sequence[_Node], read: Callable[[_Node, DefinitionScope], _Part | None], scope: DefinitionScope
) -> Sequence[_Part]:
    """The results of *read* for each of *nodes*, without those that are None.

    If the nodes are read again on access, so are the parts.
    """
    if type(nodes) is not LazySequence:
        return tuple(part for node in nodes if (part := read(node, scope)) is not None)
    indices = offsets()
    indices.extend(index for index, node in enumerate(nodes) if read(node, scope) is not None)
    numbers = indices if len(indices) < len(nodes) else range(len(nodes))
    quiet = copy(scope)
    quiet.hush()
    return LazySequence(numbers, lambda index: cast("_Part", read(nodes[index], quiet)))


def _condition_and_features(
    parts: Mapping[str, ValueNode], what: str, scope: DefinitionScope
) -> tuple[Condition | None, tuple[Feature, ...]]:
    """The condition and the features among *parts*; *what* names their owner in messages."""
    if "if" not in parts and "features" not in parts:  # as nearly always
        return None, ()
    with scope.within(what):
        return read_condition(parts.get("if"), scope), read_features(parts.get("features"), scope)


def read_features(value: ValueNode | None, scope: DefinitionScope) -> tuple[Feature, ...]:
    """The features that *value* lists; none, with a finding, if it is no list."""
    if value is None:
        return ()
    if not isinstance(value, ListNode):
        scope.report(BAD_VALUE, '"features" requires a list', value.position)
        scope.has_all_features = False
        return ()
    features: list[Feature] = []
    for item in value.items:
        declared = _declared_value(item)
        what = "a feature" if declared is None else f'feature "{declared}"'
        parts = _long_form(item, "name", _FEATURE_KEYS, what, scope)
        name = _name(parts.get("name"), "a feature", scope)
        scope.has_all_features &= name is not None
        with scope.within(what if name is not None else ""):
            condition = read_condition(parts.get("if"), scope)
        if name is not None:
            features.append(Feature(name=name, condition=condition, position=item.position))
    scope.declare_features(features)
    return tuple(features)


def _name(value: ValueNode | None, what: str, scope: DefinitionScope) -> str | None:
    if isinstance(value, StringNode):
        return value.value
    if value is not None:
        scope.report(BAD_NAME_VALUE, f"the name of {what} is a string", value.position)
    return None


def _type(parts: Mapping[str, ValueNode], value: ValueNode, what: str, scope: DefinitionScope) -> TypeRef:
    """The type named among the *parts* of *value*; an unread type if none is named."""
    return read_type_ref(parts["type"], what, scope) if "type" in parts else unread_type(value.position)


def _long_form(
    value: ValueNode, main: str, keys: Mapping[str, Span], what: str, scope: DefinitionScope
) -> Mapping[str, ValueNode]:
    """The parts of *value*, an object with *keys*; any other value is short for an object with the value at *main*."""
    if not isinstance(value, ObjectNode):
        return {main: value}
    parts = {pair.key.value: pair.value for pair in value.pairs}
    unknown = [key for key in parts if key not in keys]
    if main not in parts:
        mistaken = f', and "{unknown[0]}" is no key of it' if unknown else ""
        scope.report(MISSING_KEY, f'{what} lacks the key "{main}"{mistaken}', value.position)
    elif unknown:
        valid = ", ".join(f'"{each}"' for each in keys)
        message = f'{what} has no key "{unknown[0]}"{did_you_mean(unknown[0], keys)}; its keys are {valid}'
        scope.report(UNKNOWN_KEY, message, parts[unknown[0]].position)
    parts = {key: part for key, part in parts.items() if key in keys}
    for key, part in parts.items():
        scope.expect(f'the key "{key}" of {what}', keys[key], part.position)
    return parts


def declared_names(value: ValueNode | None, *, inline: bool) -> set[str]:
    """The names that *value*, the ``data`` or ``base`` of an expression, declares; with *inline* also dotted names."""
    names: set[str] = set()
    pending: list[tuple[str, ValueNode | None]] = [("", value)]
    while pending:
        prefix, node = pending.pop()
        if isinstance(node, ObjectNode):
            for pair in node.pairs:
                name = prefix + pair.key.value.removeprefix("*")
                names.add(name)
                if inline:
                    pending.append((f"{name}.", pair.value))
        elif isinstance(node, ListNode) and not prefix:
            names.update(each for item in node.items if (each := _declared_value(item)) is not None)
    return names


def _declared_value(item: ValueNode) -> str | None:
    if isinstance(item, ObjectNode):
        item = next((pair.value for pair in item.pairs if pair.key.value == "name"), item)
    return item.value if isinstance(item, StringNode) else None
