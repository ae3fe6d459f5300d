"""The index pages of a schema: only those with something to list.

Their names begin with ``qapi-``; a module of the same name gets a number, as with ``index``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sphinx_qapi.analysis.index import UNDATED, Catalogue, GroupTitle, index_groups, read_query
from sphinx_qapi.sphinx_ext.configuration import index_kinds
from sphinx_qapi.sphinx_ext.configuration.index_kinds import IndexKind, kind_of_list
from sphinx_qapi.sphinx_ext.loading.page_names import file_name


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexPage:
    """A generated page that lists definitions or parts of definitions."""

    name: str
    """Name of the page below ``output``."""
    kind: IndexKind
    options: Mapping[str, str]
    """Options of the ``qapi:index`` directive that the page consists of."""

    @property
    def parent(self) -> str:
        """The index page that links to it, if that page exists; otherwise the schema's index page does."""
        return self.kind.parent


def group_page(kind: IndexKind, title: GroupTitle) -> str:
    """Name of the page that shows the group *title* of an index."""
    if not kind.page_option:
        return kind.page
    return "qapi-undated" if title is None else file_name(f"{kind.page}-{title}")


def release_page(version: GroupTitle) -> str:
    """Name of the page of a release; None is for everything without a version."""
    return group_page(kind_of_list("since"), version)


def index_pages(catalogue: Catalogue, lists: Collection[str]) -> Mapping[str, IndexPage]:
    """The index pages of a schema that are in *lists*, by name."""
    kinds = [kind for kind in index_kinds.INDEX_KINDS if kind.list_name in lists]
    return {page.name: page for kind in kinds for page in _pages(catalogue, kind)}


def _pages(catalogue: Catalogue, kind: IndexKind) -> Iterator[IndexPage]:
    options = {"by": kind.by, **kind.options}
    groups = index_groups(catalogue, kind.group, read_query(options))
    titles = [group.title for group in groups if group.title not in kind.omitted]
    if all(title is None for title in titles):  # there is nothing to list, or only what states no release
        return
    if not kind.page_option:
        yield IndexPage(name=kind.page, kind=kind, options=options)
        return
    for title in titles:
        word = UNDATED if title is None else str(title)
        yield IndexPage(name=group_page(kind, title), kind=kind, options={**options, kind.page_option: word})
