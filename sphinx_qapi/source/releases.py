"""What holds in which releases of the language: each fact once, as a named span, with its reason.

Everything else asks here: the reader, the finding of a dialect, comments, rules, prose and the rules for authors. The
text of a span's name or comment is what a newcomer reads; a release's number stands nowhere else in the package.
"""

from __future__ import annotations

from sphinx_qapi.source.span import before, since
from sphinx_qapi.source.version import Version

FIRST_SCHEMAS = Version((0, 14))
"""No schema is older: a version before it is that of something else."""

# Files and strings

UTF8 = since("3.0")
"""Files are read as UTF-8. Earlier tools read bytes, and looked at those in strings only."""
CONTROL_CHARACTERS_REJECTED = since("4.2")
"""Strings consist of printable ASCII characters."""
ASCII_STRINGS = since("2.4")
"""Characters of strings are ASCII."""
NO_ESCAPES = before("1.2")
"""A backslash in a string is a backslash."""
ANY_ESCAPE = since("1.2", "2.4")
"""A backslash stands before any character, which is meant as it is."""
ESCAPES_CHECKED = since("2.4")
"""An escape that means nothing is an error."""
BACKSLASH_ESCAPES = since("4.2")
"""The escapes of JSON are gone; only a backslash can be escaped."""

# Punctuation, keys and constants

PUNCTUATION_CHECKED = since("1.6")
"""A real parser takes the place of one that read line by line: commas and colons are neither too few nor too many."""
UNIQUE_KEYS = since("2.0")
"""A key stands once in an object. The last one counted before."""
CONSTANTS = since("2.4")
"""``true`` and ``false`` are values, and so is ``null`` for a time."""
STRING_FLAGS = before("2.4")
"""The value of a flag is the string ``no``, as there are no constants."""
NO_NULL = since("4.2")
"""``null``, which no key ever took, is no value any more."""

# Kinds of expressions, and their keys

INCLUDE = since("2.1")
EVENT = since("2.1")
TYPE = before("2.4")
"""``type`` is what ``struct`` was called; types of its members can be objects with members of their own."""
STRUCT = since("2.4")
ALTERNATE = since("2.4")
"""Alternates were anonymous unions before."""
PRAGMA = since("2.9")
BASE_OF_TYPE = since("1.7", "2.4")
BASE_OF_UNION = since("1.7")
DISCRIMINATOR = since("1.7")
PREFIX = since("2.5")
SUCCESS_RESPONSE = since("1.1")
BOXED = since("2.7")
ALLOW_OOB = since("2.12")
ALLOW_PRECONFIG = since("3.0")
COROUTINE = since("5.2")
IF = since("3.0")
"""Definitions have conditions."""
FEATURES_OF_STRUCTS = since("4.1")
FEATURES_OF_COMMANDS = since("4.2")
FEATURES = since("5.0")
"""Every kind of definition has features, and members have them."""

# Pragmas

DOC_REQUIRED = since("2.9")
WHITELISTS = since("2.9", "6.0")
"""``returns-whitelist`` and ``name-case-whitelist``."""
EXCEPTIONS = since("6.0")
"""``command-returns-exceptions`` and its siblings take the place of the whitelists."""
DOCUMENTATION_EXCEPTIONS = since("9.0")

# Types

SIZED_TYPES = since("1.2")
VISITOR = before("2.4")
"""The first name of ``any``."""
DOUBLE_STAR_EVERYWHERE = since("1.2", "2.4")
"""``**`` needs no ``'gen': false``, with which alone it is a type afterwards."""
DOUBLE_STAR = since("1.2", "2.5")
"""The second name of ``any``."""
OLD_NAMES_OF_ANY = before("2.5")
"""``visitor`` or ``**`` stands for any value; schemas of 2.4 still had both."""
ANY = since("2.5")
QTYPE = since("2.6")
NULL_TYPE = since("2.10")

# Members, values, branches and features

MEMBER_OBJECTS = since("4.0")
"""A member, branch or value can be an object that has its type or name, and a condition."""
FEATURES_OF_MEMBERS = FEATURES
FEATURES_OF_VALUES = since("6.2")
FEATURE_OBJECTS = FEATURES_OF_STRUCTS
"""A feature can be an object that has its name and a condition, from the first features on."""
NAMED_DATA_OF_COMMANDS = since("1.6")
"""The ``data`` of a command can be the name of a type."""
NAMED_DATA_OF_EVENTS = since("2.4")
"""The ``data`` of an event can be the name of a type."""
C_CONDITIONS = since("3.0", "6.2")
"""A condition is a C expression, or a list of several that must all hold."""
CONDITIONS = since("6.2")
"""A condition is a symbol, or an object that joins others."""

# What the tools look up

KEYS_CHECKED = since("2.4")
"""An expression has no keys but those of its kind."""
NAMES_LOOKED_UP = since("2.4")
"""A name is defined once, and types that are named are defined. Earlier tools left that to the C compiler."""
TYPES_OF_C_CODE = frozenset({"dict", "list"})
"""What schemas wrote for values that only C code knew, before types were looked up."""
USES_CHECKED = since("2.4")
"""Branches, alternatives and arguments are of types that fit the place."""
BASES_CHECKED = since("2.4")
"""A base is a struct, and no struct contains itself."""

# Names

NAMES_CHECKED = since("2.4")
STRICT_NAMES = since("2.6")
"""Names have no dots, and begin with a letter behind their downstream prefix."""
RESERVED_NAMES = since("2.5")
"""``q_``, ``List``, ``u`` and ``has-`` belong to the C code that is generated."""
RESERVED_KIND = since("2.4", "6.2")
"""``Kind`` belongs to the enums of simple unions, and is free when there are none."""
RESERVED_MAX = since("2.4", "2.6")
"""``MAX`` belongs to the number of an enum's values in C."""
LOWER_CASE_MEMBERS = since("2.6", "6.0")
"""Members and values have no upper case letters; later `NAME_STYLES` say so."""
NAME_STYLES = since("6.0")
"""Each kind of name has its style."""

DISTINCT_MEMBERS = since("2.4")
"""Members are not called as those of their base or branch are. That two of one object have the same name in JSON, every
release rejects; it is a duplicate key."""
DISTINCT_C_NAMES = since("2.5")
"""Nor are two members of one object the same in C: ``a-b`` and ``a_b``."""
DISTINCT_CONSTANTS = since("2.4", "2.6")
"""Values and branches became constants in C, and had to differ in more than case there."""

# Unions and alternates

UNIONS_CHECKED = since("2.0")
"""The base and the discriminator of a union are looked up, and its branches are values of the discriminator."""
BRANCHES_NEEDED = since("2.6")
"""Unions and alternates have branches."""

SIMPLE_UNIONS = before("6.2")
"""Unions without a discriminator."""
ANONYMOUS_UNIONS = since("1.7", "2.4")
"""Unions whose discriminator is an empty object."""
INLINE_BASES = since("2.6")
"""The base of a union can be an object with members."""
SIMPLE_UNIONS_WITH_BASE = since("1.7", "2.4")
"""A union without a discriminator can have a base."""
STRING_DISCRIMINATORS = before("2.1")
"""A discriminator can be a string."""
ALL_BRANCHES = since("2.7", "3.0")
"""A union has a branch for every value of its discriminator."""
UNION_BRANCHES = since("8.1")
"""A branch of a union can be a union."""
DISTINCT_ALTERNATIVES = since("2.4")
"""Alternatives do not look alike in JSON."""
ALTERNATIVES_OF_TEXT = since("2.10")
"""Alternatives do not look alike on a command line either, where all is text, and there is one kind of number."""
SEVERAL_ALTERNATIVES = since("2.6", "4.2")
"""An alternate has at least two alternatives; one is enough later."""
LISTS_IN_ALTERNATES = since("7.1")

# Commands and events

BOXED_NEEDS_MEMBERS = since("2.7", "3.0")
"""A struct that is boxed has members."""
BOXED_ALTERNATES = before("4.2")
"""The arguments of a command can be an alternate that is boxed."""
CONDITIONAL_ARGUMENTS_BOXED = since("8.1")
"""An argument with a condition needs ``boxed``."""
OBJECTS_RETURNED = since("2.4")
"""Commands return objects, but for exempt ones."""
BUILT_IN_EXEMPTIONS = before("2.9")
"""The tools themselves know who is exempt from rules of names and results, by the lists below; pragmas do it later."""
COMMANDS_THAT_RETURN_ANYTHING = frozenset(
    {
        "human-monitor-command",
        "qom-get",
        "query-migrate-cache-size",
        "query-tpm-models",
        "query-tpm-types",
        "ringbuf-read",
        "guest-file-open",
        "guest-fsfreeze-freeze",
        "guest-fsfreeze-freeze-list",
        "guest-fsfreeze-status",
        "guest-fsfreeze-thaw",
        "guest-get-time",
        "guest-set-vcpus",
        "guest-sync",
        "guest-sync-delimited",
        "user_def_cmd3",
    }
)
"""Commands that may return what is no object, while the tools knew them by name."""
TYPES_WITH_CAPITALS = frozenset(
    {
        "ACPISlotType",
        "CpuInfo",
        "CpuInfoMIPS",
        "CpuInfoTricore",
        "QapiErrorClass",
        "UuidInfo",
        "X86CPURegister32",
    }
)
"""Types whose members may have upper case letters, while the tools knew them by name."""
DEPRECATED = since("5.0")
"""The feature ``deprecated`` has a meaning, and is not for types."""
UNSTABLE = since("6.2")
"""The feature ``unstable`` has a meaning, and is not for types."""
FEW_FEATURES = since("10.0")
"""A schema has at most 64 features."""

BLANK_CONDITIONS_REJECTED = since("4.2")
"""A condition is not blank. That it is not empty, holds from the first."""

# Doc comments

COMMENTS = since("2.9")
"""Comments are part of the language: ``# ##`` is text, every slip an error, and prose has a markup of its own."""
FEATURES_TAG = FEATURES_OF_STRUCTS
"""``Features:`` is a tag."""
RST = since("5.2")
"""Comments are reST: their indentation matters, and headings are first lines of free-form comments."""
CONTINUED_AT_SECOND_LINE = since("8.1")
"""Lines of a description are indented as its second line is; text may directly follow a colon."""
BLANK_BEFORE_TAGS = since("9.0")
"""Tags and descriptions begin paragraphs, are indented below their first line, and ``Errors:`` is a tag."""
DIRECTIVES_FOR_NOTES = since("9.1")
"""``Note:`` and ``Example:`` give way to reST directives."""
EXAMPLES_HIGHLIGHTED = DIRECTIVES_FOR_NOTES
"""The highlighter of examples complains of what is no token of JSON; of what is left out it takes ``...`` alone."""
RST_TITLES = since("10.1")
"""Titles are those of reST, underlined, so that nobody can overlook that comments are reST."""
EQUALS_HEADINGS = since("2.9", "10.1")
"""Titles are lines ``= Title``."""
HEADINGS_FIRST = since("5.2", "10.1")
"""In a definition's comment a line ``= Title`` is an error; elsewhere it is the first line."""
MISPLACED_HEADINGS_REJECTED = since("9.0", "10.1")
"""A line ``= Title`` further down is an error."""
OPTIONAL_MARKS_REJECTED = since("2.9", "2.12")
"""``#optional`` is an error. It was the custom before, and is mere text later."""
MEMBERS_OF_ARGUMENTS_CHECKED = since("4.2")
"""What the comment of a command without arguments of its own describes is compared with them, too."""
FEATURES_DOCUMENTED = FEATURES_TAG
"""Each feature is described, and nothing else is described as one."""
MEMBERS_DOCUMENTED = since("9.0")
"""Members are described, but for those of exempt definitions."""
RETURNS_NEED_A_TYPE = since("9.0")
"""``Returns:`` is for commands that return something; errors have a tag of their own."""
FEATURES_TAG_CHECKED = since("9.0")
"""``Features:`` stands once, and something follows."""
PROSE_CHECKED = since("10.2")
"""Lines end at column 70, and two spaces stand between sentences."""
BACKQUOTES_ARE_REFERENCES = since("10.1")
"""A name between single backquotes is a reference. It was emphasis before."""
TODO_IN_MANUALS = before("8.1")
"""``TODO:`` is shown to readers; it is for developers later."""
ENUMS_DESCRIBE_BRANCHES = since("6.2")
"""Every union has a discriminator, whose enum describes the branches."""

# What schemas of their time look like, whatever the tools accepted

SYMBOL_WITHOUT_COLON = before("2.8")
"""The custom ended with the release whose comments were brought into one form."""
OPTIONAL_MARK = before("2.9")
EXAMPLE_LINES = before("5.2")
"""``| -> { … }`` in an example was markup of the time before reST."""
UNALIGNED_TEXT = before("5.2")
"""Text that goes on in the first column is an error from reST on."""
UNINDENTED_EXAMPLES = before("9.0")
"""An example ends at an unindented line later."""
NOTE_TAGS = before("9.1")
MODELINES = since("5.1")
"""A comment tells editors what language a schema is closest to; its markup is still that of the time before reST."""
QMP_EXAMPLES = DIRECTIVES_FOR_NOTES
HANGING_TEXT = CONTINUED_AT_SECOND_LINE
ERRORS_TAG = BLANK_BEFORE_TAGS
