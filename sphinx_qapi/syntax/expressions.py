"""The kinds of expressions with their keys, and the releases that have them.

Follows "Schema syntax" of the QAPI manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_qapi.source import releases
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.rule_kinds import ignored, loss, of_releases
from sphinx_qapi.source.span import ALWAYS, Span
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import ObjectNode, StringNode, ValueNode

UNKNOWN_EXPRESSION = loss(
    "unknown-expression",
    "an object that is not an expression of any kind",
    """\
One key says what kind of expression an object is: ``include``, ``pragma``, ``enum``, ``struct``, ``union``,
``alternate``, ``command`` or ``event`` (until 2.3, ``type`` instead of ``struct``). The object is left out.""",
)
AMBIGUOUS_EXPRESSION = loss(
    "ambiguous-expression",
    "an object that is an expression of two kinds",
    "An expression has exactly one of the keys that say what kind of expression it is. The object is left out.",
)
MISSING_KEY = loss(
    "missing-key",
    "a mandatory key is missing",
    """\
``struct``, ``enum``, ``union`` and ``alternate`` need ``data``; a union with a discriminator needs ``base``. A member
that is written as an object needs ``type``, and a value or feature needs ``name``. The part without the key is left
out.""",
)
UNKNOWN_KEY = ignored(
    "unknown-key",
    "a key that this kind of expression, member, value or feature does not have",
    "The key is ignored. The message lists the valid keys.",
    releases.KEYS_CHECKED,
)
OTHER_RELEASE = Rule(
    name="other-release",
    summary="something that the chosen release does not know",
    explanation="""\
A release was chosen whose rules apply, and the schema uses something that was added later or had been removed before.
In automatic mode, the language of all releases is accepted, and this rule finds nothing.""",
    rejected=ALWAYS,
    auto=None,
)
BAD_NAME_VALUE = loss(
    "bad-name-value",
    "something other than a string as a name",
    "The names of definitions, values and features, prefixes and discriminators are strings.",
)
INVALID_NAME = of_releases(
    "invalid-name",
    "a name that would not be valid in C",
    """\
A name begins with a letter and consists of letters, digits, ``-`` and ``_``. Values of enums may begin with a digit.
Downstream names begin with ``__``, a reversed domain and ``_``: ``__org.example_name``. A definition without a name
is left out.""",
    releases.NAMES_CHECKED,
)

_COMMON = {"if": releases.IF}


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpressionKind:
    """A kind of expression: the releases that have it, and its keys besides the one that identifies it."""

    span: Span = ALWAYS
    required: tuple[str, ...] = ()
    optional: Mapping[str, Span] = field(default_factory=dict)


EXPRESSION_KINDS: dict[str, ExpressionKind] = {
    "include": ExpressionKind(span=releases.INCLUDE),
    "pragma": ExpressionKind(span=releases.PRAGMA),
    "type": ExpressionKind(
        span=releases.TYPE,
        required=("data",),
        optional={"base": releases.BASE_OF_TYPE},
    ),
    "struct": ExpressionKind(
        span=releases.STRUCT,
        required=("data",),
        optional={"base": ALWAYS, **_COMMON, "features": releases.FEATURES_OF_STRUCTS},
    ),
    "enum": ExpressionKind(
        required=("data",),
        optional={"prefix": releases.PREFIX, **_COMMON, "features": releases.FEATURES},
    ),
    "union": ExpressionKind(
        required=("data",),
        optional={
            "base": releases.BASE_OF_UNION,
            "discriminator": releases.DISCRIMINATOR,
            **_COMMON,
            "features": releases.FEATURES,
        },
    ),
    "alternate": ExpressionKind(
        span=releases.ALTERNATE,
        required=("data",),
        optional={**_COMMON, "features": releases.FEATURES},
    ),
    "command": ExpressionKind(
        optional={
            "data": ALWAYS,
            "returns": ALWAYS,
            "gen": ALWAYS,
            "success-response": releases.SUCCESS_RESPONSE,
            "boxed": releases.BOXED,
            "allow-oob": releases.ALLOW_OOB,
            "allow-preconfig": releases.ALLOW_PRECONFIG,
            "coroutine": releases.COROUTINE,
            **_COMMON,
            "features": releases.FEATURES_OF_COMMANDS,
        },
    ),
    "event": ExpressionKind(
        span=releases.EVENT,
        optional={"data": ALWAYS, "boxed": releases.BOXED, **_COMMON, "features": releases.FEATURES},
    ),
}
"""All kinds by keyword. A new key needs an entry here, and code in `sphinx_qapi.schema` that reads it."""

PRAGMAS: dict[str, Span] = {
    "doc-required": releases.DOC_REQUIRED,
    "returns-whitelist": releases.WHITELISTS,
    "name-case-whitelist": releases.WHITELISTS,
    "command-returns-exceptions": releases.EXCEPTIONS,
    "member-name-exceptions": releases.EXCEPTIONS,
    "command-name-exceptions": releases.EXCEPTIONS,
    "documentation-exceptions": releases.DOCUMENTATION_EXCEPTIONS,
}
"""The pragmas with the releases that have them; ``doc-required`` takes a boolean, the others take lists of names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expression:
    """An expression of a known kind, with only the keys of this kind."""

    keyword: str
    name: str
    """Name of the definition; path of the file for an ``include``; empty for a ``pragma``."""
    values: Mapping[str, ValueNode]
    """The values of its other keys; for a ``pragma`` the value of the key ``pragma``."""
    position: Position
    """Where the expression begins."""
    guessed: bool = False
    """Whether a mistake in the expression was read by guessing; see `ObjectNode.guessed`."""


def read_expression(node: ObjectNode, *, dialect: Version, findings: Findings) -> Expression | None:
    """The expression that *node* is; None, with a finding, if its kind or name cannot be told."""
    values = {pair.key.value: pair.value for pair in node.pairs}
    keywords = [key for key in values if key in EXPRESSION_KINDS]
    if len(keywords) != 1:
        wrong = f"has {_quoted(keywords)}" if keywords else f"has none{did_you_mean_any(values, EXPRESSION_KINDS)}"
        message = f"an expression has exactly one of {_quoted(EXPRESSION_KINDS)}; this {wrong}"
        findings.report(AMBIGUOUS_EXPRESSION if keywords else UNKNOWN_EXPRESSION, message, node.position)
        return None
    return _ExpressionReader(node, keywords[0], values, dialect, findings).read()


class _ExpressionReader:
    def __init__(
        self, node: ObjectNode, keyword: str, values: dict[str, ValueNode], dialect: Version, findings: Findings
    ) -> None:
        self.node = node
        self.keyword = keyword
        self.values = values
        self.dialect = dialect
        self.findings = findings
        self.name = ""

    def read(self) -> Expression | None:
        keyword = self.keyword
        kind = EXPRESSION_KINDS[keyword]
        if keyword == "pragma":
            self._check_keys(kind)
            return self._expression({keyword: self.values[keyword]})
        name = self.values.pop(keyword)
        if not isinstance(name, StringNode):
            self._report(BAD_NAME_VALUE, f'"{keyword}" requires a string', name.position)
            return None
        self.name = name.value
        if not self.name.strip() and keyword != "include":
            self._report(INVALID_NAME, f"{keyword} has no name", name.position)
            return None
        self._check_keys(kind)
        return self._expression(self.values)

    def _expression(self, values: Mapping[str, ValueNode]) -> Expression:
        node = self.node
        return Expression(
            keyword=self.keyword, name=self.name, values=values, position=node.position, guessed=node.guessed
        )

    def _check_keys(self, kind: ExpressionKind) -> None:
        """Report missing keys, keys of other releases and unknown keys; drop the unknown ones."""
        self._expect(f'"{self.keyword}"', kind.span)
        valid = (self.keyword, *kind.required, *kind.optional)
        unknown = [key for key in self.values if key not in valid]
        missing = [key for key in kind.required if key not in self.values]
        if missing:
            mistaken = f", and {_quoted(unknown)} is none of its keys" if unknown else ""
            self._report(MISSING_KEY, f"{self.keyword} lacks the key {_quoted(missing)}{mistaken}")
        elif unknown:
            hint = did_you_mean_any(unknown, valid)
            message = f"{self.keyword} has no {'key' if len(unknown) == 1 else 'keys'} {_quoted(unknown)}{hint}"
            at = next(pair.key.position for pair in self.node.pairs if pair.key.value == unknown[0])
            rejected = kind.span if len(valid) == 1 else None  # expressions with a single key were never allowed others
            self._report(UNKNOWN_KEY, f"{message}; its keys are {_quoted(valid)}", at, rejected)
        self.values = {key: value for key, value in self.values.items() if key in valid}
        for key, value in self.values.items():
            self._expect(f'the key "{key}" of {self.keyword}', kind.optional.get(key, ALWAYS), value.position)

    def _expect(self, what: str, span: Span, at: Position | None = None) -> None:
        if self.findings.dialect is not None and not span.covers(self.dialect):
            self._report(OTHER_RELEASE, f"{what} is {span}; this is read as {self.dialect}", at)

    def _report(self, rule: Rule, message: str, at: Position | None = None, rejected: Span | None = None) -> None:
        self.findings.report(
            rule, message, self.node.position, definition=self.name or None, detail=at, rejected=rejected
        )


def did_you_mean_any(wrong: Mapping[str, object] | list[str], valid: Mapping[str, object] | tuple[str, ...]) -> str:
    """A hint for the first of *wrong* that is similar to one of *valid*; empty if there is none."""
    return next((hint for each in wrong if (hint := did_you_mean(each, valid))), "")


def _quoted(names: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
