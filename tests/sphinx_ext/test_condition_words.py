"""Conditions of builds in words."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.wire.truth import ALWAYS, NEVER, Form
from sphinx_qapi.sphinx_ext.doctree.condition_words import form_words


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (NEVER, "never"),
        (ALWAYS, ""),
        ((("A",),), "A"),
        ((("!A",),), "not A"),
        ((("A", "!B"),), "A and not B"),
        ((("A", "B"), ("C",)), "(A and B) or C"),
    ],
)
def test_form_words(form: Form, words: str) -> None:
    assert form_words(form) == words
