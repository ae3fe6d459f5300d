"""Rules of doc comments."""

from __future__ import annotations

from sphinx_qapi.source.rules.rule import Rule

DOCUMENTATION_RULES: tuple[Rule, ...] = ()
