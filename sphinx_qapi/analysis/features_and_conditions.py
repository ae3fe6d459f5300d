"""Definitions and parts grouped by what marks them: features (``deprecated``, ``unstable``, others) and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sphinx_qapi.analysis.index_items import IndexedDefinition, IndexItem, texts_of_features
from sphinx_qapi.schema.model.conditions import Condition


def by_feature(listings: Iterable[IndexedDefinition]) -> Mapping[str, tuple[IndexItem, ...]]:
    """Map each feature to all entries that have it, in the order of *listings*; their texts describe the feature.

    A definition's comment describes a feature once, for all of its parts that have it.
    """
    found: dict[str, list[IndexItem]] = {}
    for listing in listings:
        texts = texts_of_features(listing.definition)
        for each in listing.entries:
            for feature in dict.fromkeys(feature.name for feature in each.features):
                found.setdefault(feature, []).append(replace(each, text=texts.get(feature)))
    return {name: tuple(entries) for name, entries in found.items()}


def by_condition(listings: Iterable[IndexedDefinition]) -> Mapping[Condition, tuple[IndexItem, ...]]:
    """Map each condition to all entries that have it themselves, in the order of *listings*."""
    found: dict[Condition, list[IndexItem]] = {}
    for listing in listings:
        for each in listing.entries:
            if each.condition is not None:
                found.setdefault(each.condition, []).append(each)
    return {condition: tuple(entries) for condition, entries in found.items()}
