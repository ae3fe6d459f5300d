"""Rules of the keys and values of expressions."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import ALWAYS, Span


def _lost(name: str, summary: str, explanation: str) -> Rule:
    """A rule against something that cannot be read: part of the schema is missing then, in every release."""
    severity = Severity.ERROR
    return Rule(name=name, summary=summary, explanation=explanation, rejected=ALWAYS, auto=severity, other=severity)


def _ignored(name: str, summary: str, explanation: str, rejected: Span, *, timeless: bool = True) -> Rule:
    """A rule against something that is ignored, so that a reader may miss something."""
    severity = Severity.WARNING
    return Rule(
        name=name,
        summary=summary,
        explanation=explanation,
        rejected=rejected,
        auto=severity,
        other=severity,
        timeless=timeless,
    )


_EXPRESSIONS = (
    _lost(
        "unknown-expression",
        "an object that is no kind of expression",
        """\
One key says what kind of expression an object is: ``include``, ``pragma``, ``enum``, ``struct``, ``union``,
``alternate``, ``command`` or ``event`` (until 2.3 ``type`` for ``struct``). The object is left out.""",
    ),
    _lost(
        "ambiguous-expression",
        "an object that is two kinds of expression",
        "An expression has exactly one of the keys that say its kind. The object is left out.",
    ),
    _lost(
        "missing-key",
        "a key that must be there",
        """\
``struct``, ``enum``, ``union`` and ``alternate`` need ``data``; a union with a discriminator needs ``base``. A member
that is written as an object needs ``type``, a value or feature needs ``name``. What lacks it is left out.""",
    ),
    _ignored(
        "unknown-key",
        "a key that this kind of expression, member, value or feature does not have",
        "The key is ignored. The message lists the keys that there are.",
        releases.KEYS_CHECKED,
    ),
    Rule(
        name="other-release",
        summary="something that the chosen release does not know",
        explanation="""\
A release is named whose rules hold, and the schema uses what came later or had been removed by then. In automatic
mode the language of all releases is read, and this rule finds nothing.""",
        rejected=ALWAYS,
        auto=None,
    ),
)

_VALUES = (
    _lost(
        "bad-name-value",
        "something other than a string as a name",
        "The names of definitions, values and features, prefixes and discriminators are strings.",
    ),
    _lost(
        "bad-type-reference",
        "something other than a type where a type is needed",
        """\
A type is given by its name, ``'str'``, or as a list of one name, ``['str']``. Structs are not written in the place of
a type since 2.4: define them, and use their names.""",
    ),
    _lost(
        "bad-value",
        "a value of the wrong kind for its key",
        "The message says what was expected. The value is ignored; a definition without its ``data`` is left out.",
    ),
    _lost(
        "boxed-without-type",
        "boxed without the name of a type as data",
        "``'boxed': true`` passes the arguments as one value of a named type: ``'data': 'Type'``.",
    ),
    _ignored(
        "conflicting-flags",
        "flags that exclude each other",
        "A command cannot both be executed out of band and be a coroutine.",
        releases.COROUTINE,
    ),
    _ignored(
        "empty-alternate",
        "an alternate with too few alternatives",
        "Without alternatives no value could ever be of this type. From 2.6 to 4.1 two were needed.",
        releases.BRANCHES_NEEDED,
    ),
)

_CONDITIONS = (
    _ignored(
        "bad-condition",
        "an if that is no condition",
        """\
A condition is the name of a preprocessor symbol, such as ``'CONFIG_X'``, or an object with one of the keys ``all``,
``any`` (a list of conditions) and ``not`` (a condition). From 3.0 to 6.1 it was a C expression. It is ignored.""",
        releases.IF,
    ),
    _ignored(
        "blank-condition",
        "an if without content",
        "A blank condition or an empty list of conditions says nothing. It is ignored; remove it.",
        releases.IF,
        timeless=False,
    ),
)

_PRAGMAS = (
    _ignored(
        "unknown-pragma",
        "a pragma that does not exist",
        "It is ignored. Pragmas are ``doc-required`` and lists of names that are exempt from rules.",
        releases.PRAGMA,
        timeless=False,
    ),
)

STRUCTURE_RULES: tuple[Rule, ...] = (*_EXPRESSIONS, *_VALUES, *_CONDITIONS, *_PRAGMAS)
