"""The catalogue of rules: one table that the reader, the command line and the documentation use."""

from __future__ import annotations

from sphinx_qapi.source.rules.builds import BUILD_RULES
from sphinx_qapi.source.rules.documentation import DOCUMENTATION_RULES
from sphinx_qapi.source.rules.examples import EXAMPLE_RULES
from sphinx_qapi.source.rules.lint import LINT_ONLY_RULES
from sphinx_qapi.source.rules.prose import PROSE_RULES
from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.rules.semantics import SEMANTIC_RULES
from sphinx_qapi.source.rules.structure import STRUCTURE_RULES
from sphinx_qapi.source.rules.syntax import SYNTAX_RULES
from sphinx_qapi.source.rules.trust import TRUST_RULES

__all__ = ["RULES", "Rule"]

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        *SYNTAX_RULES,
        *STRUCTURE_RULES,
        *SEMANTIC_RULES,
        *DOCUMENTATION_RULES,
        *EXAMPLE_RULES,
        *LINT_ONLY_RULES,
        *TRUST_RULES,
        *PROSE_RULES,
        *BUILD_RULES,
    )
}
"""Every rule by name, in the order of the documentation."""
