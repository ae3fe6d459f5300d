"""Signs of the age of a schema."""

from __future__ import annotations

from enum import Enum, auto


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
