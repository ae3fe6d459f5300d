"""Each rule finds something in its own example."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.catalogue import EXAMPLES, RULES
from sphinx_qapi.analysis.examples.example_findings import with_example_findings
from sphinx_qapi.analysis.lint import LINT_RULES, lint
from sphinx_qapi.analysis.lint.build_rules import BUILD_RULES
from sphinx_qapi.analysis.lint.prose_rules import PROSE_RULES
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.dialects import newest_dialect
from sphinx_qapi.source.span import NEVER

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
OF_BUILDS = {rule.name for rule in PROSE_RULES}
"""Rules whose mistakes Sphinx builds find; the tests of faults cover them."""
WITHOUT = {
    *("invalid-utf8", "byte-order-mark", "nul-byte", "unprintable-character", "non-ascii-string"),
    *("too-many-errors", "too-many-findings", "too-many-features", "deep-nesting", "deep-prose"),
    *("invalid-rst", "invalid-markdown"),
    "since-mismatch",
    "untrusted",  # schemas that are trusted may contain what it reports
}
"""Rules whose mistakes cannot be shown in a few lines of plain text."""
WITHOUT |= {rule.name for rule in BUILD_RULES}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_BUILDS])
def test_found(name: str) -> None:
    """In a dialect that rejects the example, if there is one; the rules for authors are applied as well."""
    newest, rejected = newest_dialect(), RULES[name].rejected
    dialect = "auto" if rejected == NEVER else str(newest if rejected.covers(newest) else rejected.since)
    result = load_schema(EXAMPLES / f"{name}.json", dialect=dialect)
    lints = lint(result.schema, {each.name for each in LINT_RULES}, target=newest)
    assert name in {each.rule for each in (*with_example_findings(result), *lints)}


def test_nearly_every_rule_has_one() -> None:
    assert set(NAMES) <= RULES.keys()
    assert RULES.keys() - set(NAMES) <= WITHOUT
