"""The keywords that annotate a part: texts, versions, conditions, features, defaults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sphinx_qapi.export.json_schema.options import Json
from sphinx_qapi.schema.model.conditions import Condition, condition_text
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType
from sphinx_qapi.schema.model.kinds import DEPRECATED, UNSTABLE
from sphinx_qapi.schema.model.members import EnumValue, Feature, InlineStruct, Since, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text


def notes(
    *,
    text: Text | None = None,
    since: Since | None = None,
    features: Sequence[Feature] = (),
    condition: Condition | None = None,
) -> Json:
    """Return the keywords for these annotations; keywords with ``x-`` are our own."""
    said: Json = {}
    if text:
        said["description"] = text.content
    names = [each.name for each in features] if features else []
    if names:
        if DEPRECATED in names:
            said["deprecated"] = True
        if UNSTABLE in names:
            said["x-qapi-unstable"] = True
        said["x-qapi-features"] = names
    if since is not None:
        said["x-qapi-since"] = str(since.version)
    if condition is not None:
        said["x-qapi-if"] = condition_text(condition)
    return said


def definition_notes(definition: Definition) -> Json:
    """Return the annotations of *definition* as a whole."""
    documentation = definition.documentation
    return notes(
        text=documentation.intro if documentation else None,
        since=definition.since,
        features=definition.features,
        condition=definition.condition,
    )


def value_notes(values: Iterable[EnumValue]) -> Json:
    """Return the annotations of each value of an enum."""
    said = {
        each.name: notes(text=each.text, since=each.since, features=each.features, condition=each.condition)
        for each in values
    }
    said = {name: each for name, each in said.items() if each}
    return {"x-qapi-values": said} if said else {}


def default_value(schema: Schema, type_: TypeRef | InlineStruct, stated: str) -> Any:
    """Return the *stated* default as a value of the type; None if there is none."""
    if not stated or isinstance(type_, InlineStruct):
        return None
    definition = schema.find(type_.name)
    if isinstance(definition, AlternateType):
        return _default_of_alternate(schema, definition, stated)
    if type_.name in ("str", "any") or isinstance(definition, EnumType):
        return stated
    if type_.name == "bool":
        return stated == "true"
    try:
        return float(stated) if "." in stated else int(stated, 0)
    except ValueError:  # such as 010
        return None


def _default_of_alternate(schema: Schema, alternate: AlternateType, stated: str) -> Any:
    """Return the default as a value of an enum or ``bool`` among the alternatives; None if it is of another type."""
    for branch in alternate.branches:
        definition = schema.find(str(branch.type))
        if isinstance(definition, EnumType) and any(value.name == stated for value in definition.values):
            return stated
        if str(branch.type) == "bool" and stated in ("true", "false"):
            return stated == "true"
    return None
