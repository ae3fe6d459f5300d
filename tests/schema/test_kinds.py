"""The vocabulary of kinds and keywords, and the tables that have an entry for each."""

from __future__ import annotations

from typing import get_args

from sphinx_qapi.schema.building.definitions import _BUILDERS
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS, KINDS, TYPE_KINDS
from sphinx_qapi.sphinx_ext.objects.object_types import KINDS_OF_ROLE, OBJECT_KINDS
from sphinx_qapi.syntax.expressions import EXPRESSION_KINDS
from sphinx_qapi.syntax.keywords import DEFINITIONS, KEYWORDS


def test_every_kind_has_a_class() -> None:
    assert {each.kind for each in get_args(Definition)} == set(KINDS) == {*ENTRY_KINDS, *TYPE_KINDS}


def test_tables_of_expressions_have_every_keyword() -> None:
    assert set(EXPRESSION_KINDS) == set(KEYWORDS)
    assert set(_BUILDERS) == set(DEFINITIONS) == {*KINDS, "type"}


def test_every_kind_of_object_has_a_role() -> None:
    assert set().union(*(kinds for role, kinds in KINDS_OF_ROLE.items() if role != "any")) == set(OBJECT_KINDS)
    assert set(KINDS) <= set(OBJECT_KINDS)
