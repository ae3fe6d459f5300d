"""Pages that list everything with a fact of a definition: its version, a flag, a feature, its condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_qapi.analysis.listed import COROUTINE, NO_REPLY, OUT_OF_BAND, PRECONFIG, Listed
from sphinx_qapi.sphinx_ext.doctree.anchors import condition_anchor, definition_anchor, feature_anchor
from sphinx_qapi.sphinx_ext.loading.index_page_plan import SPECIAL_FEATURES, release_page
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema

SINCE, CONDITION = "since", "if"
FLAG_MARKS = {
    PRECONFIG: "allow-preconfig",
    OUT_OF_BAND: "allow-oob",
    NO_REPLY: "success-response",
    COROUTINE: "coroutine",
}
"""For each flag, the key that sets it in a schema."""


class FactPlace(NamedTuple):
    """A fact of a definition, and the place of the list of everything with this fact."""

    fact: str
    """`SINCE`, `CONDITION`, a value of `FLAG_MARKS`, or a feature."""
    document: str
    anchor: str = ""


def features_anchor(namespace: str, feature: str) -> str:
    """Anchor of *feature* on the page of features."""
    return feature_anchor(definition_anchor(namespace, ""), feature)


def fact_places(loaded: LoadedSchema, name: str) -> list[FactPlace]:
    """The places for the definition *name*: on generated pages, or in Sphinx indexes if the schema has no pages."""
    entry = loaded.wholes.get(name)
    if entry is None:
        return []
    if not loaded.config.output:
        return list(_in_indexes(loaded, entry))
    found = _on_pages(loaded, entry)
    return [place._replace(document=loaded.docname(place.document)) for place in found if _has(loaded, place.document)]


def _has(loaded: LoadedSchema, page: str) -> bool:
    return page in loaded.index_pages


def _on_pages(loaded: LoadedSchema, entry: Listed) -> Iterator[FactPlace]:
    if entry.since is not None:
        yield FactPlace(SINCE, release_page(entry.since.version))
    for flag in entry.flags:
        yield FactPlace(FLAG_MARKS[flag], f"qapi-{flag}")
    for feature in entry.features:
        if feature.name in SPECIAL_FEATURES:
            yield FactPlace(feature.name, f"qapi-{feature.name}")
        else:
            yield FactPlace(feature.name, "qapi-features", features_anchor(loaded.namespace, feature.name))
    if entry.condition is not None:
        yield FactPlace(CONDITION, "qapi-conditional", condition_anchor(loaded.namespace, entry.condition))


def _in_indexes(loaded: LoadedSchema, entry: Listed) -> Iterator[FactPlace]:
    """The same places in Sphinx indexes, whose groups have anchors of their own."""
    prefix = f"qapi-{loaded.namespace.lower()}-"
    if entry.since is not None:
        yield FactPlace(SINCE, f"{prefix}releases", f"cap-{entry.since.version}")
    for flag in entry.flags:
        yield FactPlace(FLAG_MARKS[flag], prefix + flag)
    for feature in entry.features:
        if feature.name in SPECIAL_FEATURES:
            yield FactPlace(feature.name, prefix + feature.name)
    if entry.condition is not None:
        yield FactPlace(CONDITION, f"{prefix}conditional")
