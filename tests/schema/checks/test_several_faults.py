"""One mistake does not hide another: each of two mistakes in a definition is found as if it were alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sphinx_qapi.schema.load import load_schema

Expression = dict[str, Any]


class Fault(NamedTuple):
    """A change that makes an expression wrong."""

    rule: str
    slot: str
    """The key whose value it changes; with a dot, the key and the part of its value that it changes or adds."""
    value: object


OF_MEMBERS = (
    Fault("bad-type-reference", "data.a", True),
    Fault("bad-type-reference", "data.b", ["int", "int"]),
    Fault("missing-key", "data.c", {"if": "D"}),
    Fault("unknown-key", "data.d", {"type": "int", "nope": "x"}),
    Fault("unknown-type", "data.e", "Nothing1"),
    Fault("name-collision", "data.mem_ber", "int"),
    Fault("invalid-name", "data.1", "int"),
    Fault("name-style", "data.Upper", "int"),
    Fault("reserved-member", "data.has-f", "int"),
    Fault("reserved-prefix", "data.q-f", "int"),
    Fault("bad-condition", "data.g", {"type": "int", "if": True}),
    Fault("blank-condition", "data.h", {"type": "int", "if": ""}),
    Fault("bad-value", "data.i", {"type": "int", "features": "x"}),
    Fault("missing-key", "data.j", {"type": "int", "features": [{"if": "D"}]}),
    Fault("bad-name-value", "data.k", {"type": "int", "features": [{"name": True}]}),
    Fault("name-collision", "data.l", {"type": "int", "features": ["x-y", "x_y"]}),
)
OF_BRANCHES = (
    Fault("bad-type-reference", "data.a", True),
    Fault("missing-key", "data.b", {"if": "D"}),
    Fault("unknown-key", "data.c", {"type": "Plain", "features": ["x"]}),
    Fault("unknown-type", "data.d", "Nothing2"),
    Fault("bad-condition", "data.e", {"type": "Other", "if": {"all": "D"}}),
)
OF_ALL = (
    Fault("unknown-key", "nope", "x"),
    Fault("bad-condition", "if", {"none": ["D"]}),
    Fault("bad-value", "features", "x"),
)
FEATURES = (
    Fault("missing-key", "features.0", {"if": "D"}),
    Fault("name-collision", "features.1", "x_y"),
    Fault("blank-condition", "features.2", {"name": "z", "if": ""}),
)
KINDS: dict[str, tuple[Expression, tuple[Fault, ...]]] = {
    "struct": (
        {"struct": "Thing", "data": {"mem-ber": "int"}},
        (
            *OF_MEMBERS,
            *OF_ALL,
            *FEATURES,
            Fault("special-feature-of-type", "features.3", "deprecated"),
            Fault("bad-value", "base", True),
            Fault("unknown-type", "base", "Nothing3"),
            Fault("bad-base", "base", "Word"),
            Fault("recursive-type", "base", "Thing"),
            Fault("name-style", "struct", "thing"),
        ),
    ),
    "inline base": (
        {"union": "Thing", "base": {"mem-ber": "int", "t": "Word"}, "discriminator": "t", "data": {}},
        tuple(fault._replace(slot=fault.slot.replace("data.", "base.")) for fault in OF_MEMBERS[::2]),
    ),
    "union": (
        {"union": "Thing", "base": {"t": "Word"}, "discriminator": "t", "data": {}},
        (
            *OF_BRANCHES,
            *OF_ALL,
            *FEATURES,
            Fault("unknown-branch", "data.nope", "Plain"),
            Fault("bad-branch-type", "data.f", "Word"),
            Fault("missing-discriminator", "discriminator", "none"),
            Fault("unknown-type", "base.o", "Nothing4"),
            Fault("bad-type-reference", "base.p", True),
            Fault("name-style", "union", "thing"),
        ),
    ),
    "alternate": (
        {"alternate": "Thing", "data": {"plain": "Plain", "one": "int"}},
        (
            *OF_BRANCHES,
            *OF_ALL,
            *FEATURES,
            Fault("ambiguous-alternative", "data.two", "uint8"),
            Fault("bad-alternative", "data.any", "any"),
            Fault("name-style", "alternate", "thing"),
        ),
    ),
    "enum": (
        {"enum": "Thing", "data": ["val-ue"]},
        (
            *OF_ALL,
            *FEATURES,
            Fault("bad-name-value", "data.0", True),
            Fault("missing-key", "data.1", {"if": "D"}),
            Fault("unknown-key", "data.2", {"name": "a", "type": "int"}),
            Fault("name-collision", "data.3", "val_ue"),
            Fault("invalid-name", "data.5", "?"),
            Fault("blank-condition", "data.6", {"name": "b", "if": ""}),
            Fault("bad-value", "data.7", {"name": "c", "features": "x"}),
            Fault("bad-name-value", "prefix", True),
            Fault("name-style", "enum", "thing"),
        ),
    ),
    "command": (
        {"command": "thing", "data": {"mem-ber": "int"}},
        (
            *OF_MEMBERS[::3],
            *OF_ALL,
            *FEATURES,
            Fault("bad-type-reference", "returns", True),
            Fault("unknown-type", "returns", "Nothing5"),
            Fault("bad-return-type", "returns", "Word"),
            Fault("bad-value", "gen", True),
            Fault("bad-value", "allow-oob", "x"),
            Fault("name-style", "command", "Thing"),
        ),
    ),
    "event": (
        {"event": "THING", "data": {"mem-ber": "int"}},
        (
            *OF_MEMBERS[1::3],
            *OF_ALL,
            *FEATURES,
            Fault("bad-value", "boxed", "x"),
            Fault("name-style", "event", "thing"),
        ),
    ),
    "command that names its arguments": (
        {"command": "thing", "data": "Plain"},
        (
            *OF_ALL,
            *FEATURES,
            Fault("bad-value", "data", ["Plain", "Plain"]),
            Fault("unknown-type", "data", "Nothing6"),
            Fault("bad-data-type", "data", "Word"),
            Fault("union-without-boxed", "data", "Choice"),
            Fault("unknown-type", "returns", "Nothing7"),
            Fault("conflicting-flags", "allow-oob", True),
        ),
    ),
}
OTHERS = """
{ 'enum': 'Word', 'data': [ 'a', 'b', 'c', 'd', 'e', 'f' ] }
{ 'struct': 'Plain', 'data': { 'text': 'str' } }
{ 'struct': 'Other', 'data': { 'words': 'str' } }
{ 'union': 'Choice', 'base': { 'w': 'Word' }, 'discriminator': 'w', 'data': { 'a': 'Plain' } }
"""


def faulty(expression: Expression, *faults: Fault) -> str:
    """The text of *expression* with *faults*, followed by the types that it may use."""
    changed = {key: dict(value) if isinstance(value, dict) else value for key, value in expression.items()}
    if any(fault.slot.startswith("features.") for fault in faults):
        changed["features"] = ["x-y"]
    if any(fault.rule == "conflicting-flags" for fault in faults):
        changed["coroutine"] = True
    for fault in faults:
        key, _, part = fault.slot.partition(".")
        if not part:
            changed[key] = fault.value
        elif isinstance(changed[key], list):
            changed[key] = [*changed[key], fault.value]
        else:
            changed[key][part] = fault.value
    return written(changed) + OTHERS


def written(value: Any) -> str:
    match value:
        case dict():
            return "{ " + ",\n".join(f"'{key}': {written(each)}" for key, each in value.items()) + " }"
        case list():
            return "[ " + ", ".join(map(written, value)) + " ]"
        case bool():
            return "true" if value else "false"
    return f"'{value}'"


MOOT = ({"recursive-type", "name-style"}, {"missing-discriminator", "unknown-branch"})
"""Pairs of rules where one of the two faults removes the reason for the other."""


def pairs(faults: tuple[Fault, ...]) -> Iterator[tuple[Fault, Fault]]:
    for one, other in combinations(faults, 2):
        # Two changes of the whole value of one key are no pair, nor are one of the whole value and one of a part of it.
        is_same = one.slot.partition(".")[0] == other.slot or one.slot == other.slot.partition(".")[0]
        if not is_same and {one.rule, other.rule} not in MOOT:
            yield one, other


ALSO = ("conditional-argument",)
"""Rules that are not compared: they follow from some of the faults, unless another fault removes their reason."""


def found(text: str, path: Path) -> Counter[tuple[str, str]]:
    """The rule and message of each finding, without suggestions, as these depend on which other names exist."""
    path.write_text(text, "utf-8")
    findings = load_schema(path, dialect="10.2").diagnostics
    return Counter(
        (each.rule, message)
        for each in findings
        if each.rule not in ALSO
        for message in one_by_one(each.message.partition(" (did you")[0])
    )


def one_by_one(message: str) -> list[str]:
    """The *message* once for each name, if it lists several names."""
    before, colon, names = message.partition('with "-": ')
    return [before + colon + name for name in names.split(", ")] if colon else [message]


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_of_faults(kind: str, tmp_path: Path) -> None:
    expression, faults = KINDS[kind]
    path = tmp_path / "s.json"
    assert found(faulty(expression), path) == Counter()
    alone = {fault[:2]: found(faulty(expression, fault), path) for fault in faults}
    for (rule, slot), findings in alone.items():
        assert rule in {each for each, _ in findings}, slot
    hidden = [
        (one, other, missing)
        for one, other in pairs(faults)
        if (missing := alone[one[:2]] + alone[other[:2]] - found(faulty(expression, one, other), path))
    ]
    assert hidden == []


MAY_BE_CONSEQUENCES = ("missing-key", "bad-condition", "missing-discriminator")
"""Rules that may only be consequences of a skipped part; faults of names are excepted too, as names may be guessed."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_of_syntax_hides_no_fault_after_it(kind: str, tmp_path: Path) -> None:
    """A missing colon, which the reader skips."""
    expression, faults = KINDS[kind]
    path = tmp_path / "s.json"
    keyword = next(iter(expression))
    hidden = []
    for fault in faults:
        text = faulty(expression, fault)
        missing = found(text, path) - found(text.replace("': ", "' ", 1), path)
        if missing and fault.slot != keyword and fault.rule not in MAY_BE_CONSEQUENCES:
            hidden.append((fault, missing))
    assert hidden == []


UNREAD_NAMES = ("missing-key", "bad-name-value")
"""With these faults in an enum or in features, names are unknown, and a comment may describe one of them."""


@pytest.mark.parametrize("kind", KINDS)
def test_faults_of_the_comment_are_found_besides_others(kind: str, tmp_path: Path) -> None:
    expression, faults = KINDS[kind]
    path = tmp_path / "s.json"
    name = next(iter(expression.values()))
    comment = f"##\n# @{name}:\n#\n# @wrong: text\n#\n# Since: 1.0\n##\n"
    hidden = []
    for fault in faults:
        rules = {rule for rule, _ in found(comment + faulty(expression, fault), path)}
        hidden += [] if {"undeclared-member", fault.rule} <= rules else [fault]
    names = {each.slot for each in faults if each.rule == "name-style"}  # then the comment belongs to another name
    assert [each for each in hidden if each.rule not in UNREAD_NAMES and each.slot not in {*names, "features"}] == []


def test_parts_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    text = """\
{ 'struct': 'S', 'base': true, 'data': { 'a': true, 'b': 'int' } }
{ 'union': 'U', 'base': { 'x': [], 't': 'E' }, 'discriminator': true, 'data': { 'y': true } }
{ 'enum': 'E', 'data': [ true, 'y' ] }
{ 'command': 'c', 'data': { 'a': true }, 'returns': true }
{ 'event': 'V', 'boxed': 'x', 'data': true }
{ 'type': 'T', 'data': { 'i': { 'j': true, 'k': 'int' } } }
{ 'enum': 'Lost', 'data': true }
"""
    path = tmp_path / "s.json"
    path.write_text(text, "utf-8")
    definitions: Any = load_schema(path).schema.definitions
    struct, union, enum, command, event, old = definitions.values()
    assert ([each.name for each in struct.members], struct.base) == (["b"], None)
    assert ([each.name for each in union.base_members], union.discriminator, union.branches) == (["t"], None, ())
    assert [each.name for each in enum.values] == ["y"]
    assert (command.arguments, command.returns) == ((), None)
    assert (event.arguments, event.arguments_type, event.boxed) == ((), None, False)
    assert [each.name for each in old.members[0].type.members] == ["k"]
