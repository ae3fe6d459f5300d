"""Rules of reading files and expressions."""

from __future__ import annotations

from sphinx_qapi.source.rules.rule import Rule

SYNTAX_RULES: tuple[Rule, ...] = ()
