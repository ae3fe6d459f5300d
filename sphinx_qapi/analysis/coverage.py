"""The coverage of comments: the parts of a schema that they describe, and those that they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.lint.described_parts import described_parts
from sphinx_qapi.schema.model.definitions import Command, Definition, UnionType
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position


class DescribedKind(Enum):
    """The kinds of things that a comment should describe."""

    DEFINITION = "definitions"
    MEMBER = "members"
    VALUE = "values"
    BRANCH = "branches"
    FEATURE = "features"
    RETURN = "return values"


class Item(NamedTuple):
    """Something that a comment describes or should describe."""

    part: DescribedKind
    name: str
    """The name of a definition, or ``definition.part``."""
    is_described: bool
    position: Position


def coverage(schema: Schema) -> Iterator[Item]:
    """Yield all definitions of *schema* and the parts that they declare themselves, in source order."""
    for definition in schema.definitions.values():
        yield Item(DescribedKind.DEFINITION, definition.name, _has_text(definition), definition.position)
        yield from _parts(schema, definition)
        features = list(definition.features)
        for _name, part in described_parts(definition):
            features += part.features
        yield from _features(definition, features)
        if isinstance(definition, Command) and definition.returns:
            has_returns = _has_section(definition, SectionKind.RETURNS)
            yield Item(DescribedKind.RETURN, definition.name, has_returns, definition.returns.position)


def _has_text(definition: Definition) -> bool:
    documentation = definition.documentation
    return bool(documentation and (documentation.intro or documentation.sections))


def _has_section(definition: Definition, kind: SectionKind) -> bool:
    documentation = definition.documentation
    return bool(documentation and any(section.kind is kind for section in documentation.sections))


def _parts(schema: Schema, definition: Definition) -> Iterator[Item]:
    branches: frozenset[str] = frozenset()
    if isinstance(definition, UnionType):  # a description of the enum's value also describes the branch
        branches = frozenset(each.name for each in effective_members(schema, definition).branches if each.text)
    for name, part in described_parts(definition):
        sort = (
            DescribedKind.VALUE
            if isinstance(part, EnumValue)
            else DescribedKind.BRANCH
            if isinstance(part, Branch)
            else DescribedKind.MEMBER
        )
        is_described = bool(part.text) or (sort is DescribedKind.BRANCH and name in branches)
        yield Item(sort, f"{definition.name}.{name}", is_described, part.position)


def _features(definition: Definition, features: list[Feature]) -> Iterator[Item]:
    documentation = definition.documentation
    seen: set[str] = set()
    for feature in features:
        if feature.name not in seen:
            seen.add(feature.name)
            described = documentation.feature(feature.name) if documentation else None
            is_described = bool(described and described.text)
            yield Item(DescribedKind.FEATURE, f"{definition.name}.{feature.name}", is_described, feature.position)
