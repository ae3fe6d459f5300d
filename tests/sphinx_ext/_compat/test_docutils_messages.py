"""The messages of docutils, their topics, and the place in docutils that reports each."""

from __future__ import annotations

import io
from typing import Any

import docutils
import pytest
from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.transforms.references import DanglingReferences, Substitutions

from sphinx_qapi.sphinx_ext._compat.docutils_messages import PATTERNS, Complaint, Topic, pass_complaints_on

from .contracts import contract
from .texts import FIRST_LINE, PATH, Read, new_page, read

RULES = "mistakes in comments are reported by another rule, and `suppress_warnings` of users stops working for them"


def test_observers_get_every_message_as_a_node() -> None:
    with contract(
        "docutils' reporter prints to `stream`, nothing if that is False, and gives observers each message, "
        "which has level, source, line and the text that it is about",
        breaks="mistakes in comments are printed twice, or not at their line of the schema",
    ):
        page = new_page()
        found: list[Complaint] = []
        printed = io.StringIO()
        stream: Any = page.reporter
        stream.stream = printed
        pass_complaints_on(page.reporter, [PATH], found.append)
        page.reporter.error("Wrong.\nVery.", nodes.literal_block("", "text"), source=PATH, line=3)
        page.reporter.error("Wrong elsewhere.", source="page.rst", line=4)
        page.reporter.info("Not to be printed.", source=PATH, line=3)
        expected = Complaint(path=PATH, line=3, text="Wrong. Very.", source="text", topic=Topic.REFERENCE)
        assert found == [expected]
        assert printed.getvalue() == "page.rst:4: (ERROR/3) Wrong elsewhere.\n"


def test_files_of_another_schema_are_heard_of_too() -> None:
    page = new_page()
    found: list[Complaint] = []
    pass_complaints_on(page.reporter, ["one.json"], found.append)
    pass_complaints_on(page.reporter, ["other.json"], found.append)
    for name in ("one.json", "other.json"):
        page.reporter.error("Wrong.", source=name, line=1)
    assert [each.path for each in found] == ["one.json", "other.json"]


BY_PLACE = {
    "inline markup without an end": ("*a\n", Topic.UNCLOSED, 0),
    "a literal without an end": ("b\n``a\n", Topic.UNCLOSED, 1),
    "a role and another one": (":a:`b`:c:\n", Topic.UNCLOSED, 0),
    "a list that does not end": ("- a\nb\n", Topic.INDENTATION, 1),
    "a block quote that does not end": ("a\n\n  b\nc\n", Topic.INDENTATION, 3),
    "an unknown directive": (".. nosuch::\n", Topic.UNKNOWN_DIRECTIVE, 0),
    "a directive without content": (".. note::\n", Topic.DIRECTIVE, 0),
    "an unknown option": (".. image:: a\n   :nosuch: b\n", Topic.DIRECTIVE, 0),
    "bad content": (".. list-table::\n\n   a\n", Topic.DIRECTIVE, 0),
    "a mistake within a directive": (".. note::\n\n   *a\n", Topic.UNCLOSED, 2),
    "a table with a broken border": ("== ==\na  b\n== == ==\nc  d\n== ==\n", Topic.TABLE, None),
}
"""By place in docutils: a text, the topic of its message, and the index of the wrong line; None if it differs between
docutils' versions."""


@pytest.mark.parametrize("place", BY_PLACE)
def test_where_docutils_complains_says_what_about(place: str) -> None:
    text, topic, line = BY_PLACE[place]
    with contract(f"docutils complains about {place} in the method that we take for {topic.name}", breaks=RULES):
        complaints = read(text).complaints
        assert {each.topic for each in complaints} == {topic}, complaints
        assert line is None or [each.line for each in complaints] == [FIRST_LINE + line]


@pytest.mark.parametrize("text", ["a_\n", "|a|\n"])
def test_references_are_looked_up_after_all_is_parsed(text: str) -> None:
    def look_up(page: nodes.document) -> None:
        for transform in (Substitutions, DanglingReferences):
            transform(page).apply()

    with contract("docutils looks references up in transforms, when all is parsed", breaks=RULES):
        (complaint,) = read(text, then=look_up).complaints
        assert complaint.topic is Topic.REFERENCE
        assert complaint.line == FIRST_LINE


BY_WORDS = {
    "^Problematic content in substitution": ".. |a| replace:: *b\n",
    "^Substitution definition contains illegal.*<problematic>": ".. |a| replace:: *b\n",
    "Unexpected indentation": "a\nb\n   c\n",
    "Inconsistent literal block quoting": "a::\n\n> b\nc\n",
    "Unknown interpreted text role": ":nosuch:`a`\n",
    "No role entry for": ":nosuch:`a`\n",
    "No directive entry for": ".. nosuch::\n",
    "Blank line required after table": "== ==\na  b\n== ==\nc\n",
    "Duplicate (?:ex|im)plicit target name": ".. _a: b\n.. _a: c\n\n`a <d>`_\n",
    "Duplicate substitution definition": ".. |a| replace:: b\n.. |a| replace:: c\n",
    "[Tt]itle": "a\n==\n\nThis is long\n====\n",
    "[Tt]ransition": ".. note::\n\n   a\n\n   ----\n",
}
"""By pattern of docutils' messages: a text about which docutils reports such a message."""
NEW, OLD = list(BY_WORDS)[:2]
NOT_SAID = OLD if docutils.__version_info__ >= (0, 22) else NEW


def test_each_pattern_has_a_text() -> None:
    assert list(BY_WORDS) == [pattern.pattern for pattern, _ in PATTERNS]


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in PATTERNS if pattern.pattern != NOT_SAID])
def test_docutils_says_what_patterns_are_for(pattern: Any) -> None:
    page = new_page(report_level=1)
    said: list[str] = []
    page.reporter.attach_observer(lambda message: said.append(" ".join(message.children[0].astext().split())))
    with contract(f"docutils says {pattern.pattern!r} about the text of this test", breaks=RULES):
        Parser().parse(BY_WORDS[pattern.pattern], page)
        assert any(pattern.search(each) for each in said), said


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in PATTERNS if pattern.pattern != NOT_SAID])
def test_patterns_lead_to_their_topics(pattern: Any) -> None:
    topics = {topic for each, topic in PATTERNS if each is pattern}
    with contract(f"docutils says {pattern.pattern!r} where no place says what it is about", breaks=RULES):
        found: Read = read(BY_WORDS[pattern.pattern], report_level=1)
        assert topics <= {each.topic for each in found.complaints}, found.complaints
