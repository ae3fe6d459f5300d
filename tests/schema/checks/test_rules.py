"""Each rule of structure and meaning finds its mistake once, at the definition, and no other rule finds anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.diagnostics import Severity
from tests.rule_declarations import rules_of

TYPES = """\
{ 'enum': 'Enum', 'data': [ 'one', 'two' ] }
{ 'enum': 'Empty', 'data': [] }
{ 'struct': 'Struct', 'data': { 'm': 'int' } }
{ 'struct': 'Tagged', 'data': { 'tag': 'Enum', '*opt': 'Enum', 'text': 'str', 'none': 'Empty' } }
{ 'struct': 'Limited', 'data': { 'm': { 'type': 'int', 'if': 'X' } } }
{ 'union': 'Union', 'base': 'Tagged', 'discriminator': 'tag', 'data': { 'one': 'Struct' } }
{ 'alternate': 'Either', 'data': { 's': 'str' } }
"""
CASES = [
    ("unknown-expression", "{ 'structs': 'Bad', 'data': {} }"),
    ("ambiguous-expression", "{ 'struct': 'Bad', 'enum': 'Bad', 'data': {} }"),
    ("missing-key", "{ 'struct': 'Bad' }"),
    ("missing-key", "{ 'struct': 'Bad', 'date': {} }"),
    ("missing-key", "{ 'struct': 'Bad', 'data': { 'a': { 'b': 'int', 'c': 'int' } } }"),
    ("missing-key", "{ 'enum': 'Bad', 'data': [ { 'if': 'X' } ] }"),
    ("missing-key", "{ 'struct': 'Bad', 'data': { 'a': { 'if': 'X' } } }"),
    ("missing-key", "{ 'union': 'Bad', 'discriminator': 'a', 'data': {} }"),
    ("unknown-key", "{ 'struct': 'Bad', 'data': {}, 'returns': 'str', 'x': 'y' }"),
    (
        "unknown-key",
        (
            "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'tag', 'data': {"
            " 'one': { 'type': 'Struct', 'features': [] } } }"
        ),
    ),
    ("unknown-key", "{ 'pragma': {}, 'x': 'y' }"),
    ("other-release", "{ 'union': 'Bad', 'data': { 'a': 'Struct' } }"),
    ("other-release", "{ 'type': 'Bad', 'data': {} }"),
    ("other-release", "{ 'struct': 'Bad', 'data': {}, 'if': 'defined(X)' }"),
    ("other-release", "{ 'command': 'bad', 'gen': 'no' }"),
    ("other-release", "{ 'command': 'bad', 'data': { 'x': '**' } }"),
    ("other-release", "{ 'pragma': { 'returns-whitelist': [] } }"),
    ("bad-name-value", "{ 'command': {} }"),
    ("bad-name-value", "{ 'enum': 'Bad', 'data': [ [] ] }"),
    ("bad-name-value", "{ 'enum': 'Bad', 'data': [], 'prefix': [] }"),
    ("bad-type-reference", "{ 'struct': 'Bad', 'data': { 'a': [] } }"),
    ("bad-type-reference", "{ 'struct': 'Bad', 'data': { 'a': [ 'str', 'int' ] } }"),
    ("bad-type-reference", "{ 'command': 'bad', 'data': { 'a': { 'type': {} } } }"),
    ("bad-type-reference", "{ 'command': 'bad', 'returns': { 'a': 'int' } }"),
    ("bad-value", "{ 'struct': 'Bad', 'data': 'Struct' }"),
    ("bad-value", "{ 'enum': 'Bad', 'data': {} }"),
    ("bad-value", "{ 'command': 'bad', 'data': [] }"),
    ("bad-value", "{ 'command': 'bad', 'gen': true }"),
    ("bad-value", "{ 'command': 'bad', 'coroutine': false }"),
    ("bad-value", "{ 'struct': 'Bad', 'data': {}, 'features': 'f' }"),
    ("bad-value", "{ 'struct': 'Bad', 'base': [], 'data': {} }"),
    ("bad-value", "{ 'pragma': [] }"),
    ("bad-value", "{ 'pragma': { 'doc-required': 'yes' } }"),
    ("bad-value", "{ 'pragma': { 'member-name-exceptions': [ true ] } }"),
    ("boxed-without-type", "{ 'event': 'BAD', 'boxed': true }"),
    ("boxed-without-type", "{ 'event': 'BAD', 'boxed': true, 'data': { 'a': 'int' } }"),
    ("conflicting-flags", "{ 'command': 'bad', 'allow-oob': true, 'coroutine': true }"),
    ("empty-alternate", "{ 'alternate': 'Bad', 'data': {} }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': true }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': [] }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': {} }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': { 'nor': [ 'X' ] } }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': { 'not': [ 'X' ] } }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': { 'all': 'X' } }"),
    ("bad-condition", "{ 'struct': 'Bad', 'data': {}, 'if': { 'all': [ 'X', [ 'Y' ] ] } }"),
    ("blank-condition", "{ 'struct': 'Bad', 'data': {}, 'if': ' ' }"),
    ("blank-condition", "{ 'struct': 'Bad', 'data': {}, 'if': { 'any': [] } }"),
    ("unknown-pragma", "{ 'pragma': { 'doc-requires': true } }"),
    ("duplicate-definition", "{ 'command': 'Struct' }"),
    ("redefined-builtin", "{ 'enum': 'QType', 'data': [] }"),
    ("invalid-name", "{ 'struct': '*Bad', 'data': {} }"),
    ("invalid-name", "{ 'struct': 'Bad', 'data': { '_a': 'int' } }"),
    ("invalid-name", "{ 'struct': 'Bad', 'data': { '1a': 'int' } }"),
    ("name-style", "{ 'struct': 'bad', 'data': {} }"),
    ("name-style", "{ 'event': 'Bad' }"),
    ("name-style", "{ 'command': 'very_bad' }"),
    ("name-style", "{ 'struct': 'Bad', 'data': { 'a_b': 'int', 'C': 'int' } }"),
    ("name-style", "{ 'enum': 'Bad', 'data': [ '2_5', 'A' ] }"),
    ("reserved-prefix", "{ 'command': 'q-bad' }"),
    ("reserved-prefix", "{ 'enum': 'Bad', 'data': [ 'q-bad' ] }"),
    ("reserved-list", "{ 'struct': 'BadList', 'data': {} }"),
    ("reserved-member", "{ 'struct': 'Bad', 'data': { 'u': 'int' } }"),
    ("reserved-member", "{ 'struct': 'Bad', 'data': { 'has-x': 'int' } }"),
    ("name-collision", "{ 'struct': 'Bad', 'data': { 'a': 'int', '*a': 'int' } }"),
    ("name-collision", "{ 'struct': 'Bad', 'data': {}, 'features': [ 'a', 'a' ] }"),
    ("name-collision", "{ 'enum': 'Bad', 'data': [ 'a', 'a' ] }"),
    ("name-collision", "{ 'struct': 'Bad', 'base': 'Tagged', 'data': { 'text': 'int' } }"),
    (
        "name-collision",
        (
            "{ 'union': 'Bad', 'base': { 'tag': 'Enum', 'm': 'int' }, 'discriminator': 'tag',"
            " 'data': { 'two': 'Struct' } }"
        ),
    ),
    ("unknown-type", "{ 'struct': 'Bad', 'data': { 'a': 'Strukt' } }"),
    ("unknown-type", "{ 'struct': 'Bad', 'data': { 'a': [ 'Strukt' ] } }"),
    ("unknown-type", "{ 'struct': 'Bad', 'base': 'Strukt', 'data': {} }"),
    ("unknown-type", "{ 'command': 'bad', 'data': 'Strukt', 'returns': 'Strukt' }"),
    ("unknown-type", "{ 'event': 'BAD', 'data': 'BAD' }"),
    ("unknown-type", "{ 'alternate': 'Bad', 'data': { 'a': 'Strukt' } }"),
    ("bad-base", "{ 'struct': 'Bad', 'base': 'Union', 'data': {} }"),
    ("bad-base", "{ 'union': 'Bad', 'base': 'int', 'discriminator': 'tag', 'data': { 'one': 'Struct' } }"),
    ("recursive-type", "{ 'struct': 'Bad', 'base': 'Bad', 'data': { 'a': 'int' } }"),
    (
        "recursive-type",
        "{ 'struct': 'Aa', 'base': 'Bb', 'data': {} }\n{ 'struct': 'Bb', 'base': 'Aa', 'data': {} }",
    ),
    ("recursive-type", "{ 'union': 'Bad', 'base': { 't': 'Enum' }, 'discriminator': 't', 'data': { 'one': 'Bad' } }"),
    ("missing-discriminator", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': '*opt', 'data': {} }"),
    ("bad-discriminator", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'opt', 'data': {} }"),
    ("bad-discriminator", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'text', 'data': {} }"),
    (
        "bad-discriminator",
        ("{ 'union': 'Bad', 'base': { 'a': { 'type': 'Enum', 'if': 'X' } }, 'discriminator': 'a', 'data': {} }"),
    ),
    ("bad-discriminator", "{ 'union': 'Bad', 'base': { 'a': [ 'Enum' ] }, 'discriminator': 'a', 'data': {} }"),
    ("unknown-branch", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'tag', 'data': { 'three': 'Struct' } }"),
    ("empty-union", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'none', 'data': {} }"),
    ("bad-branch-type", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'tag', 'data': { 'one': 'int' } }"),
    ("bad-branch-type", "{ 'union': 'Bad', 'base': 'Tagged', 'discriminator': 'tag', 'data': { 'one': ['Enum'] } }"),
    ("bad-alternative", "{ 'alternate': 'Bad', 'data': { 'a': 'any' } }"),
    ("bad-alternative", "{ 'alternate': 'Bad', 'data': { 'a': 'Either' } }"),
    ("ambiguous-alternative", "{ 'alternate': 'Bad', 'data': { 'a': 'Struct', 'b': 'Union' } }"),
    ("ambiguous-alternative", "{ 'alternate': 'Bad', 'data': { 'a': 'int', 'b': 'str' } }"),
    ("bad-data-type", "{ 'command': 'bad', 'data': 'int' }"),
    ("bad-data-type", "{ 'event': 'BAD', 'data': 'Either', 'boxed': true }"),
    ("union-without-boxed", "{ 'command': 'bad', 'data': 'Union' }"),
    ("conditional-argument", "{ 'command': 'bad', 'data': { 'a': { 'type': 'int', 'if': 'X' } } }"),
    ("conditional-argument", "{ 'command': 'bad', 'data': 'Limited' }"),
    ("bad-return-type", "{ 'command': 'bad', 'returns': 'str' }"),
    ("bad-return-type", "{ 'command': 'bad', 'returns': [ 'Enum' ] }"),
    ("special-feature-of-type", "{ 'struct': 'Bad', 'data': {}, 'features': [ 'deprecated' ] }"),
    ("too-many-features", f"{{ 'command': 'bad', 'features': {[f'f{number}' for number in range(70)]} }}"),
]
OLD_CASES = [
    ("2.4", "reserved-max", "{ 'enum': 'Bad', 'data': [ 'max' ] }"),
    ("2.4", "reserved-kind", "{ 'struct': 'BadKind', 'data': {} }"),
    ("2.9", "upper-case-member", "{ 'struct': 'Bad', 'data': { 'A': 'int' } }"),
    (
        "2.9",
        "incomplete-union",
        (
            "{ 'enum': 'Enum', 'data': [ 'a', 'b' ] }\n{ 'struct': 'One', 'data': {} }\n"
            "{ 'union': 'Bad', 'base': { 't': 'Enum' }, 'discriminator': 't', 'data': { 'a': 'One' } }"
        ),
    ),
    ("2.4", "other-release", "{ 'command': 'bad', 'boxed': true, 'data': 'One' }\n{ 'struct': 'One', 'data': {} }"),
    ("2.0", "other-release", "{ 'struct': 'Bad', 'data': {} }"),
    ("3.0", "other-release", "{ 'struct': 'Bad', 'data': {}, 'if': { 'not': 'X' } }"),
    ("7.0", "other-release", "{ 'alternate': 'Bad', 'data': { 'a': [ 'str' ] } }"),
]


def _findings(text: str, dialect: str, folder: Path) -> list[tuple[str, int]]:
    path = folder / "x.json"
    path.write_text(text)
    errors = [each for each in load_schema(path, dialect=dialect).diagnostics if each.severity is Severity.ERROR]
    return [(each.rule, each.position.line) for each in errors]


def test_sound_types(tmp_path: Path) -> None:
    assert _findings(TYPES, "10.2", tmp_path) == []


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_newest(rule: str, text: str, tmp_path: Path) -> None:
    assert _findings(f"{TYPES}{text}\n", "10.2", tmp_path) == [(rule, TYPES.count("\n") + 1)]


@pytest.mark.parametrize(("dialect", "rule", "text"), OLD_CASES)
def test_older(dialect: str, rule: str, text: str, tmp_path: Path) -> None:
    assert [found for found, _ in _findings(text, dialect, tmp_path)] == [rule]


def test_every_rule_has_a_case() -> None:
    tried = {rule for rule, _ in CASES} | {rule for _, rule, _ in OLD_CASES}
    declared = rules_of("syntax/expressions", "schema/building", "schema/checks") - rules_of(
        "schema/checks/documentation"
    )
    assert declared - tried == set()


def test_pragmas_exempt(tmp_path: Path) -> None:
    text = """\
{ 'pragma': { 'command-name-exceptions': [ 'a_b' ], 'member-name-exceptions': [ 'Odd' ],
              'command-returns-exceptions': [ 'a_b' ] } }
{ 'command': 'a_b', 'returns': 'int' }
{ 'struct': 'Odd', 'data': { 'A_b': 'int' } }
"""
    assert _findings(text, "10.2", tmp_path) == []


def test_downstream_names(tmp_path: Path) -> None:
    text = """\
{ 'enum': '__org.example_x-Enum', 'data': [ '__org.example_x-value', '3des' ] }
{ 'event': '__ORG.EXAMPLE_X-EVENT', 'data': { 'x-y': 'int' } }
"""
    assert _findings(text, "10.2", tmp_path) == []


def test_bad_parts_are_not_missed(tmp_path: Path) -> None:
    """Parts that are left out of a definition do not cause findings in others."""
    text = """\
{ 'struct': 'Base', 'data': { 'tag': [], 'a': 'int' } }
{ 'union': 'Union', 'base': 'Base', 'discriminator': 'tag', 'data': { 'one': 'Base' } }
"""
    assert _findings(text, "10.2", tmp_path) == [("bad-type-reference", 1)]
