"""Rules of reading files and expressions."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import ALWAYS, NEVER

_FILES = (
    Rule(
        name="invalid-utf8",
        summary="bytes that are not UTF-8",
        explanation="""\
A schema is read as UTF-8. Each byte that is none is shown as a replacement character. Save the file as UTF-8.""",
        rejected=releases.UTF8,
        auto=Severity.WARNING,
    ),
    Rule(
        name="byte-order-mark",
        summary="a byte order mark at the beginning of a file",
        explanation="The mark is skipped; other tools take it for a stray character. Save the file without it.",
        rejected=ALWAYS,
    ),
    Rule(
        name="nul-byte",
        summary="a NUL byte in a file",
        explanation="NUL is no text. Each is shown as a replacement character. Remove it.",
        rejected=ALWAYS,
        auto=Severity.WARNING,
    ),
    Rule(
        name="unreadable-include",
        summary="an included file that cannot be read",
        explanation="""\
An ``include`` names a file by its path relative to the folder of the file that it stands in; after that the
``include_dirs`` are searched. The file is missing, or it is a folder, a pipe or not readable. What it would define
is missing from the schema, so types that are not known are not reported then.""",
        rejected=releases.INCLUDE,
        auto=Severity.ERROR,
        other=Severity.ERROR,
    ),
    Rule(
        name="include-cycle",
        summary="a file that includes itself",
        explanation="""\
A file is included by a file that it includes itself, perhaps through others or a symbolic link. The ``include`` is
ignored. Move what both need to a third file.""",
        rejected=releases.INCLUDE,
        auto=Severity.ERROR,
        other=Severity.ERROR,
    ),
    Rule(
        name="too-many-errors",
        summary="a file with so many mistakes that it is no schema",
        explanation="After a thousand mistakes of syntax in one file the rest of it is not read.",
        rejected=ALWAYS,
        auto=Severity.ERROR,
    ),
    Rule(
        name="too-many-findings",
        summary="more than a thousand findings of one rule",
        explanation="The first thousand findings of each rule are shown; the message counts the others.",
        rejected=NEVER,
    ),
)

_EXPRESSIONS = (
    Rule(
        name="syntax-error",
        summary="something else was expected",
        explanation="""\
The expression cannot be read on: the message says what was expected in this place. The definition is left out, and
reading goes on at the next one.""",
        rejected=ALWAYS,
        auto=Severity.ERROR,
    ),
    Rule(
        name="deep-nesting",
        summary="brackets nested too deep",
        explanation="Objects and lists may be nested a hundred levels deep. The definition is left out.",
        rejected=ALWAYS,
        auto=Severity.ERROR,
    ),
    Rule(
        name="doc-comment-in-expression",
        summary="a doc comment inside a definition",
        explanation="""\
A comment that begins with ``##`` describes the definition that follows it, or stands for itself between two. Inside
a definition it is skipped. The cause may also be a closing brace that is missing before it.""",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="top-level-value",
        summary="something other than an object between definitions",
        explanation="""\
A schema is a sequence of objects such as ``{ 'enum': 'Name', 'data': [] }``. Anything else is skipped up to the next
``{``. The cause may also be a closing brace too many in the definition before it.""",
        rejected=ALWAYS,
        auto=Severity.ERROR,
    ),
    Rule(
        name="stray-text",
        summary="a character or word that belongs to nothing",
        explanation="""\
Outside comments there are strings in single quotes, ``true``, ``false`` and ``{ } [ ] : ,`` only. A word without
quotes is read as if it had them; other characters are skipped.""",
        rejected=ALWAYS,
        auto=Severity.ERROR,
    ),
    Rule(
        name="missing-colon",
        summary="no colon between a key and its value",
        explanation="Write ``'key': value``. It is read as if the colon were there.",
        rejected=releases.PUNCTUATION_CHECKED,
        auto=Severity.ERROR,
        other=Severity.ERROR,
    ),
    Rule(
        name="missing-comma",
        summary="no comma between two members or elements",
        explanation="""\
Until 1.5 the comma could be left out. It is read as if it were there; write it behind the member or element before.""",
        rejected=releases.PUNCTUATION_CHECKED,
    ),
    Rule(
        name="trailing-comma",
        summary="a comma behind the last member or element",
        explanation="Until 1.5 it was accepted. It is ignored; remove it.",
        rejected=releases.PUNCTUATION_CHECKED,
    ),
    Rule(
        name="extra-comma",
        summary="a comma with nothing before it",
        explanation="The comma stands at the beginning, or directly behind another. It is ignored; remove it.",
        rejected=releases.PUNCTUATION_CHECKED,
    ),
    Rule(
        name="duplicate-key",
        summary="a key that stands twice in an object",
        explanation="The last value counts, as it did until 1.7. Remove one of the two.",
        rejected=releases.UNIQUE_KEYS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
)

_STRINGS = (
    Rule(
        name="unterminated-string",
        summary="a string without its closing quote",
        explanation="A string ends on the line on which it begins. The definition is left out.",
        rejected=ALWAYS,
        auto=Severity.ERROR,
    ),
    Rule(
        name="double-quotes",
        summary="a string in double quotes",
        explanation="No release's tools accept them. It is read all the same; write single quotes.",
        rejected=ALWAYS,
    ),
    Rule(
        name="unknown-escape",
        summary="an escape that means nothing",
        explanation="From 4.2 on only a backslash can be escaped. The character behind it is taken as it is.",
        rejected=releases.ESCAPES_CHECKED,
    ),
    Rule(
        name="obsolete-escape",
        summary="an escape that is gone since 4.2",
        explanation="""\
From 2.4 to 4.1 strings could contain the escapes of JSON. They are read so; from 4.2 on only ``\\\\`` is one.""",
        rejected=releases.BACKSLASH_ESCAPES,
        auto=None,
        other=None,
    ),
    Rule(
        name="unprintable-character",
        summary="a control character in a string",
        explanation="From 4.2 on strings consist of printable ASCII characters.",
        rejected=releases.CONTROL_CHARACTERS_REJECTED,
    ),
    Rule(
        name="non-ascii-string",
        summary="a character in a string that is not ASCII",
        explanation="Names and other strings consist of ASCII characters; comments need not.",
        rejected=releases.ASCII_STRINGS,
    ),
    Rule(
        name="null-literal",
        summary="null as a value",
        explanation="The word was read until 4.1, but no key ever took it as its value. Leave the key out.",
        rejected=releases.NO_NULL,
        auto=None,
        other=None,
    ),
)

SYNTAX_RULES: tuple[Rule, ...] = (*_FILES, *_EXPRESSIONS, *_STRINGS)
