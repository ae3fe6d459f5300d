"""Which dialect a schema is written in, judged by what it uses and no longer uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_qapi.source.rules import NEWEST
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import (
    ConstantNode,
    DocBlockNode,
    FileNode,
    ListNode,
    ObjectNode,
    PairNode,
    StringNode,
    ValueNode,
)

_OLDEST = Version((0, 14))

INTRODUCED = {
    "include": Version((2, 1)),
    "event": Version((2, 1)),
    "struct": Version((2, 4)),
    "alternate": Version((2, 4)),
    "boolean": Version((2, 4)),
    "prefix": Version((2, 5)),
    "type any": Version((2, 5)),
    "inline base": Version((2, 6)),
    "boxed": Version((2, 7)),
    "pragma": Version((2, 9)),
    "heading =": Version((2, 9)),
    "type null": Version((2, 10)),
    "allow-oob": Version((2, 12)),
    "if": Version((3, 0)),
    "allow-preconfig": Version((3, 0)),
    "member object": Version((4, 0)),
    "features of struct": Version((4, 1)),
    "features of command": Version((4, 2)),
    "features": Version((5, 0)),
    "coroutine": Version((5, 2)),
    "directive": Version((5, 2)),
    "pragma exceptions": Version((6, 0)),
    "condition": Version((6, 2)),
    "features of value": Version((6, 2)),
    "list alternative": Version((7, 1)),
    "Errors:": Version((9, 0)),
    "pragma documentation-exceptions": Version((9, 0)),
    "qmp-example": Version((9, 1)),
    "underlined title": Version((10, 1)),
}
"""The first release that knows each sign."""

LAST = {
    "type": Version((2, 3)),
    "'no'": Version((2, 3)),
    "anonymous union": Version((2, 3)),
    "type visitor": Version((2, 4)),
    "symbol without colon": Version((2, 7)),
    "#optional": Version((2, 8)),
    "example |": Version((5, 1)),
    "unaligned text": Version((5, 1)),
    "pragma whitelist": Version((5, 2)),
    "simple union": Version((6, 1)),
    "C condition": Version((6, 1)),
    "Note:": Version((9, 0)),
    "heading =": Version((10, 0)),
}
"""The last release that knows each sign."""

_META = ("include", "pragma", "enum", "type", "struct", "union", "alternate", "command", "event")
_KEYS = frozenset({"prefix", "boxed", "allow-oob", "allow-preconfig", "coroutine", "if"})
_PRAGMAS = {
    "returns-whitelist": "pragma whitelist",
    "name-case-whitelist": "pragma whitelist",
    "command-returns-exceptions": "pragma exceptions",
    "member-name-exceptions": "pragma exceptions",
    "command-name-exceptions": "pragma exceptions",
    "documentation-exceptions": "pragma documentation-exceptions",
}
_TYPES = {"any": "type any", "null": "type null", "visitor": "type visitor", "**": "type visitor"}
_CONDITION = re.compile(r"[A-Z][A-Z0-9_]*")
_SINCE = re.compile(r"\b[Ss]ince\s*:?\s+(?:QEMU\s+)?v?(\d+(?:\.\d+)+)")
_TEXT_SIGNS = (
    (re.compile(r"@[^\s:]+\s*:\s+#optional\b"), "#optional"),
    (re.compile(r"Errors:$|Errors:\s"), "Errors:"),
    (re.compile(r"(?:Notes?|Examples?):(?!:)"), "Note:"),
    (re.compile(r"\| (?:->|<-)"), "example |"),
    (re.compile(r"\.\. qmp-example::"), "qmp-example"),
    (re.compile(r"\.\. [a-z-]+::"), "directive"),
)
"""What begins a line of the comment of a definition, and of what it is a sign."""
_SIGN_INITIALS = frozenset("@ENE|.")
_HEADING = re.compile(r"=+ \S")
_UNDERLINE = re.compile(r"([=\-~*^#+\"'])\1{2,}")


def detect_dialect(files: Sequence[FileNode], blocks: Sequence[DocBlockNode]) -> Version:
    """The release whose language *files* with their doc comments *blocks* are most likely written in.

    What the schema uses was introduced at some release and dropped at another; both bound the answer. Within the
    bounds it is the newest version that any ``Since`` names, or else the upper bound: another project's versions
    say nothing about the language. What is new weighs more than what looks old, which may be a slip.
    """
    signs = _signs_of_expressions(item for file in files for item in file.items if isinstance(item, ObjectNode))
    signs |= _signs_of_comments(blocks)
    lower = max((INTRODUCED[sign] for sign in signs if sign in INTRODUCED), default=_OLDEST)
    upper = min((LAST[sign] for sign in signs if sign in LAST and LAST[sign] >= lower), default=NEWEST)
    newest = _newest_since(blocks)
    return newest if newest is not None and lower <= newest <= upper else upper


def _newest_since(blocks: Sequence[DocBlockNode]) -> Version | None:
    texts = {
        match[1]
        for block in blocks
        for line in block.lines
        if "ince" in line.text
        for match in _SINCE.finditer(line.text)
    }
    newest = max((Version.parse(text) for text in texts), default=None)
    return None if newest is None else Version(newest.numbers[:2])


def _signs_of_expressions(expressions: Iterable[ObjectNode]) -> set[str]:
    signs: set[str] = set()
    for expression in expressions:
        values = {pair.key.value: pair.value for pair in expression.pairs}
        kind = next((key for key in _META if key in values), "")
        signs.add(kind)
        signs.update(key for key in _KEYS if key in values)
        if kind == "pragma":
            signs.update(_PRAGMAS.get(pair.key.value, "") for pair in _pairs(values[kind]))
        else:
            _note_definition(kind, values, signs)
    return signs


def _note_definition(kind: str, values: dict[str, ValueNode], signs: set[str]) -> None:
    for key, value in values.items():
        if isinstance(value, ConstantNode):
            signs.add("boolean")
        elif isinstance(value, StringNode) and key in ("gen", "success-response"):
            signs.add("'no'")
    if "features" in values:
        signs.add(f"features of {kind}" if kind in ("struct", "command") else "features")
        for feature in _items(values["features"]):
            _note_condition(feature, signs)
    if "if" in values:
        _note_condition_value(values["if"], signs)
    if kind == "union":
        _note_union(values, signs)
    data = values.get("data")
    if kind == "enum":
        for value in _items(data):
            if isinstance(value, ObjectNode):
                signs.add("member object")
                signs.update("features of value" for pair in value.pairs if pair.key.value == "features")
                _note_condition(value, signs)
    elif kind != "type":
        _note_members(kind, (*_pairs(data), *_pairs(values.get("base"))), signs)
    _note_type(values.get("returns"), signs)


def _note_union(values: dict[str, ValueNode], signs: set[str]) -> None:
    discriminator = values.get("discriminator")
    if discriminator is None:
        signs.add("simple union")
    elif isinstance(discriminator, ObjectNode):
        signs.add("anonymous union")
    if isinstance(values.get("base"), ObjectNode):
        signs.add("inline base")


def _note_members(kind: str, pairs: Iterable[PairNode], signs: set[str]) -> None:
    for pair in pairs:
        value = pair.value
        if isinstance(value, ObjectNode):
            signs.add("member object")
            signs.update("features" for each in value.pairs if each.key.value == "features")
            _note_condition(value, signs)
            _note_type(next((each.value for each in value.pairs if each.key.value == "type"), None), signs)
        else:
            _note_type(value, signs)
            if kind == "alternate" and isinstance(value, ListNode):
                signs.add("list alternative")


def _note_type(value: ValueNode | None, signs: set[str]) -> None:
    if isinstance(value, StringNode) and value.value in _TYPES:
        signs.add(_TYPES[value.value])


def _note_condition(value: ValueNode, signs: set[str]) -> None:
    """Note what the ``if`` of a member, value, branch or feature looks like."""
    for pair in _pairs(value):
        if pair.key.value == "if":
            _note_condition_value(pair.value, signs)


def _note_condition_value(value: ValueNode, signs: set[str]) -> None:
    is_new = isinstance(value, ObjectNode) or (
        isinstance(value, StringNode) and _CONDITION.fullmatch(value.value) is not None
    )
    signs.add("condition" if is_new else "C condition")


def _pairs(value: ValueNode | None) -> tuple[PairNode, ...]:
    return value.pairs if isinstance(value, ObjectNode) else ()


def _items(value: ValueNode | None) -> tuple[ValueNode, ...]:
    return value.items if isinstance(value, ListNode) else ()


def _signs_of_comments(blocks: Sequence[DocBlockNode]) -> set[str]:
    signs: set[str] = set()
    for block in blocks:
        if block.symbol is None:
            _note_free_text(block, signs)
            continue
        if block.lines and ":" not in block.lines[0].text:
            signs.add("symbol without colon")
        for line in block.lines:
            if line.text[:1] in _SIGN_INITIALS:
                signs.update(sign for pattern, sign in _TEXT_SIGNS if pattern.match(line.text))
    return signs


def _note_free_text(block: DocBlockNode, signs: set[str]) -> None:
    if block.lines and _HEADING.match(block.lines[0].text):
        signs.add("heading =")
    for title, under in zip(block.lines, block.lines[1:], strict=False):
        if title.text and len(under.text) >= len(title.text) and _UNDERLINE.fullmatch(under.text):
            signs.add("underlined title")
