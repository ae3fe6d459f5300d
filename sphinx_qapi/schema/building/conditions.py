"""Conversion of the value of ``if`` to a condition, in the forms of all releases.

Follows "Configuring the schema" of the QAPI manual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_qapi.schema.building.c_conditions import read_c_condition
from sphinx_qapi.schema.building.scope import DefinitionScope
from sphinx_qapi.schema.model.conditions import All, Any, Condition, Not, Symbol
from sphinx_qapi.source import releases
from sphinx_qapi.source.rule_kinds import ignored
from sphinx_qapi.syntax.nodes import ListNode, ObjectNode, StringNode, ValueNode

BAD_CONDITION = ignored(
    "bad-condition",
    "an if that is not a condition",
    """\
A condition is the name of a preprocessor symbol, such as ``'CONFIG_X'``, or an object with one of the keys ``all``,
``any`` (a list of conditions) and ``not`` (a condition). From 3.0 to 6.1, a condition was a C expression. The ``if`` is
ignored.""",
    releases.IF,
)
BLANK_CONDITION = ignored(
    "blank-condition",
    "an if without content",
    "A blank condition and an empty list of conditions have no meaning. The ``if`` is ignored; remove it.",
    releases.IF,
    timeless=False,
)

_SYMBOL = re.compile(r"[A-Z][A-Z0-9_]*")


def read_condition(value: ValueNode | None, scope: DefinitionScope) -> Condition | None:
    """The condition in *value*; None if there is none, or, with a finding, if it cannot be read."""
    match value:
        case None:
            return None
        case StringNode():
            return _read_string(value, scope)
        case ObjectNode():
            scope.expect("an object as the value of if", releases.CONDITIONS, value.position)
            return _read_object(value, scope)
        case ListNode(items=items) if items:
            scope.expect("a list as the value of if", releases.C_CONDITIONS, value.position)
            return _join(All, _read_list(items, scope), value, scope)
    scope.report(BAD_CONDITION, '"if" requires the name of a symbol or an object', value.position)
    return None


def _read_string(value: StringNode, scope: DefinitionScope) -> Condition | None:
    text = value.value.strip()
    if not text:
        rejected = releases.BLANK_CONDITIONS_REJECTED if value.value else None
        scope.report(BLANK_CONDITION, '"if" is blank: it would make no sense', value.position, rejected)
        return None
    if _SYMBOL.fullmatch(value.value):
        return Symbol(name=value.value)
    scope.expect(f'the C expression "{text}" in if', releases.C_CONDITIONS, value.position)
    return read_c_condition(text)


def _read_object(node: ObjectNode, scope: DefinitionScope) -> Condition | None:
    if len(node.pairs) != 1 or node.pairs[0].key.value not in ("all", "any", "not"):
        message = 'a condition has exactly one of "all", "any", "not"'
        if found := ", ".join(f'"{pair.key.value}"' for pair in node.pairs):
            message += f"; this has {found}"
        scope.report(BAD_CONDITION, message, node.position)
        return None
    key, value = node.pairs[0].key.value, node.pairs[0].value
    if key == "not":
        inner = read_condition(value, scope) if not isinstance(value, ListNode) else None
        if isinstance(value, ListNode):
            scope.report(BAD_CONDITION, '"not" requires one condition, not a list', value.position)
        return None if inner is None else Not(condition=inner)
    if not isinstance(value, ListNode):
        scope.report(BAD_CONDITION, f'"{key}" requires a list of conditions', value.position)
        return None
    return _join(All if key == "all" else Any, _read_list(value.items, scope), value, scope)


def _read_list(items: Sequence[ValueNode], scope: DefinitionScope) -> list[Condition]:
    conditions: list[Condition] = []
    for item in items:
        if isinstance(item, ListNode):
            scope.report(BAD_CONDITION, "a condition is a string or an object", item.position)
        elif (condition := read_condition(item, scope)) is not None:
            conditions.append(condition)
    return conditions


def _join(
    kind: type[All | Any], conditions: list[Condition], value: ListNode, scope: DefinitionScope
) -> Condition | None:
    if not value.items:
        scope.report(BLANK_CONDITION, "a list of conditions is empty", value.position)
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return kind(conditions=tuple(conditions))
