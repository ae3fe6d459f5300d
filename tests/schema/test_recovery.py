"""Old, foreign and careless comments are understood in every dialect; only the severity of findings differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.source.dialects import DIALECTS

AT_THE_MARGIN = """\
##
# @Grain:
#
# @origin:
# * Field: where it grew
# * Silo: where it lies
# @sort:
# * Rye: dark
# * Wheat: light
#
# Notes: nothing
#
# Since: 2.10
##
{ 'struct': 'Grain', 'data': { '*origin': 'str', '*sort': { 'type': 'str', 'if': 'SORTS' } } }
"""
TABLE = """\
##
# @Mode:
#
# @none             Do not weigh at all
#
# @scale            Weigh on the scale
#
# Since: 2.12
##
{ 'enum': 'Mode', 'data': [ 'none', 'scale' ] }

##
# @weigh:
#
# @silo           Silo to weigh
# @mode           How to do it
#
# Since: 2.12
##
{ 'command': 'weigh', 'data': { 'silo': 'str', 'mode': 'Mode' }, 'allow-oob': true }
"""
TOGETHER = """\
##
# @move:
#
# @keep: whether the grain stays, too
# @from, "to", "via": silos
# @sort: what grain
#
# Since: 2.12
##
{ 'command': 'move', 'data': { '*keep': 'bool', 'from': 'str', 'to': 'str', '*via': 'str', '*sort': 'str' },
  'allow-oob': true }
"""
SIMPLE_UNION = """\
##
# @Load:
#
# @type: what is loaded, one of:
#        - 'sack': sacks
#        - 'bulk': loose grain (since 2.2)
#
# @data: how much of it
#
# Since: 2.0
##
{ 'union': 'Load', 'data': { 'sack': 'Amount', 'bulk': 'Amount' } }

##
# @Amount:
#
# @kilograms: its weight
#
# Since: 2.0
##
{ 'struct': 'Amount', 'data': { 'kilograms': 'int' } }

##
# @load:
#
# Since: 2.0
##
{ 'command': 'load', 'data': 'Load', 'boxed': true }
"""
EDITORS = """\
# -*- Mode: Python -*-
# vim: filetype=python

##
# @Sort:
#
# Look for *-flour near the "--sort" option.
#
# Since: 5.1
##
{ 'enum': 'Sort', 'data': [ 'rye' ] }
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "granary.json"


def _read(path: Path, text: str, dialect: str = "auto") -> LoadResult:
    path.write_text(text, "utf-8")
    return load_schema(path, dialect=dialect)


def _descriptions(result: LoadResult) -> dict[str, str]:
    """The texts about members, by ``definition.member``."""
    return {
        f"{definition.name}.{each.name}": " ".join(each.text.content.split())
        for definition in result.schema.definitions.values()
        for each in (definition.documentation.members if definition.documentation else ())
    }


@pytest.mark.parametrize("dialect", ["auto", *(str(each.version) for each in DIALECTS)])
@pytest.mark.parametrize(
    ("text", "described"),
    [
        pytest.param(
            AT_THE_MARGIN,
            {
                "Grain.origin": "* Field: where it grew * Silo: where it lies",
                "Grain.sort": "* Rye: dark * Wheat: light",
            },
            id="text at the margin",
        ),
        pytest.param(
            TABLE,
            {
                "Mode.none": "Do not weigh at all",
                "Mode.scale": "Weigh on the scale",
                "weigh.silo": "Silo to weigh",
                "weigh.mode": "How to do it",
            },
            id="table without colons",
        ),
        pytest.param(
            TOGETHER,
            {
                "move.keep": "whether the grain stays, too",
                "move.from": "silos",
                "move.to": "silos",
                "move.via": "silos",
                "move.sort": "what grain",
            },
            id="several in one",
        ),
    ],
)
def test_no_release_loses_a_description(path: Path, dialect: str, text: str, described: dict[str, str]) -> None:
    assert _descriptions(_read(path, text, dialect)) == described


def test_a_schema_is_as_old_as_its_syntax_at_least(path: Path) -> None:
    """Its conditions have the syntax of 6.2, although nothing else shows that the schema is newer than 2.10."""
    assert _read(path, AT_THE_MARGIN).schema.dialect == "6.2"


def test_words_for_editors_are_older_than_markup(path: Path) -> None:
    result = _read(path, EDITORS)
    assert result.schema.dialect == "5.1"
    documentation = result.schema.definitions["Sort"].documentation
    assert documentation is not None
    assert documentation.intro.markup == "plain"
    assert result.diagnostics == ()


def _rows(result: LoadResult, definition: Definition) -> dict[str, str]:
    effective = effective_members(result.schema, definition)
    return {".".join(each.path): each.text.lines[0] for each in effective.all_members() if each.text}


def test_members_that_a_simple_union_has_by_nature_are_described(path: Path) -> None:
    result = _read(path, SIMPLE_UNION)
    definitions = result.schema.definitions
    assert _rows(result, definitions["Load"]) == {"type": "what is loaded, one of:"}
    assert effective_members(result.schema, definitions["Load"]).data_text is not None
    assert _rows(result, definitions["load"]) == {
        "type": "what is loaded, one of:",
        "sack.data": "how much of it",
        "bulk.data": "how much of it",
    }
    assert all(each.severity.name == "NOTE" for each in result.diagnostics)
    documentation = definitions["Load"].documentation
    assert documentation is not None
    assert documentation.undeclared == ()


@pytest.mark.parametrize("words", ["Granary Virtual", "never (it is internal)", "FIXME", "the dawn"])
def test_other_projects_have_other_words_for_versions(path: Path, words: str) -> None:
    text = f"##\n# @rotate:\n#\n# Turn it.\n#\n# Since: {words}\n##\n{{ 'command': 'rotate' }}\n"
    result = _read(path, text)
    assert [(each.rule, str(each.severity)) for each in result.diagnostics] == [("malformed-since", "note")]
    documentation = result.schema.definitions["rotate"].documentation
    assert documentation is not None
    assert documentation.since is None
    assert [section.text.content for section in documentation.sections] == [f"Since: {words}"]
    assert str(_read(path, text, "2.9").diagnostics[0].severity) == "warning"


@pytest.mark.parametrize(
    ("text", "dialect", "severity"),
    [
        ("{ 'type': 'Silo', 'data': { 'props': 'table' } }", "auto", "note"),
        ("{ 'type': 'Silo', 'data': { 'props': 'table' } }", "2.3", "note"),
        ("{ 'command': 'c', 'data': { 'props': 'dict' }, 'gen': 'no' }", "auto", "note"),
        ("{ 'struct': 'Silo', 'data': { 'props': 'dict' } }", "auto", "warning"),
        ("{ 'struct': 'Silo', 'data': { 'props': 'dict' } }", "2.4", "error"),
        ("{ 'struct': 'Silo', 'data': { 'props': 'table' } }", "9.2", "error"),
    ],
)
def test_types_that_only_c_code_knew(path: Path, text: str, dialect: str, severity: str) -> None:
    found = [each for each in _read(path, text, dialect).diagnostics if each.rule == "unknown-type"]
    assert [str(each.severity) for each in found] == [severity]
