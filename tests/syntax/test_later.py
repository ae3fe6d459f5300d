"""Large files, whose definitions are read twice."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sphinx_qapi.schema.building import scope
from sphinx_qapi.schema.comments import line_classifier
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.serial.model_data import to_data
from sphinx_qapi.source import packed_list, source_lines
from sphinx_qapi.syntax import comment_lines, comments, parser, values
from sphinx_qapi.syntax.nodes import ObjectNode
from tests.memory.shapes import SHAPES, write
from tests.schema.test_memory import DEFINITION

MIXED = """\
{ 'pragma': { 'doc-required': false } }
{ 'include': 'mill.json' }
{ 'command': "weigh", 'data': { 'bin': 'Bin' 'sack': 'int' } }
{ 'data': [ 'rye', 'oats' ], 'enum': 'Grain' }
{ 'struct': 'Bin', 'data': { '*grain': 'Grain', 'size': { 'type': 'size', 'if': 'BIG' } } }
{ 'struct': 'Bin', 'data': { 'x': 'None' } }
##
# @grind:
#
# Grind.
#
# @fine: how
##
{ 'command': 'grind', 'data': { 'coarse': 'bool' }, 'flour': true }
##
# @Sieve:
##

{ 'union': 'Sieve', 'data': { 'rye': 'Bin' } }
{ 'struct': 'Br\\u00f6t', 'data': {} }
{ 'struct': 'Open', 'data': { 'a': 'int' }
{ 'event': 'DONE', 'command': 'done' }
{ 'alternate': 'Any', 'data': { 'a': 'Bin', 'b': 'str' } }
"""


@pytest.mark.parametrize("dialect", ["auto", "10.2", "2.8"])
def test_they_say_the_same(dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema, the places and the order of findings are the same, with mistakes of all kinds between definitions."""
    (tmp_path / "mill.json").write_text("".join(DEFINITION.format(n=number) for number in range(3)))
    path = tmp_path / "s.json"
    path.write_text(MIXED)
    once = load_schema(path, dialect=dialect)
    monkeypatch.setattr(parser, "LARGE", 0)
    monkeypatch.setattr(packed_list, "_BLOCK", 2)
    twice = load_schema(path, dialect=dialect)
    assert len(once.diagnostics) > 5
    assert repr(twice) == repr(once)
    assert [each.position for each in twice.schema.definitions.values()] == [
        each.position for each in once.schema.definitions.values()
    ]
    assert twice == once


@pytest.mark.parametrize("shape", SHAPES)
def test_long_lists_and_comments_say_the_same(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.json"
    with path.open("w") as file:
        write(shape, 200, 7, file)
    once = load_schema(path)
    monkeypatch.setattr(parser, "LARGE", 0)
    monkeypatch.setattr(values, "MANY", 5)
    monkeypatch.setattr(comment_lines, "LONG", 0)
    monkeypatch.setattr(source_lines, "_MANY", 5)
    monkeypatch.setattr(packed_list, "_BLOCK", 2)
    monkeypatch.setattr(comments, "_MANY", 2)
    monkeypatch.setattr(line_classifier, "MANY_PARTS", 2)
    monkeypatch.setattr(scope, "MANY_PARTS", 2)
    again = load_schema(path)
    assert again == once
    assert repr(again) == repr(once)
    assert to_data(again.schema) == to_data(once.schema)  # places included
    assert pickle.loads(pickle.dumps(again.schema)) == once.schema


LISTS = """\
{ 'enum': 'Grain', 'data': [ 'rye', 'oats' 'spelt', , wheat, { 'name': 'rice', 'if': 'BIG' }, 3, [ 'x' ], "corn",
  'rye', { 'nme': 'millet' }, ] }
{ 'struct': 'Bin', 'data': { 'a': 'Grain', '*b' 'int', 'c': [ 'int' ], 'a': 'str', 'd': { 'type': 'size' }, ,
  'e': true, 'f': {}, 'has_g': 'Nobody', } }
{ 'union': 'Sieve', 'data': { 'rye': 'Bin', 'oats': 'Bin', 'rye': 'Grain', 'x': 'int', 'y': { 'if': 'X' } } }
# ##
  # @grind:
# text
	#
   ## junk
{ 'command': 'grind', 'data': { 'coarse': 'bool', '*fine': 'int', 'Fine': 'str', 'n': null, 'fine': 'str' },
  'features': [ 'slow', { 'name': 'loud', 'if': 'BIG' }, 'slow' ] } # ##
##
#@Mill:
#
# = Heading
#	tab
#    - list
##

##
# Nobody's.
"""


@pytest.mark.parametrize("dialect", ["auto", "10.2", "2.3"])
def test_mistakes_in_long_lists_and_comments_are_told_once(
    dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.json"
    path.write_text(LISTS)
    once = load_schema(path, dialect=dialect)
    monkeypatch.setattr(parser, "LARGE", 0)
    monkeypatch.setattr(values, "MANY", 1)
    monkeypatch.setattr(comment_lines, "LONG", 0)
    monkeypatch.setattr(source_lines, "_MANY", 2)
    monkeypatch.setattr(packed_list, "_BLOCK", 2)
    again = load_schema(path, dialect=dialect)
    assert len(once.diagnostics) > 5
    assert again.diagnostics == once.diagnostics
    assert again == once
    assert to_data(again.schema) == to_data(once.schema)


def test_nodes_of_definitions_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from sphinx_qapi.source.findings import Findings

    monkeypatch.setattr(parser, "LARGE", 0)
    items = parser.parse_file(MIXED, path="s.json", findings=Findings()).items
    kept = [item.pairs[0].key.value for item in items if isinstance(item, ObjectNode)]
    assert kept == ["pragma", "include", "command", "data", "struct", "event"]
    assert MIXED.splitlines()[4].startswith(MIXED[next(each for each in items if isinstance(each, int)) :][:20])
