"""A reply of ``query-qmp-schema`` made from a schema: reading the reply gives the shapes of the schema again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_qapi.analysis.diff.compare import compare
from sphinx_qapi.analysis.wire.introspection import introspection_of
from sphinx_qapi.analysis.wire.reply_shapes import read_reply
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.schema.load import load_schema

GRANARY = Path(__file__).parents[3] / "examples/granary/granary.json"
_NOT_IN_REPLIES = {"condition-widened", "preconfig-removed", "arguments-declared", "response-added"}
"""Kinds of changes that no reply shows: a binary has only what its conditions let in, and a reply does not tell what
works before the machine is configured, which commands do not answer, and which arguments are accepted unchecked.
"""


def _kinds_of_changes(root: Path) -> set[str]:
    graph = graph_of(load_schema(root).schema)
    reply = json.dumps({"return": introspection_of(graph)})
    table = ShapeTable()
    return {change.kind for change in compare(table, table.intern(graph), table.intern(read_reply(reply)))}


def test_nothing_is_lost_but_what_replies_cannot_say() -> None:
    assert _kinds_of_changes(GRANARY) <= _NOT_IN_REPLIES


@pytest.mark.shared
@pytest.mark.parametrize("root", ["10.2.2/qapi/qapi-schema.json", "2.4/qapi-schema.json"])
def test_real_schemas(shared: Path, root: str) -> None:
    assert _kinds_of_changes(shared / "corpus" / root) <= _NOT_IN_REPLIES


def test_each_type_is_there_once_under_a_name_that_is_used() -> None:
    infos = introspection_of(graph_of(load_schema(GRANARY).schema))
    names = [info["name"] for info in infos]
    assert len(names) == len(set(names))
    used = {info[key] for info in infos for key in ("arg-type", "ret-type", "element-type") if key in info}
    used |= {part["type"] for info in infos for part in (*info.get("members", ()), *info.get("variants", ()))
             if "type" in part}  # fmt: skip
    assert used == {info["name"] for info in infos if info["meta-type"] not in ("command", "event")}
