"""The state while a definition is built, with the reporting of findings about its parts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from typing import TypedDict

from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.documentation import MANY_PARTS, Description, Documentation
from sphinx_qapi.schema.model.members import Feature, Since
from sphinx_qapi.source.findings import Findings, NoFindings
from sphinx_qapi.source.packed_list import packed_beyond
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import Span
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.expressions import OTHER_RELEASE, Expression


class CommonParts(TypedDict):
    """The attributes that all definitions have."""

    name: str
    keyword: str
    module: str
    condition: Condition | None
    features: tuple[Feature, ...]
    documentation: Documentation | None
    position: Position


class DefinitionScope:
    """The definition that is being built: its comment, what could be read, and where findings are reported."""

    def __init__(
        self,
        expression: Expression,
        *,
        module: str,
        documentation: Documentation | None,
        declared: Container[str],
        dialect: Version,
        findings: Findings,
    ) -> None:
        self.expression = expression
        self.keyword = expression.keyword
        self.name = expression.name
        self.dialect = dialect
        self.flawed = False
        """Whether some part of the definition cannot be read."""
        self.lost = False
        """Whether so little of the definition can be read that it is left out of the schema."""
        self.has_all_names = True
        """Whether the names of all parts except features could be read."""
        self.has_all_features = True
        """Whether the names of all features could be read."""
        self.may_be_boxed = False
        """Whether the flag ``boxed`` has an invalid value, so that the definition may be meant to be boxed."""
        self._part = ""
        self._module = module
        self._documentation = documentation
        self._declared = declared
        self._findings = findings
        self._features: set[str] = set()
        self._descriptions: dict[str, Description] = {}
        for description in documentation.members if documentation else ():
            if description.name in declared:
                self._descriptions.setdefault(description.name, description)

    def hush(self) -> None:
        """Report nothing from now on, as the text that is read again was reported before."""
        self._findings = NoFindings(self._findings.dialect)
        self._features = set()

    def report(self, rule: Rule, message: str, at: Position, rejected: Span | None = None) -> None:
        """Report that a part at *at* is wrong and left out; *rejected* are the releases that reject this form."""
        self.flawed = True
        named = f"{self._part}: {message}" if self._part else message
        self._findings.report(rule, named, self.expression.position, detail=at, definition=self.name, rejected=rejected)

    def expect(self, what: str, span: Span, at: Position) -> None:
        """Report *what* if a dialect is named that is not in *span*."""
        if self._findings.dialect is not None and not span.covers(self.dialect):
            where = f"{self._part}: " if self._part else ""
            message = f"{where}{what} is {span}; this is read as {self.dialect}"
            self._findings.report(OTHER_RELEASE, message, self.expression.position, detail=at, definition=self.name)

    @contextmanager
    def within(self, part: str) -> Iterator[None]:
        """Name *part* in the messages of all findings reported inside this context."""
        before = self._part
        self._part = ": ".join(filter(None, (before, part)))
        try:
            yield
        finally:
            self._part = before

    @property
    def is_without_code(self) -> bool:
        """Whether the definition is a command for which no code is generated, so that its types may be anything."""
        return self.keyword == "command" and "gen" in self.expression.values

    def described(self, name: str) -> tuple[Text | None, Since | None]:
        """The text about the member *name* in the doc comment, and the version that it states; None if missing."""
        description = self._descriptions.get(name)
        if description is None or not description.text:
            return None, None
        return description.text, description.since

    def declare_features(self, features: Iterable[Feature]) -> None:
        """Record *features* as features of the definition or one of its parts."""
        self._features.update(feature.name for feature in features)

    def common(self, condition: Condition | None, features: tuple[Feature, ...]) -> CommonParts:
        """The attributes that all definitions have; to be called after all parts are read."""
        return {
            "name": self.name,
            "keyword": self.keyword,
            "module": self._module,
            "condition": condition,
            "features": features,
            "documentation": self._matched_documentation(),
            "position": self.expression.position,
        }

    def _matched_documentation(self) -> Documentation | None:
        documentation = self._documentation
        if documentation is None:
            return None
        undeclared = packed_beyond(
            MANY_PARTS,
            chain(
                (each for each in documentation.members if each.name not in self._declared),
                (each for each in documentation.features if each.name not in self._features),
            ),
        )
        return replace(documentation, undeclared=undeclared) if undeclared else documentation
