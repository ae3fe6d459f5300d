"""Rules of the markup in doc comments, which is parsed when pages are built."""

from __future__ import annotations

from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import NEVER


def _prose(name: str, summary: str, explanation: str) -> Rule:
    return Rule(name=name, summary=summary, explanation=explanation, rejected=NEVER, auto=None, other=None)


PROSE_RULES: tuple[Rule, ...] = (
    _prose(
        "unclosed-markup",
        "inline markup without its end",
        """\
Emphasis, literals, references and other inline markup end in the paragraph in which they begin. A ``*`` or a
backquote that is none is written with a backslash before it.""",
    ),
    _prose(
        "bad-indentation",
        "text indented more or less than what it belongs to",
        """\
In reST a change of indentation begins or ends a block; a blank line goes before and behind it. Lines of one paragraph
or list item stand at the same column.""",
    ),
    _prose(
        "deep-prose",
        "lists or other blocks nested too deep",
        "Blocks may be nested 40 levels deep. Text with more is shown as it is written.",
    ),
    _prose(
        "unknown-role",
        "a role that does not exist",
        "The message names the role. It is misspelt, or its extension is missing in ``conf.py``.",
    ),
    _prose(
        "unknown-directive",
        "a directive that does not exist",
        "The message names the directive. It is misspelt, or its extension is missing in ``conf.py``.",
    ),
    _prose(
        "bad-directive",
        "a directive with an option, argument or content that it does not take",
        "The message of the directive says what it expected.",
    ),
    _prose(
        "bad-table",
        "a table that cannot be read",
        "The borders of a table's cells stand below each other, and no text crosses them.",
    ),
    _prose(
        "misplaced-title",
        "a title where none can be, or with too short a line below it",
        """\
Titles stand in doc comments of their own, between definitions, and their lines are as long as the titles are. In the
doc comment of a definition they would break the page into pieces.""",
    ),
    _prose(
        "broken-reference",
        "a reference to a target, footnote or substitution that the page does not have",
        """\
The targets of ``name_``, ``[1]_`` and ``|name|`` stand on the same page. References to definitions are written
```name```, ``@name`` or with a ``:qapi:`` role.""",
    ),
    _prose(
        "duplicate-target",
        "a target that stands twice on a page",
        "Only one of two targets ``.. _name:`` can be meant. Give them different names.",
    ),
    _prose(
        "invalid-rst",
        "any other mistake in reST",
        "The message is that of docutils, which reads reST.",
    ),
    _prose(
        "invalid-markdown",
        "a mistake in Markdown",
        "The message is that of MyST, which reads Markdown. The line is the first of a paragraph, not of a word.",
    ),
)
"""All rules of markup; Sphinx builds apply them."""
