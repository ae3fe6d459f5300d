"""Rules of the keys and values of expressions."""

from __future__ import annotations

from sphinx_qapi.source.rules.rule import Rule

STRUCTURE_RULES: tuple[Rule, ...] = ()
