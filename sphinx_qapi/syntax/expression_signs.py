"""Signs of age in expressions and in the comments between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_qapi.syntax.dialect_signs import FEATURES, KEYS, KINDS, PRAGMAS, TYPES, DialectSign
from sphinx_qapi.syntax.keywords import KEYWORDS
from sphinx_qapi.syntax.nodes import (
    CommentRun,
    ConstantNode,
    FileNode,
    ListNode,
    ObjectNode,
    PairNode,
    StringNode,
    ValueNode,
)

_CONDITION = re.compile(r"[A-Z][A-Z0-9_]*")
_MODELINE = re.compile(r"\s*vim: .*filetype=python")


def expression_signs(files: Sequence[FileNode]) -> set[DialectSign]:
    """The signs of age in the expressions of *files* and in the comments at the beginning of the files."""
    signs: set[DialectSign] = set()
    for file in files:
        signs |= file.signs
        for item in file.items:
            if isinstance(item, ObjectNode):
                add_signs(item, signs)
        if file.items and isinstance(file.items[0], CommentRun):
            signs.update(DialectSign.MODELINE for text in file.items[0].lines.texts if _MODELINE.match(text))
    return signs


def add_signs(expression: ObjectNode, signs: set[DialectSign]) -> None:
    """Add to *signs* the signs of age in *expression*."""
    values = {pair.key.value: pair.value for pair in expression.pairs}
    kind = next((key for key in KEYWORDS if key in values), "")
    if (sign := KINDS.get(kind)) is not None:
        signs.add(sign)
    if kind == "pragma":
        signs.update(PRAGMAS[pair.key.value] for pair in _pairs(values[kind]) if pair.key.value in PRAGMAS)
        return
    _flags(values, signs)
    if "features" in values:
        signs.add(FEATURES.get(kind, DialectSign.FEATURES))
        for feature in _items(values["features"]):
            _part(feature, signs)
    if "if" in values:
        _condition(values["if"], signs)
    _type(values.get("returns"), signs)
    match kind:
        case "enum":
            _enum(values.get("data"), signs)
        case "union":
            _union(values, signs)
            _members(_pairs(values.get("base")), signs)
        case "alternate":
            signs.update(
                DialectSign.LIST_ALTERNATIVE for pair in _pairs(values.get("data")) if isinstance(pair.value, ListNode)
            )
    if kind != "type":  # in a "type" an object is an inline struct
        _members(_pairs(values.get("data")), signs)


def _flags(values: dict[str, ValueNode], signs: set[DialectSign]) -> None:
    for key, value in values.items():
        if key in KEYS:
            signs.add(KEYS[key])
        if isinstance(value, ConstantNode):
            signs.add(DialectSign.BOOLEAN)
        elif isinstance(value, StringNode) and key in ("gen", "success-response"):
            signs.add(DialectSign.STRING_FLAG)


def _enum(data: ValueNode | None, signs: set[DialectSign]) -> None:
    for value in _items(data):
        if isinstance(value, ObjectNode):
            signs.add(DialectSign.MEMBER_OBJECT)
            signs.update(DialectSign.VALUE_FEATURES for pair in value.pairs if pair.key.value == "features")
            _part(value, signs)


def _union(values: dict[str, ValueNode], signs: set[DialectSign]) -> None:
    discriminator = values.get("discriminator")
    if discriminator is None:
        signs.add(DialectSign.SIMPLE_UNION)
    elif isinstance(discriminator, ObjectNode):
        signs.add(DialectSign.ANONYMOUS_UNION)
    if isinstance(values.get("base"), ObjectNode):
        signs.add(DialectSign.INLINE_BASE)


def _members(pairs: Iterable[PairNode], signs: set[DialectSign]) -> None:
    for pair in pairs:
        value = pair.value
        if isinstance(value, ObjectNode):
            signs.add(DialectSign.MEMBER_OBJECT)
            signs.update(DialectSign.FEATURES for each in value.pairs if each.key.value == "features")
            _part(value, signs)
        else:
            _type(value, signs)


def _part(value: ValueNode, signs: set[DialectSign]) -> None:
    """Add the signs of age in a member, value, branch or feature that is an object: in its type and condition."""
    for pair in _pairs(value):
        if pair.key.value == "if":
            _condition(pair.value, signs)
        elif pair.key.value == "type":
            _type(pair.value, signs)


def _type(value: ValueNode | None, signs: set[DialectSign]) -> None:
    if isinstance(value, StringNode) and value.value in TYPES:
        signs.add(TYPES[value.value])


def _condition(value: ValueNode, signs: set[DialectSign]) -> None:
    is_symbol = isinstance(value, StringNode) and _CONDITION.fullmatch(value.value) is not None
    signs.add(DialectSign.IF)
    signs.add(DialectSign.CONDITION if is_symbol or isinstance(value, ObjectNode) else DialectSign.C_CONDITION)


def _pairs(value: ValueNode | None) -> Sequence[PairNode]:
    return value.pairs if isinstance(value, ObjectNode) else ()


def _items(value: ValueNode | None) -> Sequence[ValueNode]:
    return value.items if isinstance(value, ListNode) else ()
