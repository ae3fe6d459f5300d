"""Rules of names and types, and of the way in which definitions use each other."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import Span


def _rule(
    name: str, summary: str, explanation: str, rejected: Span, *, auto: Severity | None = Severity.WARNING
) -> Rule:
    """A rule of some releases; the other releases do not have it."""
    return Rule(name=name, summary=summary, explanation=explanation, rejected=rejected, auto=auto, other=None)


def _contradiction(name: str, summary: str, explanation: str, rejected: Span) -> Rule:
    """A rule against what makes no sense in any release, although the tools of the first releases did not check it."""
    severity = Severity.WARNING
    return Rule(
        name=name,
        summary=summary,
        explanation=explanation,
        rejected=rejected,
        auto=severity,
        other=severity,
        timeless=True,
    )


_NAMES = (
    _contradiction(
        "duplicate-definition",
        "two definitions of the same name",
        """\
Types, commands and events share one name space; upper and lower case count. The first definition is kept, the other
left out.""",
        releases.NAMES_LOOKED_UP,
    ),
    _contradiction(
        "redefined-builtin",
        "a definition called as a built-in type",
        "``str``, ``int``, ``number``, ``bool``, ``size``, ``any``, ``null``, ``QType`` and sized integers are given.",
        releases.NAMES_LOOKED_UP,
    ),
    _rule(
        "invalid-name",
        "a name that could be none in C",
        """\
A name begins with a letter and consists of letters, digits, ``-`` and ``_``. Values of enums may begin with a digit.
Downstream names begin with ``__``, a reversed domain and ``_``: ``__org.example_name``. A definition without a name
is left out.""",
        releases.NAMES_CHECKED,
    ),
    _rule(
        "name-style",
        "a name in another style than its kind has",
        """\
Types are called ``CamelCase``, events ``UPPER_CASE``, and commands, members, values and features ``lower-case``. The
pragmas ``command-name-exceptions`` and ``member-name-exceptions`` list commands and types that may deviate.""",
        releases.NAME_STYLES,
        auto=Severity.NOTE,
    ),
    _rule(
        "upper-case-member",
        "a member or value with upper case letters",
        """\
From 2.9 to 5.2 the pragma ``name-case-whitelist`` listed the types whose members could have them; the tools of 2.6 to
2.8 knew these types by name.""",
        releases.LOWER_CASE_MEMBERS,
        auto=None,
    ),
    _rule(
        "reserved-prefix",
        "a name that begins with q_ or q-",
        "Such names belong to the C code that is generated.",
        releases.RESERVED_NAMES,
    ),
    _rule(
        "reserved-list",
        "a type whose name ends with List",
        "Such names belong to the lists that are generated for each type.",
        releases.RESERVED_NAMES,
    ),
    _rule(
        "reserved-kind",
        "a type whose name ends with Kind",
        "Such names belonged to the enums that were generated for simple unions.",
        releases.RESERVED_KIND,
    ),
    _rule(
        "reserved-member",
        "a member called u or has-…",
        "Such names belong to the C structs that are generated.",
        releases.RESERVED_NAMES,
    ),
    _rule(
        "reserved-max",
        "a value or event called MAX",
        "The name belonged to the number of values in the C enum that was generated.",
        releases.RESERVED_MAX,
    ),
    _contradiction(
        "name-collision",
        "two members, values, branches or features of the same name",
        """\
Names collide if they are equal once ``-`` and ``.`` are ``_``. A struct's members share a name space with those of
its base and the base's bases, those of a union also with those of each branch.""",
        releases.DISTINCT_MEMBERS,
    ),
)

_TYPES = (
    _contradiction(
        "unknown-type",
        "a type that is not defined",
        """\
The message suggests names that are close. Commands and events are no types. The tools before 2.4 left names to the C
compiler, so that it is only noted in schemas of that time.""",
        releases.NAMES_LOOKED_UP,
    ),
    _contradiction(
        "bad-base",
        "a base that is no struct",
        "Only a struct can be extended; a union or enum cannot.",
        releases.BASES_CHECKED,
    ),
    _contradiction(
        "recursive-type",
        "a type that contains itself",
        """\
A struct is, through its bases, its own base; or a union is a branch of itself. A value of it would have no end. Use
an optional member or a list instead.""",
        releases.BASES_CHECKED,
    ),
    _contradiction(
        "missing-discriminator",
        "a discriminator that is no member of the base",
        "The discriminator of a union names a member of its base, without ``*``.",
        releases.UNIONS_CHECKED,
    ),
    _contradiction(
        "bad-discriminator",
        "a discriminator that cannot decide",
        "The member that decides about the branch is of an enum, not optional and without a condition.",
        releases.UNIONS_CHECKED,
    ),
    _contradiction(
        "unknown-branch",
        "a branch that is no value of the discriminator's enum",
        "It could never be chosen.",
        releases.UNIONS_CHECKED,
    ),
    _rule(
        "incomplete-union",
        "a value of the discriminator without a branch",
        "From 2.7 to 2.12 a union needed a branch for every value of its discriminator.",
        releases.ALL_BRANCHES,
        auto=None,
    ),
    _contradiction(
        "empty-union",
        "a union without branches",
        "A union has at least one branch. Where the enum of its discriminator has no values, there can be none.",
        releases.BRANCHES_NEEDED,
    ),
    _contradiction(
        "bad-branch-type",
        "a branch of a type that has no members",
        "A branch is of a struct, from 8.1 also of a union. Wrap other types in a struct.",
        releases.USES_CHECKED,
    ),
    _contradiction(
        "bad-alternative",
        "an alternative of a type that could be anything",
        "An alternate's alternatives are told from each other by their JSON type: ``any`` and alternates have none.",
        releases.USES_CHECKED,
    ),
    _rule(
        "ambiguous-alternative",
        "two alternatives that look alike",
        """\
At most one alternative is a JSON object, one a list, one a string, and so on. Where text is all there is, as on a
command line, a string may be meant as a number or boolean: ``str`` and an enum with values such as ``on`` or ``1``
exclude those.""",
        releases.DISTINCT_ALTERNATIVES,
    ),
)

_COMMANDS = (
    _contradiction(
        "bad-data-type",
        "arguments of a type that has no members",
        "The ``data`` of commands and events is a struct, or with ``boxed`` a union.",
        releases.USES_CHECKED,
    ),
    _contradiction(
        "union-without-boxed",
        "a union as arguments without boxed",
        "Arguments whose number depends on one of them can only be passed as one value: ``'boxed': true``.",
        releases.USES_CHECKED,
    ),
    _rule(
        "conditional-argument",
        "an argument with a condition, without boxed",
        "Conditional members are allowed in a named type that is passed as one value: ``'boxed': true``.",
        releases.CONDITIONAL_ARGUMENTS_BOXED,
    ),
    _rule(
        "bad-return-type",
        "a command that returns something other than an object or objects",
        """\
A return value that is an object can be extended later. The pragma ``command-returns-exceptions`` lists commands that
may return something else; the tools of 2.4 to 2.8 knew these by name.""",
        releases.OBJECTS_RETURNED,
    ),
    _contradiction(
        "special-feature-of-type",
        "deprecated or unstable on a type",
        "Commands, events, members and values can be deprecated or unstable, types cannot.",
        releases.DEPRECATED,
    ),
    _rule(
        "too-many-features",
        "more than 64 features",
        "The names of all features of a schema, with ``deprecated`` and ``unstable``, are at most 64.",
        releases.FEW_FEATURES,
    ),
)

SEMANTIC_RULES: tuple[Rule, ...] = (*_NAMES, *_TYPES, *_COMMANDS)
