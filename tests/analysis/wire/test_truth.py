"""Conditions are compared by their meaning."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_qapi.analysis.wire.truth import ALWAYS, NEVER, Relation, both, form_of, form_text, holds, relation
from sphinx_qapi.schema.building.c_conditions import read_c_condition
from sphinx_qapi.schema.model.conditions import All, Any, Condition, Not, Raw, Symbol

A, B, C = (Symbol(name=name) for name in "ABC")


def conditions() -> st.SearchStrategy[Condition]:
    def deeper(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            inner.map(lambda each: Not(condition=each)),
            several.map(lambda each: All(conditions=each)),
            several.map(lambda each: Any(conditions=each)),
        )

    return st.recursive(st.sampled_from([Symbol(name=name) for name in "ABCD"]), deeper, max_leaves=8)


def meaning(condition: Condition, defined: set[str]) -> bool:
    match condition:
        case Symbol(name=name):
            return name in defined
        case Not(condition=inner):
            return not meaning(inner, defined)
        case All(conditions=inners):
            return all(meaning(each, defined) for each in inners)
        case Any(conditions=inners):
            return any(meaning(each, defined) for each in inners)
        case Raw():
            raise AssertionError


BUILDS = [{name for name, is_set in zip("ABCD", bits, strict=True) if is_set} for bits in product((0, 1), repeat=4)]


@given(conditions(), conditions())
@settings(max_examples=60, deadline=None)
def test_forms_mean_the_same_as_conditions_and_are_equal_where_these_do(one: Condition, other: Condition) -> None:
    tables = [[meaning(each, build) for build in BUILDS] for each in (one, other)]
    forms = [form_of(each) for each in (one, other)]
    for form, table in zip(forms, tables, strict=True):
        assert [holds(form, build) for build in BUILDS] == table
    assert (forms[0] == forms[1]) == (tables[0] == tables[1])
    assert [holds(both(*forms), build) for build in BUILDS] == [x and y for x, y in zip(*tables, strict=True)]
    fewer = all(y <= x for x, y in zip(*tables, strict=True))
    more = all(x <= y for x, y in zip(*tables, strict=True))
    expected = {(True, True): "same", (True, False): "narrowed", (False, True): "widened", (False, False): "changed"}
    assert relation(*forms).value == expected[fewer, more]


def test_a_mark_that_c_text_begins_with_is_no_negation() -> None:
    """The two conditions do not exclude each other: both hold wherever B is defined."""
    marked, plain = form_of(Raw(text="!HAS(A) || B")), form_of(Raw(text="HAS(A) || B"))
    assert both(marked, plain) not in (NEVER, marked, plain)
    assert form_text(marked) == "(!HAS(A) || B)"
    assert holds(marked, ["(!HAS(A) || B)"])


def test_respelled_c_text_is_the_same() -> None:
    text = "defined(A) && (defined(B) || defined(C))"
    assert form_of(read_c_condition(text)) == form_of(All(conditions=(Any(conditions=(C, B)), A)))
    assert form_of(Raw(text="X >  2")) == form_of(Raw(text="X > 2"))


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (A, "A"),
        (Not(condition=A), "not A"),
        (Any(conditions=(A, All(conditions=(B, Not(condition=C))))), "A or (B and not C)"),
        (Any(conditions=(A, Not(condition=A))), "always"),
        (All(conditions=(A, Not(condition=A))), "never"),
    ],
)
def test_words(condition: Condition, text: str) -> None:
    assert form_text(form_of(condition)) == text


def test_what_holds_always_or_never_has_one_form() -> None:
    assert form_of(None) == form_of(Any(conditions=(A, Not(condition=A)))) == ALWAYS
    assert form_of(All(conditions=(A, Not(condition=A)))) == NEVER


def test_too_many_symbols_count_as_one() -> None:
    many = All(conditions=tuple(Symbol(name=f"S{number}") for number in range(30)))
    assert form_of(many) == form_of(All(conditions=tuple(many.conditions)))
    assert relation(form_of(many), form_of(A)) is Relation.CHANGED
