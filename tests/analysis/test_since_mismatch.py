"""Stated versions against the history: proven mistakes, unreported cases, and the edit that corrects a version."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.fixes.fix import FileEdit
from sphinx_qapi.analysis.fixes.since_edit import edited_line, since_edit
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.lint.since_mismatch import mismatches
from sphinx_qapi.source.version import Version
from tests.analysis.conftest import MakeHistory, MakeSchema

COMMENT = """\
##
# @fill:
#
# Fill a silo.
#
# @id: {}
#
# Since: {}
##
"""
OLD = "{ 'command': 'fill', 'data': { 'sort': 'str' } }\n"
NEW = "{ 'command': 'fill', 'data': { 'sort': 'str', '*id': 'str' } }\n"
OPEN = "{ 'command': 'fill', 'data': { 'sort': 'str' }, 'gen': false }\n"


@pytest.fixture
def history(history_of: MakeHistory) -> History:
    return history_of(seed=OLD, v1_0=OLD, v1_4=OLD, v2_0=NEW, v2_2=NEW)


def wrong(schema_of: MakeSchema, history: History, text: str, since: str, complete_from: str = "") -> list[str]:
    schema = schema_of(COMMENT.format(text, since) + NEW)
    limit = Version.parse(complete_from) if complete_from else None
    return [str(each.worst.row.path) for each in mismatches(schema, history, limit)]


@pytest.mark.parametrize(
    ("text", "since", "paths"),
    [
        ("its name (since 2.0)", "1.0", []),
        ("its name (since 1.7)", "1.0", []),  # between the last release without the member and the first with it
        ("its name (since 1.4)", "1.0", ["command fill arguments.id"]),
        ("its name (since 2.1)", "1.0", ["command fill arguments.id"]),
        ("its name", "1.0", ["command fill arguments.id"]),  # the inherited version is too early
        ("its name (since 2.0)", "1.2", ["command fill"]),
        ("its name (since 2.0)", "0.9", []),  # nothing is known before the oldest release
        ("its name (since 0.9)", "0.9", []),
    ],
)
def test_intervals(text: str, since: str, paths: list[str], schema_of: MakeSchema, history: History) -> None:
    assert wrong(schema_of, history, text, since) == paths


def test_versions_before_the_history_is_complete_are_silent(schema_of: MakeSchema, history: History) -> None:
    assert wrong(schema_of, history, "its name (since 1.2)", "1.0", "1.4") == []
    assert wrong(schema_of, history, "its name (since 1.4)", "1.0", "1.4") == ["command fill arguments.id"]


def test_what_was_accepted_undeclared_is_right(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    history = history_of(v1_0=OLD, v1_2=OPEN, v1_4=OLD, v2_0=NEW)
    found = {
        version: wrong(schema_of, history, f"its name (since {version})", "1.0")
        for version in ("1.0", "1.2", "1.3", "1.4")
    }
    assert found == {"1.0": ["command fill arguments.id"], "1.2": [], "1.3": [], "1.4": ["command fill arguments.id"]}


def test_a_version_of_the_future_is_right_where_the_newest_release_lacks_it(
    schema_of: MakeSchema, history_of: MakeHistory
) -> None:
    history = history_of(v1_0=OLD, v2_0=OLD)
    assert wrong(schema_of, history, "its name (since 2.1)", "1.0") == []
    assert wrong(schema_of, history, "its name (since 2.0)", "1.0") == ["command fill arguments.id"]


SHARED_TYPE = """\
##
# @fill:
#
# @id: its name
#
# @sort: what
#
# Since: 1.0
##
{ 'command': 'fill', 'data': 'Order' }
##
# @order:
#
# Since: 2.0
##
{ 'command': 'order', 'data': 'Order' }
##
# @Order:
#
# @id: its name
#
# @sort: what
#
# Since: 0.1
##
{ 'struct': 'Order', 'data': { 'sort': 'str', '*id': 'str' } }
"""


def test_one_finding_for_each_comment_at_the_worst_path(schema_of: MakeSchema, history_of: MakeHistory) -> None:
    both = "{ 'command': 'order', 'data': { 'sort': 'str' } }\n"
    full = both.replace("'str' }", "'str', '*id': 'str' }")
    history = history_of(v1_0=OLD, v2_0=OLD + both, v3_0=OLD + full, v4_0=NEW + full)
    found = mismatches(schema_of(SHARED_TYPE), history)
    assert [(str(each.worst.row.path), each.worst.row.position.line, each.worst.row.definition) for each in found] == [
        ("command fill arguments.id", 20, "Order")
    ]
    assert len(found[0].rows) == 2
    assert since_edit(found[0], "# @id: its name") is None, "no version is right for both commands"


def _edited(line: str, edit: FileEdit) -> str:
    start = edit.position.column - 1
    end = start + len(edit.old)
    assert line[start:end] == edit.old
    return line[:start] + edit.new + line[end:]


@pytest.mark.parametrize(
    ("text", "since", "edited"),
    [
        ("its name (since 1.4)", "1.0", "# @id: its name (since 2.0)"),
        ("its name (since 2.1.0), or none", "1.0", "# @id: its name (since 2.0), or none"),
        ("its name.  Since 1.4 it may be a number", "1.0", None),  # the version is about something else
        ("its name", "1.0", "# @id: its name (since 2.0)"),
        ("its name,\n#     or none.  ", "1.0", "#     or none. (since 2.0)"),
        ("its name:\n#\n#     - or none", "1.0", None),  # it is unknown what a version at the end of a list is about
        ("its name (since 2.0)", "1.2", None),  # the parts that inherit the version of the command would be wrong then
    ],
)
def test_edits(text: str, since: str, edited: str | None, schema_of: MakeSchema, history: History) -> None:
    source = COMMENT.format(text, since) + NEW
    (found,) = mismatches(schema_of(source), history)
    line = source.split("\n")[edited_line(found) - 1]
    edit = since_edit(found, line)
    if edited is None:
        assert edit is None
        return
    assert edit is not None
    assert source.split("\n")[edit.position.line - 1] == line
    assert _edited(line, edit).rstrip() == edited
    assert edit.old in ("1.4", "2.1.0") or edit.new.startswith(edit.old)


def test_after_the_edit_nothing_is_found(schema_of: MakeSchema, history: History) -> None:
    lines = (COMMENT.format("its name", "1.0") + NEW).split("\n")
    (found,) = mismatches(schema_of("\n".join(lines)), history)
    edit = since_edit(found, lines[edited_line(found) - 1])
    assert edit is not None
    lines[edit.position.line - 1] = _edited(lines[edit.position.line - 1], edit)
    assert mismatches(schema_of("\n".join(lines)), history) == ()
