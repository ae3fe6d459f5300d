"""The dialect is detected from what a schema uses; its versions count only within the bounds that this sets."""

from __future__ import annotations

import pytest

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comments import read_doc_blocks
from sphinx_qapi.syntax.detection import detect_dialect
from sphinx_qapi.syntax.dialect_signs import INTRODUCED, LAST, DialectSign
from sphinx_qapi.syntax.nodes import CommentRun, DocBlockNode
from sphinx_qapi.syntax.parser import parse_file


def _detect(text: str) -> str:
    findings = Findings()
    file = parse_file(text, path="s.json", findings=findings)
    blocks: list[DocBlockNode] = []
    for index, item in enumerate(file.items):
        if isinstance(item, CommentRun):
            last = index == len(file.items) - 1
            blocks += read_doc_blocks(item, path="s.json", before_expression=not last, findings=findings)
    return str(detect_dialect([file], blocks))


def _doc(*lines: str, code: str = "{ 'command': 'shine' }") -> str:
    return "\n".join(["##", "# @shine:", *(f"# {line}".rstrip() for line in lines), "##", code])


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        pytest.param("", "10.2", id="nothing"),
        pytest.param("{ 'type': 'T', 'data': {} }", "2.3", id="type"),
        pytest.param("{ 'command': 'c', 'gen': 'no' }", "2.3", id="flag as string"),
        pytest.param("{ 'union': 'U', 'discriminator': {}, 'data': { 'a': 'str' } }", "2.3", id="anonymous union"),
        pytest.param("{ 'struct': 'S', 'data': { 'a': '**' } }", "2.4", id="struct with any keys"),
        pytest.param("{ 'command': 'c', 'returns': 'visitor' }", "2.4", id="visitor"),
        pytest.param("{ 'union': 'U', 'data': { 'a': 'str' } }", "6.1", id="simple union"),
        pytest.param("{ 'struct': 'S', 'data': {}, 'if': 'defined(A)' }", "6.1", id="C condition"),
        pytest.param("{ 'pragma': { 'returns-whitelist': [] } }", "5.2", id="old pragma"),
        pytest.param("##\n# = Lamps\n##", "10.0", id="heading"),
        pytest.param("##\n# Lamps\n# =====\n##", "10.2", id="title"),
        pytest.param(_doc("@a: #optional b"), "2.8", id="optional mark"),
        pytest.param("##\n# @shine\n##\n{ 'command': 'shine' }", "2.7", id="symbol without colon"),
        pytest.param(_doc("Note: b"), "9.0", id="note"),
        pytest.param(_doc("Example:", "", "-> {}"), "8.2", id="example at the margin"),
        pytest.param(_doc("| -> {}"), "5.1", id="example line"),
        pytest.param(_doc("@a: text that", "goes on here"), "5.1", id="text at the margin"),
    ],
)
def test_the_upper_bound_without_versions(text: str, dialect: str) -> None:
    assert _detect(text) == dialect


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("{ 'include': 'x.json' }", DialectSign.INCLUDE),
        ("{ 'event': 'E' }", DialectSign.EVENT),
        ("{ 'alternate': 'A', 'data': { 'a': 'str' } }", DialectSign.ALTERNATE),
        ("{ 'command': 'c', 'gen': false }", DialectSign.BOOLEAN),
        ("{ 'enum': 'E', 'prefix': 'P', 'data': [] }", DialectSign.PREFIX),
        ("{ 'command': 'c', 'data': { 'a': 'any' } }", DialectSign.TYPE_ANY),
        (
            "{ 'union': 'U', 'base': { 'a': 'E' }, 'discriminator': 'a', 'data': {} }",
            DialectSign.INLINE_BASE,
        ),
        ("{ 'command': 'c', 'boxed': true, 'data': 'S' }", DialectSign.BOXED),
        ("{ 'pragma': {} }", DialectSign.PRAGMA),
        ("{ 'alternate': 'A', 'data': { 'a': 'null' } }", DialectSign.TYPE_NULL),
        ("{ 'command': 'c', 'allow-oob': true }", DialectSign.ALLOW_OOB),
        ("{ 'command': 'c', 'allow-preconfig': true }", DialectSign.ALLOW_PRECONFIG),
        ("{ 'struct': 'S', 'data': {}, 'if': ['defined(A)'] }", DialectSign.IF),
        ("{ 'struct': 'S', 'data': { 'a': { 'type': 'str' } } }", DialectSign.MEMBER_OBJECT),
        ("{ 'enum': 'E', 'data': [ { 'name': 'a' } ] }", DialectSign.MEMBER_OBJECT),
        ("{ 'struct': 'S', 'data': {}, 'features': [] }", DialectSign.STRUCT_FEATURES),
        ("{ 'command': 'c', 'features': [] }", DialectSign.COMMAND_FEATURES),
        ("{ 'enum': 'E', 'data': [], 'features': [] }", DialectSign.FEATURES),
        ("{ 'struct': 'S', 'data': { 'a': { 'type': 'str', 'features': [] } } }", DialectSign.FEATURES),
        ("{ 'command': 'c', 'coroutine': true }", DialectSign.COROUTINE),
        (_doc("``text``"), DialectSign.REST),
        (_doc("See :ref:`lamps`."), DialectSign.REST),
        (_doc("Like so::"), DialectSign.REST),
        (_doc(".. note:: x"), DialectSign.REST),
        ("# vim: filetype=python\n\n{ 'command': 'c' }", DialectSign.MODELINE),
        ("{ 'pragma': { 'member-name-exceptions': [] } }", DialectSign.PRAGMA_EXCEPTIONS),
        ("{ 'struct': 'S', 'data': {}, 'if': 'CONFIG_A' }", DialectSign.CONDITION),
        ("{ 'enum': 'E', 'data': [ { 'name': 'a', 'if': { 'not': 'A' } } ] }", DialectSign.CONDITION),
        ("{ 'command': 'c', 'features': [ { 'name': 'a', 'if': 'A' } ] }", DialectSign.CONDITION),
        ("{ 'enum': 'E', 'data': [ { 'name': 'a', 'features': [] } ] }", DialectSign.VALUE_FEATURES),
        ("{ 'alternate': 'A', 'data': { 'a': [ 'str' ] } }", DialectSign.LIST_ALTERNATIVE),
        (_doc("@abcdef: text", "    goes on"), DialectSign.HANGING_TEXT),
        (_doc("Errors:", "    - none"), DialectSign.ERRORS_TAG),
        ("{ 'pragma': { 'documentation-exceptions': [] } }", DialectSign.DOCUMENTATION_EXCEPTIONS),
        (_doc(".. qmp-example::"), DialectSign.QMP_EXAMPLE),
        (_doc("`shine`, `shine`", "and `shine`, `shine`"), DialectSign.BACKQUOTED_NAMES),
    ],
)
def test_the_lower_bound(text: str, sign: DialectSign) -> None:
    """A version at the bound is believed; an earlier one belongs to a part that is older than the language in use."""
    bound = INTRODUCED[sign]
    older = (
        Version((bound.numbers[0], bound.numbers[1] - 1)) if bound.numbers[1] else Version((bound.numbers[0] - 1, 9))
    )
    at_bound, before = (f"\n##\n# @x:\n#\n# Since: {version}\n##\n{{ 'command': 'x' }}" for version in (bound, older))
    assert _detect(text + at_bound) == str(bound)
    assert _detect(text + before) == str(bound)


def test_what_is_new_outweighs_what_looks_old() -> None:
    assert _detect("##\n# @shine\n##\n{ 'command': 'shine', 'coroutine': true }") == "10.2"


def test_a_third_number_does_not_count() -> None:
    assert _detect(_doc("Since: 4.2.1")) == "4.2"


def test_a_few_slips_do_not_make_a_schema_old() -> None:
    clean = ("@aa: text that", "     goes on")
    assert _detect(_doc(*clean * 30, "@bb: text that", "goes on")) == "10.2"


def test_a_few_backquotes_do_not_make_a_schema_new() -> None:
    quoted = _doc("`shine`, `shine`, `shine`", "`other`, `other`", "", "Since: 9.2")
    assert _detect(quoted) == "9.2"


def test_every_sign_is_of_use() -> None:
    assert set(DialectSign) == set(INTRODUCED) | set(LAST)
