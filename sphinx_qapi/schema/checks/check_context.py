"""The context of all checks of a schema: for looking up definitions, and for reporting."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from sphinx_qapi.schema.building.drafts import UNREAD
from sphinx_qapi.schema.building.schema_builder import BuiltSchema
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, BuiltinType
from sphinx_qapi.schema.model.definition_table import DefinitionTable
from sphinx_qapi.schema.model.definitions import Command, Definition, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import TypeRef
from sphinx_qapi.schema.model.walks import UseRole, named_types
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import Span
from sphinx_qapi.source.suggestions import Suggestions
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.expressions import OTHER_RELEASE


class CheckContext:
    """A schema, with the release by whose rules it is checked."""

    def __init__(self, built: BuiltSchema, dialect: Version, findings: Findings) -> None:
        self.schema = built.schema
        drafts = {draft.name: draft for draft in built.drafts}
        known = built.schema.definitions
        self.definitions: Mapping[str, Definition] = _with_drafts(known, drafts) if drafts else known
        """The definitions by name, in order; definitions with mistakes are drafts, with their unreadable parts."""
        self.all = _Unpacked(self.definitions, built.repeated)
        """All definitions, including those left out because their name is already defined."""
        self.complete = built.complete
        self.dialect = dialect
        self._suggestions = Suggestions()
        self._incomplete = built.incomplete
        self._unsound = built.incomplete.union(drafts)
        self._guessed = built.guessed
        self._places_read = frozenset(findings.places) if built.guessed else frozenset[Position]()
        self._findings = findings
        self._kind_enums: set[str] = set()
        self.names_of_features: set[str] = set()
        """The names of features found so far, except the special ones."""
        self.has_extensions = False
        """Whether any type has a base or branches."""
        self.has_old_types = False
        """Whether any type is defined with the keyword ``type``, which predates ``struct``."""
        for each in self.all:
            self._note(each)

    def _note(self, definition: Definition) -> None:
        self.has_old_types |= definition.keyword == "type"
        if isinstance(definition, UnionType):
            self.has_extensions = True
            if definition.discriminator is None:
                self._kind_enums.add(f"{definition.name}Kind")
        elif isinstance(definition, StructType) and definition.base is not None:
            self.has_extensions = True

    def type_of(self, name: str) -> Definition | BuiltinType | None:
        """The type *name*; None if it is unknown for whatever reason, or has unreadable parts."""
        return self.meant(name) if name not in self._unsound else None

    def meant(self, name: str) -> Definition | BuiltinType | None:
        """The type *name*, with or without mistakes; None if it is unknown."""
        definition = self.definitions.get(name)
        if definition is None:
            return BUILTIN_TYPES.get(name)
        return definition if not isinstance(definition, (Command, Event)) else None

    def is_meant(self, definition: Definition) -> bool:
        """Whether the name of *definition* refers to it: of several definitions with one name, to the first."""
        return definition.position == self.definitions[definition.name].position

    def has_name_of_its_own(self, definition: Definition) -> bool:
        """Whether the name of *definition* can be checked: no earlier definition has it, and it was not guessed."""
        return self.is_meant(definition) and definition.name not in self._guessed

    def is_whole(self, definition: Definition) -> bool:
        """Whether the names of all parts of *definition* are known, so that any other name is not among them."""
        return definition.name not in self._incomplete

    def is_known(self, name: str) -> bool:
        """Whether a type *name* exists, or was most likely meant to exist."""
        if name in BUILTIN_TYPES or name in self._incomplete or name in self._kind_enums or name == UNREAD:
            return True
        definition = self.definitions.get(name)
        return definition is not None and not isinstance(definition, (Command, Event))

    def base_of(self, definition: Definition) -> StructType | None:
        """The struct that *definition* extends; None if there is none, or it is not fully known."""
        if not isinstance(definition, (StructType, UnionType)) or definition.base is None:
            return None
        base = self.type_of(definition.base.name)
        return base if isinstance(base, StructType) and not definition.base.is_list else None

    def exceptions(self, pragma: str) -> Collection[str]:
        """The names in the list of the pragma *pragma*."""
        names = self.schema.pragmas.get(pragma, ())
        return names if isinstance(names, tuple) else ()

    def did_you_mean(self, name: str, names: Collection[str]) -> str:
        """A hint for *name* among *names*; empty after so many comparisons that more would take long."""
        return self._suggestions.did_you_mean(name, names)

    def did_you_mean_type(self, name: str) -> str:
        """A hint for *name* among all types, as from `did_you_mean`."""
        if self._suggestions.comparisons < 0:
            return ""
        return self.did_you_mean(name, [*self.definitions, *BUILTIN_TYPES])

    def report(
        self,
        rule: Rule,
        message: str,
        definition: Definition,
        at: Position | None = None,
        rejected: Span | None = None,
        *,
        most: Severity = Severity.ERROR,
    ) -> None:
        """Report a finding of *rule* in *definition*; *at* is the exact place.

        *rejected* holds the releases that reject this form of the mistake, if other forms have other releases. *most*
        is the highest severity that the finding can get. In automatic mode a rule that is not timeless applies only if
        the detected release rejects the mistake.
        """
        if definition.name in self._guessed and at in self._places_read:
            return  # a consequence of the mistake reported there
        is_timeless = self._findings.dialect is not None or rule.timeless
        if not (is_timeless or (rejected or rule.rejected).covers(self.dialect)):
            return
        self._findings.report(
            rule, message, definition.position, detail=at, definition=definition.name, rejected=rejected, most=most
        )

    def expect(self, what: str, span: Span, definition: Definition, at: Position) -> None:
        """Report *what* if a dialect is named that is not in *span*."""
        if self._findings.dialect is not None and not span.covers(self.dialect):
            self.report(OTHER_RELEASE, f"{what} is {span}; this is read as {self.dialect}", definition, at)


def _with_drafts(known: Mapping[str, Definition], drafts: dict[str, Definition]) -> Mapping[str, Definition]:
    return ChainMap(drafts, known) if isinstance(known, DefinitionTable) else {**known, **drafts}  # type: ignore[arg-type]


class _Unpacked:
    """An iterable of definitions and *others*, in which packed definitions are unpacked one after the other."""

    def __init__(self, definitions: Mapping[str, Definition], others: Iterable[Definition]) -> None:
        self._definitions = definitions
        self._others = others

    def __iter__(self) -> Iterator[Definition]:
        return chain(self._definitions.values(), self._others)


def c_name(name: str) -> str:
    """*name* as it is in C, where names must not collide."""
    return name.replace("-", "_").replace(".", "_")


def type_refs(definition: Definition) -> Iterator[tuple[TypeRef, str]]:
    """All types to which *definition* refers, each with the name of the part whose type it is; members come first.

    A definition may have a million members, so only the few types without a part wait for their turn.
    """
    wholes: list[tuple[TypeRef, str]] = []
    for each in named_types(definition):
        if not each.names:
            wholes.append((each.type, _WHOLES[each.relation]))
        elif each.relation not in _CHOICES:
            yield each.type, f'member "{each.names[-1]}"'
        else:  # branches are last in the walk
            yield from wholes
            wholes.clear()
            if len(each.names) == 1:
                yield each.type, f'branch "{each.names[0]}"'
    yield from wholes


_CHOICES = (UseRole.BRANCH, UseRole.ALTERNATIVE)
_WHOLES = {UseRole.BASE: "base", UseRole.ARGUMENT: "data", UseRole.RETURN: "returns"}


def in_words(type_: Definition | BuiltinType, *, is_list: bool = False) -> str:
    """The type for a message: ``struct "Name"``, ``built-in type "int"``, ``list of …``."""
    kind = "built-in type" if isinstance(type_, BuiltinType) else type_.kind
    return f'{"list of " if is_list else ""}{kind} "{type_.name}"'
