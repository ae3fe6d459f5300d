"""The layouts of indexes: each is shown as a generated page of its own, and by a directive among an author's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.index_kinds import RELEASES_PAGE, IndexKind, Layout
from sphinx_qapi.sphinx_ext.doctree.anchors import letters_anchor
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading.index_page_plan import release_page
from sphinx_qapi.sphinx_ext.pages.index_pages import contents_tree, is_there, links_to_indexes, page_link
from sphinx_qapi.sphinx_ext.pages.index_parts import (
    PageGroup,
    TitledRows,
    condition_part,
    feature_part,
    flag_part,
    kind_part,
    letter_parts,
    marked_parts,
    module_part,
    release_counts,
    release_parts,
    release_rows,
)
from sphinx_qapi.sphinx_ext.translation import _

Groups = Sequence[PageGroup]
Nodes = Sequence[nodes.Node]


class LayoutFunctions(NamedTuple):
    """The functions that show an index."""

    on_page: Callable[[RenderTarget, IndexKind, Groups], nodes.section]
    """Returns the section that a generated page consists of."""
    in_text: Callable[[Sequence[RenderTarget], Groups], Nodes]
    """Returns what the directive shows on an author's page: groups of several schemas, without sections."""


def index_section(page: RenderTarget, kind: IndexKind, groups: Groups) -> nodes.section:
    """The section of a generated page of the index *kind*, with *groups* of the schema of *page*."""
    shown = [group for group in groups if group.title not in kind.omitted]
    section = LAYOUTS[kind.layout].on_page(page, kind, shown)
    below = [each.name for each in page.loaded.pages.index_pages.values() if each.parent == kind.page]
    section += contents_tree(page, [page.loaded.pages.docname(name) for name in below])
    return section


def index_in_text(pages: Sequence[RenderTarget], kind: IndexKind, groups: Groups) -> Nodes:
    """The index *kind* with *groups* of the schemas of *pages*, on a page whose headings are the author's own."""
    return LAYOUTS[kind.layout].in_text(pages, groups)


def _begin(page: RenderTarget, title: str, introduction: str) -> nodes.section:
    section = schema_section(page.document, nodes.Text(title))
    section += links_to_indexes(page)
    section += nodes.paragraph("", introduction)
    return section


def _letters_page(page: RenderTarget, kind: IndexKind, groups: Groups) -> nodes.section:
    number = sum(len(group.places) for group in groups)
    section = _begin(page, _(kind.title), _(kind.introduction) % number)
    section += letter_parts(groups, f"qapi-{page.namespace}-{kind.list_name}-letter")
    return section


def _letters_in_text(pages: Sequence[RenderTarget], groups: Groups) -> Nodes:
    env = pages[0].env
    return letter_parts(groups, letters_anchor(env.docname, env.new_serialno("qapi-letter")))


def _counts_page(page: RenderTarget, kind: IndexKind, groups: Groups) -> nodes.section:
    section = _begin(page, _(kind.title), _(kind.introduction))
    section += release_rows(groups, _release_links(page))
    return section


def _counts_in_text(pages: Sequence[RenderTarget], groups: Groups) -> Nodes:
    return [release_rows(groups, _release_links(pages[0]) if len(pages) == 1 else {})]


def _release_links(page: RenderTarget) -> dict[str, nodes.Node]:
    """The links to the pages of releases, by the names of the releases."""
    return {
        _name(release.version): page_link(page, release_page(release.version), _name(release.version))
        for release in page.loaded.analyses.releases
        if release_page(release.version) in page.loaded.pages.index_pages
    }


def _release_page(page: RenderTarget, kind: IndexKind, groups: Groups) -> nodes.section:
    release = groups[0]
    title = _("Without a version") if release.title is None else _(kind.title) % release.title
    section = _begin(page, title, f"{release_counts(release)}.")
    paragraph = section.children[-1]
    assert isinstance(paragraph, nodes.paragraph)
    for word, name in _neighbours(page, release):
        paragraph += [nodes.Text(f" {word} "), page_link(page, release_page(name), _name(name)), nodes.Text(".")]
    if is_there(page, RELEASES_PAGE):
        paragraph += [nodes.Text(" "), page_link(page, RELEASES_PAGE, _("All releases")), nodes.Text(".")]
    section += _sections(page, release_parts(release))
    return section


def _neighbours(page: RenderTarget, release: PageGroup) -> list[tuple[str, Version]]:
    """The releases before and after *release*, among those that added something, each with a word for it."""
    versions = [each.version for each in page.loaded.analyses.releases if each.version is not None]
    if release.title not in versions:
        return []
    place = versions.index(release.title)
    earlier = [(_("Earlier:"), versions[place + 1])] if place + 1 < len(versions) else []
    later = [(_("Later:"), versions[place - 1])] if place else []
    return [*earlier, *later]


def _releases_in_text(_pages: Sequence[RenderTarget], groups: Groups) -> Nodes:
    if len(groups) == 1:
        return _labelled(release_parts(groups[0]))
    result: list[nodes.Node] = []
    for group in groups:
        name = _("Without a version") if group.title is None else str(group.title)
        parts = (TitledRows([nodes.Text(f"{name}: "), *part.title], part.content) for part in release_parts(group))
        result += _labelled(parts)
    return result


def _lists(parts: Callable[[PageGroup], Iterable[TitledRows]]) -> LayoutFunctions:
    """The functions for lists with titles, which *parts* makes of each group."""

    def on_page(page: RenderTarget, kind: IndexKind, groups: Groups) -> nodes.section:
        section = _begin(page, _(kind.title), _(kind.introduction))
        section += _sections(page, (part for group in groups for part in parts(group)))
        return section

    def in_text(_pages: Sequence[RenderTarget], groups: Groups) -> Nodes:
        return _labelled(part for group in groups for part in parts(group))

    return LayoutFunctions(on_page, in_text)


def _list_of_each(part: Callable[[PageGroup], TitledRows]) -> LayoutFunctions:
    """The functions for one list of each group, which *part* makes."""
    return _lists(lambda group: [part(group)])


def _untitled_page(page: RenderTarget, kind: IndexKind, groups: Groups) -> nodes.section:
    """The page of an index with a single group, which the title of the page already names."""
    section = _begin(page, _(kind.title), _(kind.introduction))
    section += flag_part(groups[0]).content
    return section


LAYOUTS: Mapping[Layout, LayoutFunctions] = {
    Layout.LETTERS: LayoutFunctions(_letters_page, _letters_in_text),
    Layout.COUNTS: LayoutFunctions(_counts_page, _counts_in_text),
    Layout.ADDITIONS: LayoutFunctions(_release_page, _releases_in_text),
    Layout.MARKED: _lists(marked_parts),
    Layout.COMMANDS: _list_of_each(flag_part)._replace(on_page=_untitled_page),
    Layout.CONDITIONS: _list_of_each(condition_part),
    Layout.FEATURES: _list_of_each(feature_part),
    Layout.KINDS: _list_of_each(kind_part),
    Layout.MODULES: _list_of_each(module_part),
}
"""The functions for each layout."""


def _sections(page: RenderTarget, parts: Iterable[TitledRows]) -> list[nodes.section]:
    sections = []
    taken: set[str] = set()
    for part in parts:
        anchors = (part.anchor,) if part.anchor and part.anchor not in taken else ()
        taken.add(part.anchor)
        section = schema_section(page.document, *part.title, anchors=anchors)
        section += part.content
        sections.append(section)
    return sections


def _labelled(parts: Iterable[TitledRows]) -> list[nodes.Node]:
    return [node for part in parts for node in (_label(part), *part.content)]


def _label(part: TitledRows) -> nodes.rubric:
    """The title of a list as a label: the headings of the page are the author's own."""
    return nodes.rubric("", "", *part.title, classes=["qapi-label"], translatable=False)


def _name(version: Version | None) -> str:
    return _("not stated") if version is None else str(version)
