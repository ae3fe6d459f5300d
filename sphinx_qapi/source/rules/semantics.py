"""Rules of names and types, and how definitions fit together."""

from __future__ import annotations

from sphinx_qapi.source.rules.rule import Rule

SEMANTIC_RULES: tuple[Rule, ...] = ()
