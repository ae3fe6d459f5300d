"""Which keys each kind of expression has, release by release.

Follows "Schema syntax" of the QAPI manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_qapi.source import releases
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.span import ALWAYS, Span
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import ObjectNode, StringNode, ValueNode

_COMMON = {"if": releases.IF}


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpressionKind:
    """A kind of expression: the key that identifies it and those that it has beside."""

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
"""Every kind by its keyword. A new key is a line here and its reading in `sphinx_qapi.schema`."""

PRAGMAS: dict[str, Span] = {
    "doc-required": releases.DOC_REQUIRED,
    "returns-whitelist": releases.WHITELISTS,
    "name-case-whitelist": releases.WHITELISTS,
    "command-returns-exceptions": releases.EXCEPTIONS,
    "member-name-exceptions": releases.EXCEPTIONS,
    "command-name-exceptions": releases.EXCEPTIONS,
    "documentation-exceptions": releases.DOCUMENTATION_EXCEPTIONS,
}
"""The pragmas; those of names take lists, ``doc-required`` a boolean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expression:
    """An expression whose kind is known, with the keys that its kind has."""

    keyword: str
    name: str
    """What it defines; the path of an ``include``; nothing for a ``pragma``."""
    values: Mapping[str, ValueNode]
    """Its other keys; of a ``pragma`` the pragma itself."""
    position: Position
    """Where it begins."""
    guessed: bool = False
    """See `ObjectNode.guessed`."""


def read_expression(node: ObjectNode, *, dialect: Version, findings: Findings) -> Expression | None:
    """What kind of expression *node* is; None, and a finding, if that cannot be told."""
    values = {pair.key.value: pair.value for pair in node.pairs}
    keywords = [key for key in values if key in EXPRESSION_KINDS]
    if len(keywords) != 1:
        wrong = f"has {_quoted(keywords)}" if keywords else f"has none{did_you_mean_any(values, EXPRESSION_KINDS)}"
        message = f"an expression has exactly one of {_quoted(EXPRESSION_KINDS)}; this {wrong}"
        findings.report("ambiguous-expression" if keywords else "unknown-expression", message, node.position)
        return None
    return _Reader(node, keywords[0], values, dialect, findings).read()


class _Reader:
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
            self._report("bad-name-value", f'"{keyword}" requires a string', name.position)
            return None
        self.name = name.value
        if not self.name.strip() and keyword != "include":
            self._report("invalid-name", f"{keyword} has no name", name.position)
            return None
        self._check_keys(kind)
        return self._expression(self.values)

    def _expression(self, values: Mapping[str, ValueNode]) -> Expression:
        node = self.node
        return Expression(
            keyword=self.keyword, name=self.name, values=values, position=node.position, guessed=node.guessed
        )

    def _check_keys(self, kind: ExpressionKind) -> None:
        """Report keys that are missing, and those that are not known, which are dropped."""
        self._expect(f'"{self.keyword}"', kind.span)
        valid = (self.keyword, *kind.required, *kind.optional)
        unknown = [key for key in self.values if key not in valid]
        missing = [key for key in kind.required if key not in self.values]
        if missing:
            mistaken = f", and {_quoted(unknown)} is none of its keys" if unknown else ""
            self._report("missing-key", f"{self.keyword} lacks the key {_quoted(missing)}{mistaken}")
        elif unknown:
            hint = did_you_mean_any(unknown, valid)
            message = f"{self.keyword} has no {'key' if len(unknown) == 1 else 'keys'} {_quoted(unknown)}{hint}"
            at = next(pair.key.position for pair in self.node.pairs if pair.key.value == unknown[0])
            rejected = kind.span if len(valid) == 1 else None  # what stands alone always has
            self._report("unknown-key", f"{message}; its keys are {_quoted(valid)}", at, rejected)
        self.values = {key: value for key, value in self.values.items() if key in valid}
        for key, value in self.values.items():
            self._expect(f'the key "{key}" of {self.keyword}', kind.optional.get(key, ALWAYS), value.position)

    def _expect(self, what: str, span: Span, at: Position | None = None) -> None:
        if self.findings.dialect is not None and not span.covers(self.dialect):
            self._report("other-release", f"{what} is {span}; this is read as {self.dialect}", at)

    def _report(self, rule: str, message: str, at: Position | None = None, rejected: Span | None = None) -> None:
        self.findings.report(
            rule, message, self.node.position, definition=self.name or None, detail=at, rejected=rejected
        )


def did_you_mean_any(wrong: Mapping[str, object] | list[str], valid: Mapping[str, object] | tuple[str, ...]) -> str:
    """A suggestion for the first of *wrong* that has one."""
    return next((hint for each in wrong if (hint := did_you_mean(each, valid))), "")


def _quoted(names: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
