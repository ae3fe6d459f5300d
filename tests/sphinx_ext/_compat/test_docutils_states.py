"""docutils' states and its parser of inline markup, with exact line numbers."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from docutils.parsers.rst import states

from .contracts import contract
from .texts import FIRST_LINE, PATH, read

LINES = "mistakes in comments are not reported at their line of the schema"
TABLE = """\
a

==  =========
b   c
==  =========
d   e
    :nosuch:`f`
==  =========
"""
LISTED = ".. csv-table::\n\n   a, b\n   c, :nosuch:`d`\n"


def test_inline_markup_knows_its_line() -> None:
    with contract("docutils' inliner has a table `dispatch` of methods, by the groups of its pattern", breaks=LINES):
        (complaint,) = read("a\nb :nosuch:`c`\nd\n").complaints
        assert complaint.line == FIRST_LINE + 1


@pytest.mark.parametrize(("text", "line"), [(TABLE, 6), (LISTED, 3)], ids=["simple", "csv"])
def test_cells_know_their_lines(text: str, line: int) -> None:
    with contract(
        "docutils gives cells of tables to `build_table_row`, with the line as the third value", breaks=LINES
    ):
        (complaint,) = read(text).complaints
        assert complaint.line == FIRST_LINE + line


def test_targets_know_their_lines() -> None:
    with contract("docutils makes targets of addresses in `add_target`", breaks=LINES):
        (target,) = read("a\n\n.. _b: https://example.org/\n").holder.findall(nodes.target)
        assert (target.source, target.line) == (PATH, FIRST_LINE + 2)


def test_references_know_their_lines() -> None:
    with contract("docutils' inliner returns the nodes that it has made as its second value", breaks=LINES):
        (reference,) = read("a\nb_\n").holder.findall(nodes.reference)
        assert (reference.source, reference.line) == (PATH, FIRST_LINE + 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"C:\kiln\9", r"C:\kiln\9"),
        (r"*C:\kiln* and **\d+**", r"C:\kiln and \d+"),
        (r"``C:\kiln``", r"C:\kiln"),
        (r"C:\\kiln", r"C:\kiln"),
        (r"\*-disc, \`x\`, a\ *b*", "*-disc, `x`, ab"),
    ],
)
def test_backslashes_that_escape_nothing_are_shown(text: str, shown: str) -> None:
    with contract(
        "docutils' inliner keeps a NUL in place of a backslash that it takes for an escape",
        breaks="backslashes in paths and patterns of comments vanish",
    ):
        assert read(text).holder.astext() == shown


def test_nested_text_is_parsed_by_our_states() -> None:
    with contract(
        "docutils' states take the states for nested text from `nested_sm_kwargs`, and "
        "machines that are used again from `nested_sm_cache`",
        breaks=f"{LINES}, and documents are kept in memory after they are read",
    ):
        before: Any = list(states.RSTState.nested_sm_cache)
        (complaint,) = read("- a\n\n  - b\n    :nosuch:`c`\n").complaints
        assert complaint.line == FIRST_LINE + 3
        assert before == states.RSTState.nested_sm_cache
