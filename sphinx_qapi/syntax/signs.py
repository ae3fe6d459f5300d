"""Signs of the age of a schema."""

from __future__ import annotations

from enum import Enum, auto


class Sign(Enum):
    """Something that schemas have since some release, or had until one."""

    INCLUDE = auto()
    EVENT = auto()
    TYPE = auto()
    """``type``, which is ``struct`` since."""
    STRUCT = auto()
    ALTERNATE = auto()
    BOOLEAN = auto()
    STRING_FLAG = auto()
    """``'gen': 'no'``, which is ``false`` since."""
    PREFIX = auto()
    BOXED = auto()
    ALLOW_OOB = auto()
    ALLOW_PRECONFIG = auto()
    COROUTINE = auto()
    TYPE_ANY = auto()
    TYPE_NULL = auto()
    TYPE_VISITOR = auto()
    """``visitor`` and ``**``, which are ``any`` since."""
    ANONYMOUS_UNION = auto()
    SIMPLE_UNION = auto()
    INLINE_BASE = auto()
    LIST_ALTERNATIVE = auto()
    MEMBER_OBJECT = auto()
    """A member or value written as an object."""
    STRUCT_FEATURES = auto()
    COMMAND_FEATURES = auto()
    FEATURES = auto()
    """Of other definitions and of members."""
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
    """A comment that tells vim what the file holds."""
    SYMBOL_WITHOUT_COLON = auto()
    OPTIONAL_MARK = auto()
    EXAMPLE_LINE = auto()
    """An example written behind ``|``."""
    UNALIGNED_TEXT = auto()
    """Descriptions go on in the first column."""
    HANGING_TEXT = auto()
    """Descriptions go on four columns in, wherever their first line's text began."""
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
