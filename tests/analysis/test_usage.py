"""Who uses a definition."""

from __future__ import annotations

from pathlib import Path

from sphinx_qapi.analysis.usage import Usage, usages
from sphinx_qapi.schema.load import load_schema

SCHEMA = """\
##
# @go:
#
# Emits GONE, not GONE-BY or STOP.  See @WENT.
##
{ 'command': 'go', 'data': { 'way': 'Way' } }
##
# @GONE:
##
{ 'event': 'GONE', 'data': { 'leaf': [ 'Leaf' ] } }
{ 'event': 'WENT' }
{ 'struct': 'Way', 'data': { 'leaf': 'Leaf', '*next': 'Way' } }
{ 'struct': 'Leaf', 'data': { 'a': 'int' } }
{ 'struct': 'Lonely', 'data': {} }
"""


def test_users_through_types_and_mentions(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    path.write_text(SCHEMA)
    assert usages(load_schema(path).schema) == {
        "go": Usage(related=("GONE", "WENT")),
        "GONE": Usage(related=("go",)),
        "WENT": Usage(related=("go",)),
        "Way": Usage(entry_points=("go",)),
        "Leaf": Usage(entry_points=("go", "GONE"), types=("Way",)),
        "Lonely": Usage(),
    }
