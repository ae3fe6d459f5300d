"""Equal numbers mean that no client can tell two schemas apart."""

from __future__ import annotations

import re

import pytest

from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from tests.analysis.conftest import MakeGraph

SILO = """\
{ 'command': 'fill', 'data': { 'silo': 'Silo', '*note': 'str' }, 'returns': 'Report' }
{ 'union': 'Silo', 'base': { 'form': 'Form', 'id': 'str' }, 'discriminator': 'form',
  'data': { 'tower': 'Tower', 'row': 'Row' } }
{ 'enum': 'Form', 'data': [ 'tower', 'row', 'pit' ] }
{ 'struct': 'Tower', 'data': { 'height': 'int' } }
{ 'struct': 'Row', 'data': { 'cells': [ 'Silo' ] } }
{ 'struct': 'Report', 'data': { '*next': 'Report', 'weight': 'size' } }
"""

SAME = {
    "types renamed": SILO.replace("Tower'", "HighOne'").replace("Report'", "Told'"),
    "a base split off": SILO.replace("'data': { '*next': 'Report', 'weight': 'size' }", "'base': 'W', 'data': {}")
    + "{ 'struct': 'W', 'data': { '*next': 'Report', 'weight': 'size' } }\n",
    "boxed": SILO.replace("{ 'silo': 'Silo', '*note': 'str' }", "'Fill', 'boxed': true")
    + "{ 'struct': 'Fill', 'data': { 'silo': 'Silo', '*note': 'str' } }\n",
    "recursion unrolled": SILO.replace("{ '*next': 'Report', 'weight'", "{ '*next': 'Inner', 'weight'")
    + "{ 'struct': 'Inner', 'data': { '*next': 'Report', 'weight': 'size' } }\n",
    "definitions in another order": "".join(reversed(re.split(r"(?m)^(?=\{ ')", SILO))),
    "members and values in another order": SILO.replace("'tower', 'row', 'pit'", "'pit', 'row', 'tower'").replace(
        "'form': 'Form', 'id': 'str'", "'id': 'str', 'form': 'Form'"
    ),
    "documented": f"##\n# @fill:\n#\n# Fill it.\n#\n# Since: 1.0\n##\n{SILO}",
}  # fmt: skip

OTHER = {
    "a width": SILO.replace("'weight': 'size'", "'weight': 'int'"),
    "a member deep in a cycle": SILO.replace("'cells': [ 'Silo' ]", "'cells': [ 'Silo' ], '*roof': 'bool'"),
    "a condition": SILO.replace("'*note': 'str'", "'*note': { 'type': 'str', 'if': 'NOTES' }"),
    "a feature of a type": SILO.replace("'weight': 'size' } }", "'weight': 'size' }, 'features': [ 'exact' ] }"),
}


@pytest.mark.parametrize("name", SAME)
def test_same(name: str, graph: MakeGraph) -> None:
    table = ShapeTable()
    first = table.intern(graph(SILO))
    count = len(table)
    assert table.intern(graph(SAME[name])) == first
    assert len(table) == count, "nothing new was found"


@pytest.mark.parametrize("name", OTHER)
def test_other(name: str, graph: MakeGraph) -> None:
    table = ShapeTable()
    assert table.intern(graph(SILO)) != table.intern(graph(OTHER[name]))


def test_respelled_conditions_are_the_same(graph: MakeGraph) -> None:
    table = ShapeTable()
    text = "{{ 'command': 'ping', 'if': {} }}"
    old = table.intern(graph(text.format("'defined(A) && !defined(B)'")))
    assert table.intern(graph(text.format("{ 'all': [ { 'not': 'B' }, 'A' ] }"))) == old


def test_numbers_do_not_depend_on_what_is_interned_first(graph: MakeGraph) -> None:
    """The order does not decide which parts are equal: a type equals its unrolled form, even if that came first."""
    table = ShapeTable()
    unrolled = table.intern(graph(SAME["recursion unrolled"]))
    assert table.intern(graph(SILO)) == unrolled
    other = table.intern(graph(OTHER["a member deep in a cycle"]))
    assert table.intern(graph(SILO)) == unrolled != other
