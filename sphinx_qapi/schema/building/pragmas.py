"""Pragmas: settings of a whole schema.

Follows "Pragma directives" of the QAPI manual.
"""

from __future__ import annotations

from sphinx_qapi.schema.building.members import BAD_VALUE
from sphinx_qapi.source import releases
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.rule_kinds import ignored
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.expressions import OTHER_RELEASE, PRAGMAS, Expression
from sphinx_qapi.syntax.nodes import ConstantNode, ListNode, ObjectNode, PairNode, StringNode

UNKNOWN_PRAGMA = ignored(
    "unknown-pragma",
    "a pragma that does not exist",
    "The pragma is ignored. Valid pragmas are ``doc-required`` and lists of names that are exempt from rules.",
    releases.PRAGMA,
    timeless=False,
)

_NEW_NAMES = {
    "returns-whitelist": "command-returns-exceptions",
    "name-case-whitelist": "member-name-exceptions",
}
"""Pragmas of 2.9 to 5.2, with their present names."""


def read_pragmas(
    expression: Expression,
    pragmas: dict[str, tuple[str, ...] | bool],
    *,
    dialect: Version,
    findings: Findings,
) -> None:
    """Add the pragmas in *expression* to *pragmas*, under their present names; lists are joined."""
    value = expression.values["pragma"]
    if not isinstance(value, ObjectNode):
        findings.report(BAD_VALUE, '"pragma" requires an object', expression.position, detail=value.position)
        return
    for pair in value.pairs:
        name = pair.key.value
        if name not in PRAGMAS:
            message = f'unknown pragma "{name}"{did_you_mean(name, PRAGMAS)}'
            findings.report(UNKNOWN_PRAGMA, message, expression.position, detail=pair.key.position)
            continue
        if findings.dialect is not None and not PRAGMAS[name].covers(dialect):
            message = f'the pragma "{name}" is {PRAGMAS[name]}; this is read as {dialect}'
            findings.report(OTHER_RELEASE, message, expression.position, detail=pair.key.position)
        _read_pragma(expression, pair, pragmas, findings)


def _read_pragma(
    expression: Expression, pair: PairNode, pragmas: dict[str, tuple[str, ...] | bool], findings: Findings
) -> None:
    name, value = pair.key.value, pair.value
    if name == "doc-required":
        if isinstance(value, ConstantNode) and value.value is not None:
            pragmas[name] = value.value
            return
        expected = "true or false"
    else:
        if isinstance(value, ListNode):
            names = [item.value for item in value.items if isinstance(item, StringNode)]
            if len(names) == len(value.items):
                key = _NEW_NAMES.get(name, name)
                before = pragmas.get(key, ())
                pragmas[key] = (*(before if isinstance(before, tuple) else ()), *names)
                return
        expected = "a list of strings"
    message = f'the pragma "{name}" requires {expected}'
    findings.report(BAD_VALUE, message, expression.position, detail=value.position)
