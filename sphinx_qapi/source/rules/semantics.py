"""Rules of names and types, and how definitions fit together."""

from __future__ import annotations

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import NEWEST, Rule
from sphinx_qapi.source.version import Version

_V2_4 = Version((2, 4))
_V2_5 = Version((2, 5))
_V2_6 = Version((2, 6))
_V2_7 = Version((2, 7))
_V2_9 = Version((2, 9))
_V2_10 = Version((2, 10))
_V3_0 = Version((3, 0))
_V6_0 = Version((6, 0))
_V6_2 = Version((6, 2))
_V8_1 = Version((8, 1))
_V10_0 = Version((10, 0))


def _rule(
    name: str,
    summary: str,
    explanation: str,
    *,
    since: Version = NEWEST,
    until: Version | None = None,
    auto: Severity | None = Severity.WARNING,
) -> Rule:
    """A rule of what contradicts itself; of those without a date other releases are warned too."""
    other = Severity.WARNING if since == NEWEST else None
    return Rule(name=name, summary=summary, explanation=explanation, since=since, until=until, auto=auto, other=other)


_NAMES = (
    _rule(
        "duplicate-definition",
        "two definitions of the same name",
        """\
Types, commands and events share one name space; upper and lower case count. The first definition is kept, the other
left out.""",
    ),
    _rule(
        "redefined-builtin",
        "a definition called as a built-in type",
        "``str``, ``int``, ``number``, ``bool``, ``size``, ``any``, ``null``, ``QType`` and sized integers are given.",
    ),
    _rule(
        "invalid-name",
        "a name that could be none in C",
        """\
A name begins with a letter and consists of letters, digits, ``-`` and ``_``. Values of enums may begin with a digit.
Downstream names begin with ``__``, a reversed domain and ``_``: ``__org.example_name``. A definition without a name
is left out.""",
        since=_V2_4,
    ),
    _rule(
        "name-style",
        "a name in another style than its kind has",
        """\
Types are called ``CamelCase``, events ``UPPER_CASE``, and commands, members, values and features ``lower-case``. The
pragmas ``command-name-exceptions`` and ``member-name-exceptions`` list commands and types that may deviate.""",
        since=_V6_0,
        auto=Severity.NOTE,
    ),
    _rule(
        "upper-case-member",
        "a member or value with upper case letters",
        "From 2.9 to 5.2 the pragma ``name-case-whitelist`` listed the types whose members could have them.",
        since=_V2_9,
        until=_V6_0,
        auto=None,
    ),
    _rule(
        "reserved-prefix",
        "a name that begins with q_ or q-",
        "Such names belong to the C code that is generated.",
        since=_V2_5,
    ),
    _rule(
        "reserved-list",
        "a type whose name ends with List",
        "Such names belong to the lists that are generated for each type.",
        since=_V2_5,
    ),
    _rule(
        "reserved-kind",
        "a type whose name ends with Kind",
        "Such names belonged to the enums that were generated for simple unions.",
        since=_V2_4,
        until=_V6_2,
    ),
    _rule(
        "reserved-member",
        "a member called u or has-…",
        "Such names belong to the C structs that are generated.",
        since=_V2_5,
    ),
    _rule(
        "reserved-max",
        "a value or event called MAX",
        "The name belonged to the number of values in the C enum that was generated.",
        since=_V2_4,
        until=_V2_6,
    ),
    _rule(
        "name-collision",
        "two members, values, branches or features of the same name",
        """\
Names collide if they are equal once ``-`` and ``.`` are ``_``. A struct's members share a name space with those of
its base and the base's bases, those of a union also with those of each branch.""",
    ),
)

_TYPES = (
    _rule(
        "unknown-type",
        "a type that is not defined",
        "The message suggests names that are close. Commands and events are no types.",
    ),
    _rule("bad-base", "a base that is no struct", "Only a struct can be extended; a union or enum cannot."),
    _rule(
        "recursive-type",
        "a type that contains itself",
        """\
A struct is, through its bases, its own base; or a union is a branch of itself. A value of it would have no end. Use
an optional member or a list instead.""",
    ),
    _rule(
        "missing-discriminator",
        "a discriminator that is no member of the base",
        "The discriminator of a union names a member of its base, without ``*``.",
    ),
    _rule(
        "bad-discriminator",
        "a discriminator that cannot decide",
        "The member that decides about the branch is of an enum, not optional and without a condition.",
    ),
    _rule("unknown-branch", "a branch that is no value of the discriminator's enum", "It could never be chosen."),
    _rule(
        "incomplete-union",
        "a value of the discriminator without a branch",
        "From 2.7 to 2.12 a union needed a branch for every value of its discriminator.",
        since=_V2_7,
        until=_V3_0,
        auto=None,
    ),
    _rule("empty-union", "a union whose discriminator has no values", "A union has at least one branch."),
    _rule(
        "bad-branch-type",
        "a branch of a type that has no members",
        "A branch is of a struct, from 8.1 also of a union. Wrap other types in a struct.",
    ),
    _rule(
        "bad-alternative",
        "an alternative of a type that could be anything",
        "An alternate's alternatives are told from each other by their JSON type: ``any`` and alternates have none.",
    ),
    _rule(
        "ambiguous-alternative",
        "two alternatives that look alike",
        """\
At most one alternative is a JSON object, one a list, one a string, and so on. Where text is all there is, as on a
command line, a string may be meant as a number or boolean: ``str`` and an enum with values such as ``on`` or ``1``
exclude those.""",
        since=_V2_10,
    ),
)

_COMMANDS = (
    _rule(
        "bad-data-type",
        "arguments of a type that has no members",
        "The ``data`` of commands and events is a struct, or with ``boxed`` a union.",
    ),
    _rule(
        "union-without-boxed",
        "a union as arguments without boxed",
        "Arguments whose number depends on one of them can only be passed as one value: ``'boxed': true``.",
    ),
    _rule(
        "conditional-argument",
        "an argument with a condition, without boxed",
        "Conditional members are allowed in a named type that is passed as one value: ``'boxed': true``.",
        since=_V8_1,
    ),
    _rule(
        "bad-return-type",
        "a command that returns something other than an object or objects",
        """\
A return value that is an object can be extended later. The pragma ``command-returns-exceptions`` lists commands that
may return something else.""",
        since=_V2_9,
    ),
    _rule(
        "special-feature-of-type",
        "deprecated or unstable on a type",
        "Commands, events, members and values can be deprecated or unstable, types cannot.",
    ),
    _rule(
        "too-many-features",
        "more than 64 features",
        "The names of all features of a schema, with ``deprecated`` and ``unstable``, are at most 64.",
        since=_V10_0,
    ),
)

SEMANTIC_RULES: tuple[Rule, ...] = (*_NAMES, *_TYPES, *_COMMANDS)
