"""The page of a rule."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.export.rule_page import rule_page
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import ALWAYS, NEVER, Span, since


@pytest.mark.parametrize(
    ("rejected", "auto", "other", "when"),
    [
        (since("2.9"), "NOTE", "NOTE", "An error in the dialects from 2.9 on, otherwise a note."),
        (since("2.9"), "ERROR", "ERROR", "Always an error."),
        (since("2.9"), None, None, "An error in the dialects from 2.9 on, otherwise not reported."),
        (
            since("2.9", "2.12"),
            "WARNING",
            "NOTE",
            "An error in the dialects from 2.9 until before 2.12, a note in others, and a warning in automatic mode.",
        ),
        (ALWAYS, "WARNING", None, "An error in every dialect that is named, otherwise a warning."),
        (NEVER, "WARNING", "WARNING", "In every dialect a warning."),
    ],
)
def test_when_a_rule_is_reported(rejected: Span, auto: str | None, other: str | None, when: str) -> None:
    rule = Rule(
        name="odd-thing",
        summary="something odd",
        explanation="It is odd.",
        rejected=rejected,
        auto=Severity[auto] if auto else None,
        other=Severity[other] if other else None,
    )
    assert rule_page(rule) == f"Something odd.\n\nIt is odd.\n\n{when}\n"


def test_rules_for_authors_say_how_to_ask_for_them() -> None:
    assert "left alone.\n\nWith ``--lint`` a warning.\n" in rule_page(RULES["unused-type"])
    assert "otherwise not reported. With ``--lint`` a warning.\n" in rule_page(RULES["undocumented-member"])


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_a_page_of_sound_markup_that_says_when_it_is_reported(name: str) -> None:
    rule = RULES[name]
    assert name == rule.name
    assert rule.summary[-1] not in ".:"
    assert "\n" not in rule.summary
    page, _, _ = rule_page(rule).partition("\n\nFor example::\n")
    summary, *explanation, when = page.strip().split("\n\n")
    assert summary
    assert explanation
    messages = [*publish_doctree(rule_page(rule).partition("\n\n")[2]).findall(nodes.system_message)]
    assert [message.astext() for message in messages] == []
    assert when.startswith(
        ("Always an error.", "An error in ", "In every dialect ", "With ``--lint``", "In Sphinx builds ")
    )
