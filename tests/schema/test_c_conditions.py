"""C preprocessor expressions as conditions."""

from __future__ import annotations

import pytest

from sphinx_qapi.schema.building.c_conditions import read_c_condition
from sphinx_qapi.schema.model.conditions import Raw, condition_text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("defined(A)", "A"),
        ("defined( A )", "A"),
        ("defined A", "A"),
        ("A", "A"),
        ("!defined(A)", "not A"),
        ("defined(A) && defined(B) && defined(C)", "A and B and C"),
        ("defined(A)||defined(B)", "A or B"),
        ("defined(A) || defined(B) && defined(C)", "A or (B and C)"),
        ("(defined(A) || defined(B)) && !defined(C)", "(A or B) and not C"),
        ("!(defined(A) && !!defined(B))", "not (A and not not B)"),
        ("((((defined(lower_case)))))", "lower_case"),
    ],
)
def test_readable(expression: str, text: str) -> None:
    assert condition_text(read_c_condition(expression)) == text


@pytest.mark.parametrize(
    "expression",
    [
        "A > 1",
        "defined(A) &&",
        "&& defined(A)",
        "defined(A) defined(B)",
        "(defined(A)",
        "defined(A))",
        "()",
        "!",
        "defined()",
        "definedA(",
        "A & B",
        "__has_include(<x.h>)",
        "(" * 10_000 + "A" + ")" * 10_000,
    ],
)
def test_unreadable(expression: str) -> None:
    """Such an expression is kept as written."""
    assert read_c_condition(expression) == Raw(text=expression)
