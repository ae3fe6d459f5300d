"""The index pages of a schema: only those with something to list.

Their names begin with ``qapi-``; a module of the same name gets a number, as with ``index``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sphinx_qapi.analysis.index import TYPES, UNDATED, Catalogue
from sphinx_qapi.analysis.listed import FLAGS
from sphinx_qapi.sphinx_ext.loading.page_names import file_name

TYPES_PAGE, RELEASES_PAGE = "qapi-types", "qapi-releases"
SPECIAL_FEATURES = ("deprecated", "unstable")
"""Features that have an index page of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexPage:
    """A generated page that lists definitions or parts of definitions."""

    name: str
    """Name of the page below ``output``."""
    list: str
    """Name of the page in the setting ``lists``."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Options of the ``qapi:index`` directive that the page consists of."""
    parent: str = ""
    """The index page that links to it, if that page exists; otherwise the schema's index page does."""


def release_page(version: object) -> str:
    """Name of the page of a release; None is for everything without a version."""
    return "qapi-undated" if version is None else file_name(f"qapi-since-{version}")


def index_pages(catalogue: Catalogue, lists: Collection[str]) -> Mapping[str, IndexPage]:
    """The index pages of a schema that are in *lists*, by name."""
    return {page.name: page for page in _pages(catalogue) if page.list in lists}


def _pages(catalogue: Catalogue) -> Iterator[IndexPage]:
    releases = catalogue.releases
    if any(each.whole.kind in TYPES for each in catalogue.listings):
        yield IndexPage(name=TYPES_PAGE, list="types", options={"by": "name", "kind": "type"})
    if any(release.version is not None for release in releases):
        yield IndexPage(name=RELEASES_PAGE, list="releases", options={"by": "releases"})
        for release in releases:
            version = UNDATED if release.version is None else str(release.version)
            options = {"by": "since", "version": version}
            yield IndexPage(name=release_page(release.version), list="since", options=options, parent=RELEASES_PAGE)
    entries = [entry for each in catalogue.listings for entry in each.entries]
    features = {feature.name for entry in entries for feature in entry.features}
    for feature in SPECIAL_FEATURES:
        if feature in features:
            yield IndexPage(name=f"qapi-{feature}", list=feature, options={"by": feature})
    if any(entry.condition is not None for entry in entries):
        yield IndexPage(name="qapi-conditional", list="conditional", options={"by": "condition"})
    for flag in FLAGS:
        if any(flag in entry.flags for entry in entries):
            yield IndexPage(name=f"qapi-{flag}", list=flag, options={"by": flag})
    if features.difference(SPECIAL_FEATURES):
        yield IndexPage(name="qapi-features", list="features", options={"by": "feature"})
