"""Rules about the markup in doc comments, which only builds parse; the command line knows the rules without Sphinx."""

from __future__ import annotations

from sphinx_qapi.source.rule_kinds import advice

UNCLOSED_MARKUP = advice(
    "unclosed-markup",
    "inline markup without its end",
    """\
Emphasis, literals, references and other inline markup end in the paragraph in which they begin. Write a backslash
before a ``*`` or a backquote that is not meant as markup.""",
)
BAD_INDENTATION = advice(
    "bad-indentation",
    "text that is indented too much or too little",
    """\
In reST, a change of indentation begins or ends a block, and there is a blank line before and after the block. All lines
of a paragraph or list item begin in the same column.""",
)
DEEP_PROSE = advice(
    "deep-prose",
    "lists or other blocks nested too deep",
    "Blocks may be nested 40 levels deep. Text with more levels is shown as it is written.",
)
UNKNOWN_ROLE = advice(
    "unknown-role",
    "a role that does not exist",
    "The message names the role. The name is misspelt, or the role's extension is missing in ``conf.py``.",
)
UNKNOWN_DIRECTIVE = advice(
    "unknown-directive",
    "a directive that does not exist",
    "The message names the directive. The name is misspelt, or the directive's extension is missing in ``conf.py``.",
)
BAD_DIRECTIVE = advice(
    "bad-directive",
    "a directive with an option, argument or content that it does not accept",
    "The message of the directive says what was expected.",
)
BAD_TABLE = advice(
    "bad-table",
    "a table that cannot be read",
    "The borders of the cells of a column are in the same text columns, and no text crosses a border.",
)
MISPLACED_TITLE = advice(
    "misplaced-title",
    "a title in a wrong place, or with too short a line below it",
    """\
Titles are in doc comments of their own, between definitions, and the line below a title is as long as the title. In the
doc comment of a definition, a title would break the page into pieces.""",
)
BROKEN_REFERENCE = advice(
    "broken-reference",
    "a reference to a target, footnote or substitution that the page does not have",
    """\
The targets of ``name_``, ``[1]_`` and ``|name|`` are on the same page as the reference. References to definitions are
written as ```name```, as ``@name`` or with a ``:qapi:`` role.""",
)
DUPLICATE_TARGET = advice(
    "duplicate-target",
    "a target that a page has twice",
    "A reference to ``.. _name:`` can lead to only one of the two targets. Give them different names.",
)
INVALID_RST = advice(
    "invalid-rst",
    "any other mistake in reST",
    "The message comes from docutils, which reads reST.",
)
INVALID_MARKDOWN = advice(
    "invalid-markdown",
    "a mistake in Markdown",
    """\
The message comes from MyST, which reads Markdown. The line is the first line of the paragraph, not the line of the
word.""",
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
