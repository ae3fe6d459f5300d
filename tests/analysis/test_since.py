"""Since when a row has been part of the definition that shows it, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, effective_members
from sphinx_qapi.analysis.effective_since import SinceReason, effective_since, shown_since
from sphinx_qapi.schema.load import load_schema

_SCHEMA = """\
##
# @Kind:
#
# @old: an old one
#
# @young: a young one (since 8.0)
#
# Since: 1.0
##
{ 'enum': 'Kind', 'data': [ 'old', 'young' ] }

##
# @Base:
#
# @id: a name
#
# @kind: a kind
#
# @late: came late (since 3.0)
#
# Since: 1.0
##
{ 'struct': 'Base', 'data': { 'id': 'str', 'kind': 'Kind', '*late': 'str' } }

##
# @Young:
#
# @depth: how deep
#
# @width: how wide (since 9.0)
#
# Since: 7.0
##
{ 'struct': 'Young', 'data': { 'depth': 'int', '*width': 'int' } }

##
# @Thing:
#
# Since: 2.0
##
{ 'union': 'Thing', 'base': 'Base', 'discriminator': 'kind', 'data': { 'old': 'Young', 'young': 'Young' } }

##
# @make:
#
# Since: 5.0
##
{ 'command': 'make', 'data': 'Thing' , 'boxed': true }

##
# @undated:
##
{ 'command': 'undated', 'data': 'Thing', 'boxed': true }
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, SinceReason, str, bool]]:
    path = tmp_path_factory.mktemp("schema") / "s.json"
    path.write_text(_SCHEMA)
    schema = load_schema(path).schema
    found = {}
    for definition in schema.definitions.values():
        effective = effective_members(schema, definition)
        rows: list[EffectiveMember | EffectiveBranch] = [*effective.all_members(), *effective.all_branches()]
        for row in rows:
            since = effective_since(schema, definition, row)
            if since:
                shown = shown_since(schema, definition, row) is not None
                found[f"{definition.name}.{'.'.join(row.path)}"] = (
                    str(since.version),
                    since.reason,
                    since.name,
                    shown,
                )
    return found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Base.id", ("1.0", SinceReason.DEFINITION, "", False)),
        ("Base.late", ("3.0", SinceReason.OWN, "", True)),
        ("Thing.id", ("2.0", SinceReason.DEFINITION, "", False)),
        ("Thing.young", ("8.0", SinceReason.OWN, "", True)),
        ("make.id", ("5.0", SinceReason.DEFINITION, "", False)),
        ("make.late", ("5.0", SinceReason.DEFINITION, "", False)),
        ("make.old", ("5.0", SinceReason.DEFINITION, "", False)),
        ("make.old.depth", ("5.0", SinceReason.DEFINITION, "", False)),
        ("make.old.width", ("9.0", SinceReason.OWN, "", True)),
        ("make.young", ("8.0", SinceReason.OWN, "", True)),
        ("make.young.depth", ("8.0", SinceReason.BRANCH, "young", True)),
        ("make.young.width", ("9.0", SinceReason.OWN, "", True)),
        ("undated.id", ("1.0", SinceReason.CARRIER, "Base", True)),
        ("undated.late", ("3.0", SinceReason.OWN, "", True)),
        ("undated.old.depth", ("7.0", SinceReason.CARRIER, "Young", True)),
        ("undated.young.depth", ("8.0", SinceReason.BRANCH, "young", True)),
    ],
)
def test_rows(
    rows: dict[str, tuple[str, SinceReason, str, bool]], row: str, expected: tuple[str, SinceReason, str, bool]
) -> None:
    assert rows[row] == expected


def test_a_row_without_any_version_has_none(rows: dict[str, tuple[str, SinceReason, str, bool]]) -> None:
    assert "undated.old" not in rows


@pytest.mark.shared
def test_the_example_of_the_design(shared: Path) -> None:
    """`blockdev-add` has had the members of its branch `blklogwrites` since 3.0, when the branch was added."""
    schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    command = schema.definitions["blockdev-add"]
    members = {member.path: member for member in effective_members(schema, command).all_members()}
    passed = effective_since(schema, command, members["blklogwrites", "log"])
    assert passed is not None
    assert (str(passed.version), passed.reason, passed.name) == ("3.0", SinceReason.BRANCH, "blklogwrites")
