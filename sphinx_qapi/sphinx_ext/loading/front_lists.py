"""The lists on the index page of a schema: its names, what is new in the newest release, what is deprecated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.index import Catalogue, name_order
from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.analysis.release_additions import ReleaseAdditions
from sphinx_qapi.schema.model.kinds import DEPRECATED, ENTRY_KINDS

_MOST = 30
"""Maximum number of names in a short list; the full list, which it links to, has the others."""


class Chosen(NamedTuple):
    """An excerpt of a list: commands and events first, then the rest if there is room for all of it."""

    shown: tuple[IndexItem, ...]
    left: int
    """Number of entries that are not shown."""


class FrontLists(NamedTuple):
    """The lists that an index page has besides its modules."""

    names: tuple[IndexItem, ...]
    """Commands and events from A to Z."""
    newest: ReleaseAdditions | None
    """The newest of several releases; None if the schema states at most one."""
    fresh: Chosen
    """Definitions that are new in the newest release."""
    deprecated: Chosen
    """Deprecated definitions and parts of definitions."""


def front_lists(catalogue: Catalogue) -> FrontLists:
    """The lists for a schema with the definitions of *catalogue*."""
    wholes = [each.whole for each in catalogue.listings]
    dated = [each for each in catalogue.releases if each.version is not None]
    newest = dated[0] if len(dated) > 1 else None
    return FrontLists(
        names=tuple(sorted((each for each in wholes if each.kind in ENTRY_KINDS), key=name_order)),
        newest=newest,
        fresh=_chosen(newest.definitions if newest else ()),
        deprecated=_chosen(catalogue.by_feature.get(DEPRECATED, ())),
    )


def _chosen(entries: Sequence[IndexItem]) -> Chosen:
    first = [each for each in entries if each.kind in ENTRY_KINDS and not each.path]
    rest = [each for each in entries if each not in first]
    shown = sorted(first, key=name_order)[:_MOST]
    if len(shown) + len(rest) <= _MOST:
        shown += rest
    return Chosen(tuple(shown), len(entries) - len(shown))
