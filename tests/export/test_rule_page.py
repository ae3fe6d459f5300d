"""A rule's page."""

from __future__ import annotations

import pytest

from sphinx_qapi.export.rule_page import rule_page
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules import RULES, Rule
from sphinx_qapi.source.version import Version


def test_rule_of_some_releases() -> None:
    rule = Rule(
        name="odd-thing",
        summary="something odd",
        explanation="It is odd.",
        since=Version((2, 9)),
        until=Version((4, 1)),
        auto=Severity.WARNING,
        other=None,
    )
    assert rule_page(rule) == (
        "Something odd.\n\nIt is odd.\n\n"
        "With ``--dialect`` an error from 2.9 until 4.1 accepted it again, not reported for other releases; "
        "in automatic mode a warning.\n"
    )


def test_rules_for_authors_say_how_to_ask_for_them() -> None:
    assert rule_page(RULES["unused-type"]).endswith("left alone.\n\nWith ``--lint`` a warning.\n")
    assert rule_page(RULES["undocumented-member"]).endswith(
        "in automatic mode not reported. With ``--lint`` a warning.\n"
    )


@pytest.mark.parametrize("name", RULES)
def test_every_rule_says_when_it_is_reported(name: str) -> None:
    rule = RULES[name]
    assert name == rule.name
    assert rule.summary[-1] not in ".:"
    assert "\n" not in rule.summary
    summary, *explanation, when = rule_page(rule).strip().split("\n\n")
    assert summary
    assert explanation
    assert when.startswith(("With ``--", "In every dialect "))
