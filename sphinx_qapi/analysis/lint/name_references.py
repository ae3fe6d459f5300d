"""Lint rule about the names that a doc comment refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.lint.described_parts import prose_of
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.analysis.references_in_text import references_in
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType
from sphinx_qapi.schema.model.schema import FreeText, Schema
from sphinx_qapi.source.rule_kinds import advice
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

UNKNOWN_REFERENCE = advice(
    "unknown-reference",
    "a doc comment refers to a name that does not exist",
    """\
``@name`` refers to a member of the definition that the comment describes, or to a definition of the schema. From 10.1
on, so does a name between single backquotes. In every release, so does the target of a ``:qapi:`` role.""",
)

_COMPARISONS = 1_000_000
"""The most comparisons of names for suggestions; a schema full of unknown names would take very long otherwise."""

_INDEX_LABEL = re.compile(r"qapi-(?:qmp|qga|qsd)-index")


def unknown_references(request: LintRequest) -> Iterator[LintFinding]:
    """Yield references to names that neither the definition nor the schema has."""
    schema = request.schema
    search = _Search(schema)
    for module in schema.modules:
        for item in module.items:
            if isinstance(item, FreeText):
                yield from search.unknown(item.text, None)
            elif isinstance(item, Definition):
                for text in prose_of(item):
                    yield from search.unknown(text, item)


class _Search:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.dialect = Version.parse(schema.dialect)
        self.within: dict[str, dict[str, None]] = {}
        self.comparisons = _COMPARISONS

    def unknown(self, text: Text, definition: Definition | None) -> Iterator[LintFinding]:
        """Yield the names in *text*, of the comment of *definition* or free-form, that refer to nothing."""
        for name, line, column in references_in(text, self.dialect):
            is_in_path = text.lines[line][:column].endswith(".")  # @a.@b: only the type of a knows b
            if not is_in_path and not self.is_known(name, definition):
                elsewhere = f', and no part of "{definition.name}"' if definition else ""
                yield LintFinding(
                    f'"{name}" is no definition{elsewhere}{self.hint(name, definition)}',
                    text.position(line, column),
                    definition.name if definition else None,
                )

    def is_known(self, name: str, definition: Definition | None) -> bool:
        definitions = self.schema.definitions
        # Only a Sphinx build knows the targets of names of other namespaces and of these labels of QEMU's manual.
        if name in definitions or ":" in name or _INDEX_LABEL.fullmatch(name):
            return True
        if definition is not None and name in self.names_within(definition):
            return True
        owner, dot, member = name.partition(".")
        if dot and definition is not None and owner in self.names_within(definition):
            return True  # a part of a member's type, as in the comment of an inline struct
        if dot and owner in definitions:
            return member in self.names_within(definitions[owner])
        return bool(dot) and owner in self.schema.modules_by_name

    def hint(self, name: str, definition: Definition | None) -> str:
        """Return a suggestion of the nearest names; empty after too many comparisons."""
        within = [*self.names_within(definition)] if definition else []
        owner_name, dot, _ = name.partition(".")
        owner = self.schema.definitions.get(owner_name)
        if dot and owner is not None:
            within += [f"{owner_name}.{each}" for each in self.names_within(owner)]
        self.comparisons -= len(within) + len(self.schema.definitions)
        return did_you_mean(name, [*within, *self.schema.definitions]) if self.comparisons >= 0 else ""

    def names_within(self, definition: Definition) -> dict[str, None]:
        """Return the names of members, values, alternatives, branches and features, including inherited ones."""
        names = self.within.get(definition.name)
        if names is None:
            names = self.within[definition.name] = dict.fromkeys(_names_within(self.schema, definition))
        return names


def _names_within(schema: Schema, definition: Definition) -> Iterator[str]:
    yield from (feature.name for feature in definition.features)
    match definition:
        case EnumType(values=parts) | AlternateType(branches=parts):
            for part in parts:
                yield part.name
                yield from (feature.name for feature in part.features)
        case _:
            effective = effective_members(schema, definition)
            for member in effective.all_members():
                yield member.name
                yield from member.path
                yield from (feature.name for feature in member.features)
            yield from (branch.name for branch in effective.all_branches())
