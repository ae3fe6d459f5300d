"""Checks that a doc comment matches the definition to which it is attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.documentation import Description, Documentation, SectionKind
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, Member
from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import Span
from sphinx_qapi.source.suggestions import Suggestions
from sphinx_qapi.source.version import Version

UNDOCUMENTED_DEFINITION = Rule(
    name="undocumented-definition",
    summary="a definition without a doc comment where one is required",
    explanation="The pragma ``doc-required`` asks for a doc comment on every definition.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
)
UNDECLARED_MEMBER = Rule(
    name="undeclared-member",
    summary="a member is described that the definition does not have",
    explanation="""\
A doc comment describes the members, values and alternatives that the definition itself declares, not the members of its
base, of its branches or of a type named as ``data``.""",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
UNDECLARED_FEATURE = Rule(
    name="undeclared-feature",
    summary="a feature is described that the definition does not have",
    explanation="Below ``Features:``, the features of the definition and of its members are described.",
    rejected=releases.FEATURES_DOCUMENTED,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
UNDOCUMENTED_FEATURE = Rule(
    name="undocumented-feature",
    summary="a feature is not described",
    explanation="Each feature of a definition and of its members is described below ``Features:``.",
    rejected=releases.FEATURES_DOCUMENTED,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
UNDOCUMENTED_MEMBER = Rule(
    name="undocumented-member",
    summary="a member is not described",
    explanation="""\
From 9.0 on, the doc comment describes each member, value, argument and alternative that the definition declares,
but not the branches of a union. The pragma ``documentation-exceptions`` lists definitions that may leave
descriptions out.""",
    rejected=releases.MEMBERS_DOCUMENTED,
    auto=None,
    other=None,
)
SECTION_WITHOUT_COMMAND = Rule(
    name="section-without-command",
    summary="Returns: or Errors: on a definition that is not a command",
    explanation="Only commands return a value or fail.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
RETURNS_WITHOUT_TYPE = Rule(
    name="returns-without-type",
    summary="Returns: on a command that returns nothing",
    explanation="""\
From 9.0 on, only a command with ``returns`` has a section ``Returns:``. Failures are described below ``Errors:``.""",
    rejected=releases.RETURNS_NEED_A_TYPE,
    auto=None,
    other=None,
)

_SHOWN = 3
"""Maximum number of missing names in a message."""
_RESULTS = {SectionKind.RETURNS, SectionKind.ERRORS}


def check_documentation(
    definition: Definition,
    symbol: str | None,
    *,
    dialect: Version,
    pragmas: Mapping[str, tuple[str, ...] | bool],
    findings: Findings,
    suggestions: Suggestions,
    is_whole: bool = True,
    has_all_features: bool = True,
) -> None:
    """Report mismatches between *definition* and its comment, or that the comment is missing.

    Without *is_whole* no unknown names are reported, and without *has_all_features* no unknown features, as parts of
    the definition may be unreadable. *symbol* is the name in the comment's first line, None if it has no such line.
    *pragmas* are the pragmas that apply to the definition.
    """
    check = _DocumentationCheck(definition, findings, suggestions)
    if definition.documentation is None:
        if pragmas.get("doc-required"):
            check.at_definition(UNDOCUMENTED_DEFINITION, f"a doc comment was expected before {definition.name}")
    elif symbol != definition.name and (symbol is not None or findings.dialect is not None):
        return  # the comment of another definition or of none, which has been reported
    else:
        if is_whole:
            branches_too = releases.ENUMS_DESCRIBE_BRANCHES.covers(dialect)
            check.undeclared(definition.documentation, branches_too=branches_too, features_too=has_all_features)
        check.undocumented_features(definition.documentation)
        exceptions = pragmas.get("documentation-exceptions")
        if not (isinstance(exceptions, tuple) and definition.name in exceptions):
            check.undocumented_members(definition.documentation)
        check.results(definition.documentation)


def _declared(definition: Definition) -> Sequence[Member | EnumValue | Branch]:
    """The parts of *definition* that its comment describes."""
    match definition:
        case EnumType(values=values):
            return values
        case StructType(members=members):
            return members
        case UnionType(base_members=members):
            return members
        case AlternateType(branches=branches):
            return branches
        case Command(arguments=members) | Event(arguments=members):
            return members


def _features(definition: Definition) -> Iterator[Feature]:
    """The features of *definition* and of all its parts."""
    yield from definition.features
    for part in _declared(definition):
        yield from part.features


class _DocumentationCheck:
    def __init__(self, definition: Definition, findings: Findings, suggestions: Suggestions) -> None:
        self.definition = definition
        self.findings = findings
        self.suggestions = suggestions
        self.parts = _declared(definition)
        self.misspelt: set[str] = set()
        """Names of members that a description with an unknown name seems to mean."""

    def at_definition(self, rule: Rule, message: str, detail: Position | None = None) -> None:
        """Report a finding at the beginning of the definition; *detail* is the exact place."""
        self._report(rule, message, self.definition.position, detail)

    def undeclared(self, documentation: Documentation, *, branches_too: bool, features_too: bool) -> None:
        """Report descriptions of parts that the definition does not declare.

        With *branches_too*, descriptions of a union's branches are reported, too; without *features_too*, descriptions
        of features are not.
        """
        undeclared: Sequence[Description] = documentation.undeclared
        if branches_too and isinstance(self.definition, UnionType):
            own = {part.name for part in self.parts}
            branches = {branch.name for branch in self.definition.branches} - own
            undeclared = [*undeclared, *(each for each in documentation.members if each.name in branches)]
        if not undeclared:
            return
        features = {each.position for each in documentation.features}
        described = self._described(documentation)
        declared = [part.name for part in self.parts]
        missing = [name for name in declared if name not in described]
        known_features = {each.name for each in _features(self.definition)}
        has_no_arguments = isinstance(self.definition, (Command, Event)) and not self.parts
        rejected = releases.MEMBERS_OF_ARGUMENTS_CHECKED if has_no_arguments else None
        is_simple_union = isinstance(self.definition, UnionType) and self.definition.discriminator is None
        for each in undeclared:
            if is_simple_union and each.name in ("type", "data"):
                continue  # the members that choose the branch and hold its value, which are not declared
            if each.position in features and not features_too:
                continue
            if each.position in features:
                hint = self.suggestions.did_you_mean(each.name, known_features)
                message = f'{self.definition.name} has no feature "{each.name}"{hint}'
                self._report(UNDECLARED_FEATURE, message, each.position)
                continue
            meant = self.suggestions.nearest(each.name, missing, most=1)
            self.misspelt.update(meant)
            hint = self.suggestions.did_you_mean(each.name, meant or declared)
            message = f'{self.definition.name} does not declare "{each.name}"{hint}'
            self._report(UNDECLARED_MEMBER, message, each.position, rejected=rejected)

    def undocumented_features(self, documentation: Documentation) -> None:
        """Report features that the comment does not describe, each once."""
        described: set[str] | None = None
        for feature in _features(self.definition):
            if described is None:
                described = {each.name for each in documentation.features}
            if feature.name not in described:
                described.add(feature.name)
                message = f'the feature "{feature.name}" is not described'
                self.at_definition(UNDOCUMENTED_FEATURE, message, feature.position)

    def undocumented_members(self, documentation: Documentation) -> None:
        """Report members, values and alternatives that the comment does not describe, all in one finding."""
        described = self._described(documentation) | self.misspelt
        missing = (part for part in self.parts if part.name not in described)
        first = list(islice(missing, _SHOWN))
        if first:
            names = ", ".join(f'"{part.name}"' for part in first)
            others = sum(1 for _ in missing)
            more = f" and {others} more" if others else ""
            message = f"not described: {names}{more}"
            self.at_definition(UNDOCUMENTED_MEMBER, message, first[0].position)

    def _described(self, documentation: Documentation) -> set[str]:
        """The names of the definition's parts that are described; a comment may describe very many other names."""
        own = {part.name for part in self.parts}
        return {each.name for each in documentation.members if each.name in own}

    def results(self, documentation: Documentation) -> None:
        """Report sections about results or errors for definitions that have none."""
        for section in documentation.sections:
            if section.kind not in _RESULTS:
                continue
            if not isinstance(self.definition, Command):
                message = f"{section.tag}: is for commands, not for {self.definition.kind}s"
                self._report(SECTION_WITHOUT_COMMAND, message, section.position)
            elif section.kind is SectionKind.RETURNS and self.definition.returns is None:
                message = f"{self.definition.name} returns nothing"
                self._report(RETURNS_WITHOUT_TYPE, message, section.position)

    def _report(
        self,
        rule: Rule,
        message: str,
        position: Position,
        detail: Position | None = None,
        rejected: Span | None = None,
    ) -> None:
        self.findings.report(rule, message, position, detail=detail, definition=self.definition.name, rejected=rejected)
