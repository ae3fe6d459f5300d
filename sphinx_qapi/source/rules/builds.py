"""Rules of what builds find in doc comments besides markup: in this package's directives, and other Sphinx warnings."""

from __future__ import annotations

from collections.abc import Container

from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import NEVER


def _build(name: str, summary: str, explanation: str) -> Rule:
    return Rule(name=name, summary=summary, explanation=explanation, rejected=NEVER, auto=None, other=None)


OF_EXTENSIONS = frozenset({"unknown-directive", "unknown-role"})
"""Rules about names that an extension may add, so that only the project knows whether they exist."""

BUILD_RULES: tuple[Rule, ...] = (
    _build(
        "unknown-name",
        "a directive names a definition or member that does not exist",
        "The message has the nearest names. ``qapi:graph``, ``qapi:command`` and others show parts of a schema.",
    ),
    _build(
        "unknown-schema",
        "a directive names a schema that the project does not have",
        "Schemas go by the keys of ``qapi_schemas``.",
    ),
    _build(
        "unknown-module",
        "a directive names a module that does not exist",
        "Modules are called as their files are, without the ending.",
    ),
    _build(
        "unknown-field",
        "a field that descriptions of definitions do not have",
        "It is misspelt, or to be named in ``qapi_allowed_fields``.",
    ),
    _build(
        "malformed-field",
        "a field without the name or type that it needs",
        "The message says what was expected.",
    ),
    _build(
        "sphinx-warning",
        "anything else that Sphinx or another extension warns of in a doc comment",
        """\
The message is theirs: pictures that are not there, code that cannot be highlighted, labels that two pages have. In a
build such a warning has a type of its own, which ``suppress_warnings`` silences.""",
    ),
)
"""All rules of builds; Sphinx builds apply them."""

_REFERENCES = "ref"
_REFERENCES_OF_MARKDOWN = "myst.xref"
_OURS = "qapi"


def rule_of_warning(kind: str, rules: Container[str]) -> str:
    """The rule of a build's warning whose type and subtype are *kind*; *rules* are the names that a subtype may be."""
    type_, _, subtype = kind.partition(".")
    if type_ == _OURS and subtype in rules:
        return subtype
    if type_ == _REFERENCES:
        return "unknown-reference" if subtype == _OURS else "broken-reference"
    if kind.startswith(_REFERENCES_OF_MARKDOWN):
        return "broken-reference"
    return "sphinx-warning"
