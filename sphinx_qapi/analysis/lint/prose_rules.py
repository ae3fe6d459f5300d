"""Rules about the markup in doc comments, which only builds parse; the command line knows the rules without Sphinx."""

from __future__ import annotations

from sphinx_qapi.source.rule_kinds import advice

UNCLOSED_MARKUP = advice(
    "unclosed-markup",
    "inline markup without its end",
    """\
Emphasis, literals, references and other inline markup end in the paragraph in which they begin. A ``*`` or a
backquote that is none is written with a backslash before it.""",
)
BAD_INDENTATION = advice(
    "bad-indentation",
    "text indented more or less than what it belongs to",
    """\
In reST a change of indentation begins or ends a block; a blank line goes before and behind it. Lines of one paragraph
or list item stand at the same column.""",
)
DEEP_PROSE = advice(
    "deep-prose",
    "lists or other blocks nested too deep",
    "Blocks may be nested 40 levels deep. Text with more is shown as it is written.",
)
UNKNOWN_ROLE = advice(
    "unknown-role",
    "a role that does not exist",
    "The message names the role. It is misspelt, or its extension is missing in ``conf.py``.",
)
UNKNOWN_DIRECTIVE = advice(
    "unknown-directive",
    "a directive that does not exist",
    "The message names the directive. It is misspelt, or its extension is missing in ``conf.py``.",
)
BAD_DIRECTIVE = advice(
    "bad-directive",
    "a directive with an option, argument or content that it does not take",
    "The message of the directive says what it expected.",
)
BAD_TABLE = advice(
    "bad-table",
    "a table that cannot be read",
    "The borders of a table's cells stand below each other, and no text crosses them.",
)
MISPLACED_TITLE = advice(
    "misplaced-title",
    "a title where none can be, or with too short a line below it",
    """\
Titles stand in doc comments of their own, between definitions, and their lines are as long as the titles are. In the
doc comment of a definition they would break the page into pieces.""",
)
BROKEN_REFERENCE = advice(
    "broken-reference",
    "a reference to a target, footnote or substitution that the page does not have",
    """\
The targets of ``name_``, ``[1]_`` and ``|name|`` stand on the same page. References to definitions are written
```name```, ``@name`` or with a ``:qapi:`` role.""",
)
DUPLICATE_TARGET = advice(
    "duplicate-target",
    "a target that stands twice on a page",
    "Only one of two targets ``.. _name:`` can be meant. Give them different names.",
)
INVALID_RST = advice(
    "invalid-rst",
    "any other mistake in reST",
    "The message is that of docutils, which reads reST.",
)
INVALID_MARKDOWN = advice(
    "invalid-markdown",
    "a mistake in Markdown",
    "The message is that of MyST, which reads Markdown. The line is the first of a paragraph, not of a word.",
)

PROSE_RULES = (
    UNCLOSED_MARKUP,
    BAD_INDENTATION,
    DEEP_PROSE,
    UNKNOWN_ROLE,
    UNKNOWN_DIRECTIVE,
    BAD_DIRECTIVE,
    BAD_TABLE,
    MISPLACED_TITLE,
    BROKEN_REFERENCE,
    DUPLICATE_TARGET,
    INVALID_RST,
    INVALID_MARKDOWN,
)
"""All rules about markup, in the order of the documentation."""

OF_EXTENSIONS = frozenset({UNKNOWN_DIRECTIVE.name, UNKNOWN_ROLE.name})
"""Names of rules about names that an extension may add, so that only the project knows whether they exist."""
