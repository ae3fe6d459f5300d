"""The facts about the language that hold in some releases only: each is a named span of releases, with its reason.

The reader, the detection of the dialect, comments, rules, prose and the rules for authors refer to these spans instead
of naming releases. The text of each span says what holds in it.
"""

from __future__ import annotations

from sphinx_qapi.source.span import before, since
from sphinx_qapi.source.version import Version

FIRST_SCHEMAS = Version((0, 14))
"""The release of the first schemas: an earlier version in a comment is a version of something else."""

# Files and strings

UTF8 = since("3.0")
"""Files are read as UTF-8. Earlier tools read bytes, and checked the bytes in strings only."""
CONTROL_CHARACTERS_REJECTED = since("4.2")
"""Strings contain printable ASCII characters only."""
ASCII_STRINGS = since("2.4")
"""Strings contain ASCII characters only."""
NO_ESCAPES = before("1.2")
"""A backslash in a string has no special meaning."""
ANY_ESCAPE = since("1.2", "2.4")
"""A backslash may precede any character, which is then taken literally."""
ESCAPES_CHECKED = since("2.4")
"""An escape without a meaning is an error."""
BACKSLASH_ESCAPES = since("4.2")
"""The escapes of JSON are removed; only a backslash can be escaped."""

# Punctuation, keys and constants

PUNCTUATION_CHECKED = since("1.6")
"""Missing and extra commas and colons are errors: a real parser replaces one that worked line by line."""
UNIQUE_KEYS = since("2.0")
"""A key occurs once in an object. Before, the last occurrence counted."""
CONSTANTS = since("2.4")
"""``true`` and ``false`` are values, and until 4.1 also ``null``."""
STRING_FLAGS = before("2.4")
"""The value of a flag is the string ``no``, as there are no constants yet."""
NO_NULL = since("4.2")
"""``null``, which was never valid as the value of any key, is no value any more."""

# Kinds of expressions, and their keys

INCLUDE = since("2.1")
EVENT = since("2.1")
TYPE = before("2.4")
"""``struct`` is called ``type``, and the type of a member can be an object with members of its own."""
STRUCT = since("2.4")
ALTERNATE = since("2.4")
"""Alternates exist; before, they were anonymous unions."""
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
"""Definitions can have conditions."""
FEATURES_OF_STRUCTS = since("4.1")
FEATURES_OF_COMMANDS = since("4.2")
FEATURES = since("5.0")
"""Every kind of definition, and members, can have features."""

# Pragmas

DOC_REQUIRED = since("2.9")
WHITELISTS = since("2.9", "6.0")
"""The pragmas ``returns-whitelist`` and ``name-case-whitelist`` exist."""
EXCEPTIONS = since("6.0")
"""``command-returns-exceptions`` and its siblings replace the whitelists."""
DOCUMENTATION_EXCEPTIONS = since("9.0")

# Types

SIZED_TYPES = since("1.2")
VISITOR = before("2.4")
"""``visitor`` is the first name of ``any``."""
DOUBLE_STAR_EVERYWHERE = since("1.2", "2.4")
"""``**`` is a type without ``'gen': false``; afterwards it needs that key."""
DOUBLE_STAR = since("1.2", "2.5")
"""``**`` is the second name of ``any``."""
OLD_NAMES_OF_ANY = before("2.5")
"""``visitor`` or ``**`` means any value; schemas of 2.4 still used both."""
ANY = since("2.5")
QTYPE = since("2.6")
NULL_TYPE = since("2.10")

# Members, values, branches and features

MEMBER_OBJECTS = since("4.0")
"""A member, branch or value can be an object that holds its type or name, and a condition."""
FEATURES_OF_MEMBERS = FEATURES
FEATURES_OF_VALUES = since("6.2")
FEATURE_OBJECTS = FEATURES_OF_STRUCTS
"""A feature can be an object that holds its name and a condition; this came with the first features."""
NAMED_DATA_OF_COMMANDS = since("1.6")
"""The ``data`` of a command can be the name of a type."""
NAMED_DATA_OF_EVENTS = since("2.4")
"""The ``data`` of an event can be the name of a type."""
C_CONDITIONS = since("3.0", "6.2")
"""A condition is a C expression, or a list of C expressions that must all hold."""
CONDITIONS = since("6.2")
"""A condition is a symbol, or an object that combines conditions."""

# Keys of expressions, and references between definitions

KEYS_CHECKED = since("2.4")
"""An expression may have the keys of its kind only."""
NAMES_LOOKED_UP = since("2.4")
"""Names must be unique, and types that are used must be defined. Earlier tools left both to the C compiler."""
TYPES_OF_C_CODE = frozenset({"dict", "list"})
"""Type names that schemas used for values known to C code only, before types were looked up."""
USES_CHECKED = since("2.4")
"""The types of branches, alternatives and arguments must be allowed in their place."""
BASES_CHECKED = since("2.4")
"""A base must be a struct, and no struct may contain itself."""

# Names

NAMES_CHECKED = since("2.4")
STRICT_NAMES = since("2.6")
"""Names have no dots, and begin with a letter after their downstream prefix."""
RESERVED_NAMES = since("2.5")
"""``q_``, ``List``, ``u`` and ``has-`` are reserved for generated C code."""
RESERVED_KIND = since("2.4", "6.2")
"""``Kind`` is reserved for the enums of simple unions; it is free when simple unions are gone."""
RESERVED_MAX = since("2.4", "2.6")
"""``MAX`` is reserved for the C constant that holds the number of an enum's values."""
LOWER_CASE_MEMBERS = since("2.6", "6.0")
"""Members and values have no upper case letters; `NAME_STYLES` includes this rule later."""
NAME_STYLES = since("6.0")
"""Each kind of name has a style."""

DISTINCT_MEMBERS = since("2.4")
"""Members must not have the name of a member of the base or branch. Every release rejects two members of the same name
in one object, as a duplicate key."""
DISTINCT_C_NAMES = since("2.5")
"""Two members of one object must not have the same name in C either, as ``a-b`` and ``a_b`` do."""
DISTINCT_CONSTANTS = since("2.4", "2.6")
"""Values and branches must differ in more than case, as they became constants in C."""

# Unions and alternates

UNIONS_CHECKED = since("2.0")
"""The base and the discriminator of a union must exist, and its branches must be values of the discriminator."""
BRANCHES_NEEDED = since("2.6")
"""Unions and alternates must have branches."""

SIMPLE_UNIONS = before("6.2")
"""Unions without a discriminator exist."""
ANONYMOUS_UNIONS = since("1.7", "2.4")
"""Unions whose discriminator is an empty object exist."""
INLINE_BASES = since("2.6")
"""The base of a union can be an object with members."""
SIMPLE_UNIONS_WITH_BASE = since("1.7", "2.4")
"""A union without a discriminator can have a base."""
STRING_DISCRIMINATORS = before("2.1")
"""A discriminator can be a string."""
ALL_BRANCHES = since("2.7", "3.0")
"""A union must have a branch for every value of its discriminator."""
UNION_BRANCHES = since("8.1")
"""A branch of a union can be a union."""
DISTINCT_ALTERNATIVES = since("2.4")
"""Alternatives must differ in their JSON type."""
ALTERNATIVES_OF_TEXT = since("2.10")
"""Alternatives must also differ on a command line, where every value is text and there is one kind of number."""
SEVERAL_ALTERNATIVES = since("2.6", "4.2")
"""An alternate must have at least two alternatives; later one is enough."""
LISTS_IN_ALTERNATES = since("7.1")

# Commands and events

BOXED_NEEDS_MEMBERS = since("2.7", "3.0")
"""A struct used with ``boxed`` must have members."""
BOXED_ALTERNATES = before("4.2")
"""The arguments of a command can be an alternate with ``boxed``."""
CONDITIONAL_ARGUMENTS_BOXED = since("8.1")
"""An argument with a condition requires ``boxed``."""
OBJECTS_RETURNED = since("2.4")
"""Commands must return objects, except for exempt commands."""
BUILT_IN_EXEMPTIONS = before("2.9")
"""The tools themselves list, by name, what is exempt from rules of names and results (see below); later pragmas list
it."""
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
"""Commands that may return something other than an object, listed by name in the tools of the time."""
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
"""Types whose members may have upper case letters, listed by name in the tools of the time."""
DEPRECATED = since("5.0")
"""The feature ``deprecated`` has a meaning, and is not allowed on types."""
UNSTABLE = since("6.2")
"""The feature ``unstable`` has a meaning, and is not allowed on types."""
FEW_FEATURES = since("10.0")
"""A schema has at most 64 features."""

BLANK_CONDITIONS_REJECTED = since("4.2")
"""A condition must not be blank. An empty condition was always an error."""

# Doc comments

COMMENTS = since("2.9")
"""Comments are part of the language: ``# ##`` is text, every mistake is an error, and prose has its own markup."""
FEATURES_TAG = FEATURES_OF_STRUCTS
"""``Features:`` is a tag."""
RST = since("5.2")
"""Comments are reST: indentation matters, and a heading must be the first line of a free-form comment."""
CONTINUED_AT_SECOND_LINE = since("8.1")
"""Lines of a description are indented as its second line is; text may directly follow a colon."""
BLANK_BEFORE_TAGS = since("9.0")
"""Tags and descriptions begin paragraphs and are indented below their first line; ``Errors:`` is a tag."""
DIRECTIVES_FOR_NOTES = since("9.1")
"""``Note:`` and ``Example:`` are replaced by reST directives."""
EXAMPLES_HIGHLIGHTED = DIRECTIVES_FOR_NOTES
"""The highlighter of examples warns about text that is no token of JSON; for omitted parts it accepts ``...`` only."""
RST_TITLES = since("10.1")
"""Titles are underlined as in reST; so authors see that comments are reST."""
EQUALS_HEADINGS = since("2.9", "10.1")
"""Titles are lines ``= Title``."""
HEADINGS_FIRST = since("5.2", "10.1")
"""A line ``= Title`` is an error in a definition's comment; elsewhere it must be the first line."""
MISPLACED_HEADINGS_REJECTED = since("9.0", "10.1")
"""A line ``= Title`` that is not the first line is an error."""
OPTIONAL_MARKS_REJECTED = since("2.9", "2.12")
"""``#optional`` is an error. It was customary before, and is plain text later."""
MEMBERS_OF_ARGUMENTS_CHECKED = since("4.2")
"""Descriptions in the comment of a command or event without arguments of its own are checked, too."""
FEATURES_DOCUMENTED = FEATURES_TAG
"""Each feature must be described, and nothing else may be described as a feature."""
MEMBERS_DOCUMENTED = since("9.0")
"""Members must be described, except for members of exempt definitions."""
RETURNS_NEED_A_TYPE = since("9.0")
"""``Returns:`` is allowed for commands that return something only; errors have a tag of their own."""
FEATURES_TAG_CHECKED = since("9.0")
"""``Features:`` may occur once, and must be followed by text."""
PROSE_CHECKED = since("10.2")
"""Lines end at column 70 at the latest, and sentences are separated by two spaces."""
BACKQUOTES_ARE_REFERENCES = since("10.1")
"""A name between single backquotes is a reference. Before, it was emphasised text."""
TODO_IN_MANUALS = before("8.1")
"""``TODO:`` is shown to readers; later it is for developers only."""
ENUMS_DESCRIBE_BRANCHES = since("6.2")
"""Every union has a discriminator, and its enum describes the branches."""

# Customs of schemas of a time, whatever the tools accepted

SYMBOL_WITHOUT_COLON = before("2.8")
"""First lines ``@NAME`` without a colon; the custom ended with the release that brought all comments into one form."""
OPTIONAL_MARK = before("2.9")
EXAMPLE_LINES = before("5.2")
"""A line ``| -> { … }`` in an example is markup of the time before reST."""
UNALIGNED_TEXT = before("5.2")
"""Text may continue in the first column; since reST that is an error."""
UNINDENTED_EXAMPLES = before("9.0")
"""An example may go on at an unindented line; later an unindented line ends it."""
NOTE_TAGS = before("9.1")
MODELINES = since("5.1")
"""A comment tells editors which language a schema is closest to; its markup is not reST yet."""
QMP_EXAMPLES = DIRECTIVES_FOR_NOTES
HANGING_TEXT = CONTINUED_AT_SECOND_LINE
ERRORS_TAG = BLANK_BEFORE_TAGS
