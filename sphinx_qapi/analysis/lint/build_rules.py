"""Rules about everything else that builds find in doc comments: in our directives, and other warnings of Sphinx."""

from __future__ import annotations

from collections.abc import Container

from sphinx_qapi.analysis.lint.name_references import UNKNOWN_REFERENCE
from sphinx_qapi.analysis.lint.prose_rules import BROKEN_REFERENCE
from sphinx_qapi.source.rule_kinds import advice

UNKNOWN_NAME = advice(
    "unknown-name",
    "a directive names a definition or member that does not exist",
    """\
The message has the most similar names. ``qapi:graph``, ``qapi:command`` and other directives show parts of a
schema.""",
)
UNKNOWN_SCHEMA = advice(
    "unknown-schema",
    "a directive names a schema that the project does not have",
    "The names of schemas are the keys of ``qapi_schemas``.",
)
UNKNOWN_MODULE = advice(
    "unknown-module",
    "a directive names a module that does not exist",
    "The name of a module is the name of its file, without the ending.",
)
UNKNOWN_FIELD = advice(
    "unknown-field",
    "a field that descriptions of definitions do not have",
    "The name is misspelt, or the field must be listed in ``qapi_allowed_fields``.",
)
MALFORMED_FIELD = advice(
    "malformed-field",
    "a field without the name or type that it needs",
    "The message says what was expected.",
)
SPHINX_WARNING = advice(
    "sphinx-warning",
    "any other warning of Sphinx or an extension about a doc comment",
    """\
The message comes from Sphinx or the extension: a picture is missing, code cannot be highlighted, or two pages have the
same label. In a build, such a warning has its own type, which ``suppress_warnings`` can silence.""",
)

BUILD_RULES = (UNKNOWN_NAME, UNKNOWN_SCHEMA, UNKNOWN_MODULE, UNKNOWN_FIELD, MALFORMED_FIELD, SPHINX_WARNING)
"""All rules of builds, in the order of the documentation."""

_REFERENCES = "ref"
_REFERENCES_OF_MARKDOWN = "myst.xref"
_OURS = "qapi"


def rule_of_warning(kind: str, rules: Container[str]) -> str:
    """The rule of a build's warning whose type and subtype are *kind*; *rules* are the names that a subtype may be."""
    type_, _, subtype = kind.partition(".")
    if type_ == _OURS and subtype in rules:
        return subtype
    if type_ == _REFERENCES:
        return UNKNOWN_REFERENCE.name if subtype == _OURS else BROKEN_REFERENCE.name
    if kind.startswith(_REFERENCES_OF_MARKDOWN):
        return BROKEN_REFERENCE.name
    return SPHINX_WARNING.name
