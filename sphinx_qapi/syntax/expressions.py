"""Which keys each kind of expression has, release by release.

Follows "Schema syntax" of the QAPI manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import ObjectNode, StringNode, ValueNode


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The releases that know something."""

    since: Version | None = None
    """The first release that knows it; None: all did from the beginning."""
    until: Version | None = None
    """The first release that does not know it any more."""

    def covers(self, version: Version) -> bool:
        """Whether release *version* knows it."""
        return (self.since is None or self.since <= version) and (self.until is None or version < self.until)

    def __str__(self) -> str:
        known = [f"known from {self.since} on"] if self.since else []
        gone = [f"gone from {self.until} on"] if self.until else []
        return " and ".join(known + gone) or "known to all releases"


ALWAYS = Span()


def since(version: str, until: str | None = None) -> Span:
    """From release *version* on, up to but without *until*."""
    return Span(since=Version.parse(version), until=Version.parse(until) if until else None)


def before(version: str) -> Span:
    """From the beginning up to but without release *version*."""
    return Span(until=Version.parse(version))


_COMMON = {"if": since("3.0")}


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpressionKind:
    """A kind of expression: the key that identifies it and those that it has beside."""

    span: Span = ALWAYS
    required: tuple[str, ...] = ()
    optional: Mapping[str, Span] = field(default_factory=dict)


EXPRESSION_KINDS: dict[str, ExpressionKind] = {
    "include": ExpressionKind(span=since("2.1")),
    "pragma": ExpressionKind(span=since("2.9")),
    "type": ExpressionKind(
        span=before("2.4"),
        required=("data",),
        optional={"base": since("1.7", "2.4")},
    ),
    "struct": ExpressionKind(
        span=since("2.4"),
        required=("data",),
        optional={"base": ALWAYS, **_COMMON, "features": since("4.1")},
    ),
    "enum": ExpressionKind(
        required=("data",),
        optional={"prefix": since("2.5"), **_COMMON, "features": since("5.0")},
    ),
    "union": ExpressionKind(
        required=("data",),
        optional={"base": since("1.7"), "discriminator": since("1.7"), **_COMMON, "features": since("5.0")},
    ),
    "alternate": ExpressionKind(
        span=since("2.4"),
        required=("data",),
        optional={**_COMMON, "features": since("5.0")},
    ),
    "command": ExpressionKind(
        optional={
            "data": ALWAYS,
            "returns": ALWAYS,
            "gen": ALWAYS,
            "success-response": since("1.1"),
            "boxed": since("2.7"),
            "allow-oob": since("2.12"),
            "allow-preconfig": since("3.0"),
            "coroutine": since("5.2"),
            **_COMMON,
            "features": since("4.2"),
        },
    ),
    "event": ExpressionKind(
        span=since("2.1"),
        optional={"data": ALWAYS, "boxed": since("2.7"), **_COMMON, "features": since("5.0")},
    ),
}
"""Every kind by its keyword. A new key is a line here and its reading in `sphinx_qapi.schema`."""

PRAGMAS: dict[str, Span] = {
    "doc-required": since("2.9"),
    "returns-whitelist": since("2.9", "6.0"),
    "name-case-whitelist": since("2.9", "6.0"),
    "command-returns-exceptions": since("6.0"),
    "member-name-exceptions": since("6.0"),
    "command-name-exceptions": since("6.0"),
    "documentation-exceptions": since("9.0"),
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
    node: ObjectNode

    @property
    def position(self) -> Position:
        """Where it begins."""
        return self.node.position


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
            return Expression(keyword=keyword, name="", values={keyword: self.values[keyword]}, node=self.node)
        name = self.values.pop(keyword)
        if not isinstance(name, StringNode):
            self._report("bad-name-value", f'"{keyword}" requires a string', name.position)
            return None
        self.name = name.value
        if not self.name.strip() and keyword != "include":
            self._report("invalid-name", f"{keyword} has no name", name.position)
            return None
        if not self._check_keys(kind):
            return None
        return Expression(keyword=keyword, name=self.name, values=self.values, node=self.node)

    def _check_keys(self, kind: ExpressionKind) -> bool:
        """Whether all the keys are there that must be; those that are not known are dropped."""
        self._expect(f'"{self.keyword}"', kind.span)
        valid = (self.keyword, *kind.required, *kind.optional)
        unknown = [key for key in self.values if key not in valid]
        missing = [key for key in kind.required if key not in self.values]
        if missing:
            mistaken = f", and {_quoted(unknown)} is none of its keys" if unknown else ""
            self._report("missing-key", f"{self.keyword} lacks the key {_quoted(missing)}{mistaken}")
            return False
        if unknown:
            hint = did_you_mean_any(unknown, valid)
            message = f"{self.keyword} has no {'key' if len(unknown) == 1 else 'keys'} {_quoted(unknown)}{hint}"
            at = next(pair.key.position for pair in self.node.pairs if pair.key.value == unknown[0])
            self._report("unknown-key", f"{message}; its keys are {_quoted(valid)}", at)
            self.values = {key: value for key, value in self.values.items() if key in valid}
        for key, value in self.values.items():
            self._expect(f'the key "{key}" of {self.keyword}', kind.optional.get(key, ALWAYS), value.position)
        return True

    def _expect(self, what: str, span: Span, at: Position | None = None) -> None:
        if self.findings.dialect is not None and not span.covers(self.dialect):
            self._report("other-release", f"{what} is {span}; this is read as {self.dialect}", at)

    def _report(self, rule: str, message: str, at: Position | None = None) -> None:
        self.findings.report(rule, message, self.node.position, definition=self.name or None, detail=at)


def did_you_mean_any(wrong: Mapping[str, object] | list[str], valid: Mapping[str, object] | tuple[str, ...]) -> str:
    """A suggestion for the first of *wrong* that has one."""
    return next((hint for each in wrong if (hint := did_you_mean(each, valid))), "")


def _quoted(names: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
