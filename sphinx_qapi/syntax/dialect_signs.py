"""Signs of the age of a schema: the releases that have them, and the words that are signs.

A new sign is an entry of `DialectSign` and `SPANS`. If a word is the sign, add it to a table below; otherwise find the
sign in `sphinx_qapi.syntax.expression_signs` or `sphinx_qapi.syntax.comment_signs`.
"""

from __future__ import annotations

from enum import Enum, auto

from sphinx_qapi.source import releases
from sphinx_qapi.source.dialects import release_before


class DialectSign(Enum):
    """A feature that schemas have from some release on, or until some release."""

    INCLUDE = auto()
    EVENT = auto()
    TYPE = auto()
    """The keyword ``type``, later ``struct``."""
    STRUCT = auto()
    ALTERNATE = auto()
    BOOLEAN = auto()
    STRING_FLAG = auto()
    """``'gen': 'no'``, later ``false``."""
    PREFIX = auto()
    BOXED = auto()
    ALLOW_OOB = auto()
    ALLOW_PRECONFIG = auto()
    COROUTINE = auto()
    TYPE_ANY = auto()
    TYPE_NULL = auto()
    TYPE_VISITOR = auto()
    """The types ``visitor`` and ``**``, later ``any``."""
    ANONYMOUS_UNION = auto()
    SIMPLE_UNION = auto()
    INLINE_BASE = auto()
    LIST_ALTERNATIVE = auto()
    MEMBER_OBJECT = auto()
    """A member or value written as an object."""
    STRUCT_FEATURES = auto()
    COMMAND_FEATURES = auto()
    FEATURES = auto()
    """Features of other definitions and of members."""
    VALUE_FEATURES = auto()
    IF = auto()
    C_CONDITION = auto()
    """A C expression as ``if``."""
    CONDITION = auto()
    """A symbol or an object as ``if``."""
    PRAGMA = auto()
    PRAGMA_WHITELIST = auto()
    PRAGMA_EXCEPTIONS = auto()
    DOCUMENTATION_EXCEPTIONS = auto()
    MODELINE = auto()
    """A comment that tells vim the language of the file."""
    SYMBOL_WITHOUT_COLON = auto()
    OPTIONAL_MARK = auto()
    EXAMPLE_LINE = auto()
    """An example whose lines begin with ``|``."""
    UNALIGNED_TEXT = auto()
    """Descriptions continue in the first column."""
    HANGING_TEXT = auto()
    """Descriptions continue with an indentation of four columns, wherever the text of their first line began."""
    REST = auto()
    """Directives, literals and roles of reST."""
    ERRORS_TAG = auto()
    NOTE_TAG = auto()
    """``Note:`` and ``Example:``."""
    UNINDENTED_EXAMPLE = auto()
    """Lines of an example in the first column."""
    QMP_EXAMPLE = auto()
    EQUALS_HEADING = auto()
    UNDERLINED_TITLE = auto()
    BACKQUOTED_NAMES = auto()
    """Several names of definitions between single backquotes, which refer to them."""


SPANS = {
    DialectSign.INCLUDE: releases.INCLUDE,
    DialectSign.EVENT: releases.EVENT,
    DialectSign.TYPE: releases.TYPE,
    DialectSign.STRUCT: releases.STRUCT,
    DialectSign.ALTERNATE: releases.ALTERNATE,
    DialectSign.BOOLEAN: releases.CONSTANTS,
    DialectSign.STRING_FLAG: releases.STRING_FLAGS,
    DialectSign.PREFIX: releases.PREFIX,
    DialectSign.BOXED: releases.BOXED,
    DialectSign.ALLOW_OOB: releases.ALLOW_OOB,
    DialectSign.ALLOW_PRECONFIG: releases.ALLOW_PRECONFIG,
    DialectSign.COROUTINE: releases.COROUTINE,
    DialectSign.TYPE_ANY: releases.ANY,
    DialectSign.TYPE_NULL: releases.NULL_TYPE,
    DialectSign.TYPE_VISITOR: releases.OLD_NAMES_OF_ANY,
    DialectSign.ANONYMOUS_UNION: releases.ANONYMOUS_UNIONS,
    DialectSign.SIMPLE_UNION: releases.SIMPLE_UNIONS,
    DialectSign.INLINE_BASE: releases.INLINE_BASES,
    DialectSign.LIST_ALTERNATIVE: releases.LISTS_IN_ALTERNATES,
    DialectSign.MEMBER_OBJECT: releases.MEMBER_OBJECTS,
    DialectSign.STRUCT_FEATURES: releases.FEATURES_OF_STRUCTS,
    DialectSign.COMMAND_FEATURES: releases.FEATURES_OF_COMMANDS,
    DialectSign.FEATURES: releases.FEATURES,
    DialectSign.VALUE_FEATURES: releases.FEATURES_OF_VALUES,
    DialectSign.IF: releases.IF,
    DialectSign.C_CONDITION: releases.C_CONDITIONS,
    DialectSign.CONDITION: releases.CONDITIONS,
    DialectSign.PRAGMA: releases.PRAGMA,
    DialectSign.PRAGMA_WHITELIST: releases.WHITELISTS,
    DialectSign.PRAGMA_EXCEPTIONS: releases.EXCEPTIONS,
    DialectSign.DOCUMENTATION_EXCEPTIONS: releases.DOCUMENTATION_EXCEPTIONS,
    DialectSign.MODELINE: releases.MODELINES,
    DialectSign.SYMBOL_WITHOUT_COLON: releases.SYMBOL_WITHOUT_COLON,
    DialectSign.OPTIONAL_MARK: releases.OPTIONAL_MARK,
    DialectSign.EXAMPLE_LINE: releases.EXAMPLE_LINES,
    DialectSign.UNALIGNED_TEXT: releases.UNALIGNED_TEXT,
    DialectSign.HANGING_TEXT: releases.HANGING_TEXT,
    DialectSign.REST: releases.RST,
    DialectSign.ERRORS_TAG: releases.ERRORS_TAG,
    DialectSign.NOTE_TAG: releases.NOTE_TAGS,
    DialectSign.UNINDENTED_EXAMPLE: releases.UNINDENTED_EXAMPLES,
    DialectSign.QMP_EXAMPLE: releases.QMP_EXAMPLES,
    DialectSign.EQUALS_HEADING: releases.EQUALS_HEADINGS,
    DialectSign.UNDERLINED_TITLE: releases.RST_TITLES,
    DialectSign.BACKQUOTED_NAMES: releases.BACKQUOTES_ARE_REFERENCES,
}
"""The releases that have each sign."""

INTRODUCED = {sign: span.since for sign, span in SPANS.items() if span.since is not None}
"""The first release that has each sign; signs that the first schemas have are left out."""

LAST = {sign: release_before(span.until) for sign, span in SPANS.items() if span.until is not None}
"""The last release that has each sign; signs that the newest release has are left out."""

KINDS = {
    "include": DialectSign.INCLUDE,
    "pragma": DialectSign.PRAGMA,
    "type": DialectSign.TYPE,
    "struct": DialectSign.STRUCT,
    "alternate": DialectSign.ALTERNATE,
    "event": DialectSign.EVENT,
}
"""The keywords of expressions that are signs."""
KEYS = {
    "prefix": DialectSign.PREFIX,
    "boxed": DialectSign.BOXED,
    "allow-oob": DialectSign.ALLOW_OOB,
    "allow-preconfig": DialectSign.ALLOW_PRECONFIG,
    "coroutine": DialectSign.COROUTINE,
}
"""The keys of expressions that are signs."""
PRAGMAS = {
    "returns-whitelist": DialectSign.PRAGMA_WHITELIST,
    "name-case-whitelist": DialectSign.PRAGMA_WHITELIST,
    "command-returns-exceptions": DialectSign.PRAGMA_EXCEPTIONS,
    "member-name-exceptions": DialectSign.PRAGMA_EXCEPTIONS,
    "command-name-exceptions": DialectSign.PRAGMA_EXCEPTIONS,
    "documentation-exceptions": DialectSign.DOCUMENTATION_EXCEPTIONS,
}
"""The pragmas that are signs."""
TYPES = {
    "any": DialectSign.TYPE_ANY,
    "null": DialectSign.TYPE_NULL,
    "visitor": DialectSign.TYPE_VISITOR,
    "**": DialectSign.TYPE_VISITOR,
}
"""The names of built-in types that are signs."""
FEATURES = {"struct": DialectSign.STRUCT_FEATURES, "command": DialectSign.COMMAND_FEATURES}
"""The sign that the key ``features`` is, by keyword; with any other keyword it is `DialectSign.FEATURES`."""
