"""Checks of features: where special features are allowed, and the number of features.

Follows "Features" of the QAPI manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.schema.checks.check_context import CheckContext
from sphinx_qapi.schema.model.definitions import Command, Definition, EnumType, Event
from sphinx_qapi.schema.model.kinds import DEPRECATED, UNSTABLE
from sphinx_qapi.schema.model.members import Feature
from sphinx_qapi.schema.model.walks import own_members
from sphinx_qapi.source import releases
from sphinx_qapi.source.rule_kinds import contradiction, of_releases

SPECIAL_FEATURE_OF_TYPE = contradiction(
    "special-feature-of-type",
    "deprecated or unstable on a type",
    "Commands, events, members and values can be deprecated or unstable; types cannot.",
    releases.DEPRECATED,
)
TOO_MANY_FEATURES = of_releases(
    "too-many-features",
    "more than 64 features",
    "All features of a schema together, including ``deprecated`` and ``unstable``, have at most 64 names.",
    releases.FEW_FEATURES,
)

SPECIAL_FEATURES = {DEPRECATED: releases.DEPRECATED, UNSTABLE: releases.UNSTABLE}
"""The features with a meaning, and the releases in which they have it."""
MOST_FEATURES = 64
_MOST_OTHERS = MOST_FEATURES - len(SPECIAL_FEATURES)


def check_features(context: CheckContext, definition: Definition) -> None:
    """Check the features of *definition*, and the number of different features found so far."""
    if not isinstance(definition, (Command, Event)):
        for feature in definition.features:
            if feature.name in SPECIAL_FEATURES:
                message = f'the feature "{feature.name}" is not for types'
                span = SPECIAL_FEATURES[feature.name]
                context.report(SPECIAL_FEATURE_OF_TYPE, message, definition, feature.position, span)
    names = context.names_of_features
    for feature in _features(definition):
        if feature.name not in names and feature.name not in SPECIAL_FEATURES:
            names.add(feature.name)
            if len(names) == _MOST_OTHERS + 1:
                message = f"a schema has at most {MOST_FEATURES} features of different names"
                context.report(TOO_MANY_FEATURES, message, definition, feature.position)


def _features(definition: Definition) -> Iterator[Feature]:
    yield from definition.features
    for member in own_members(definition):
        yield from member.features
    if isinstance(definition, EnumType):
        for value in definition.values:
            yield from value.features
