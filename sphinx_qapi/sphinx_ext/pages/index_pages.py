"""Generated index pages as sections: title, links to the other indexes, introduction, and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.analysis.listed import COROUTINE, FLAGS, NO_REPLY, OUT_OF_BAND, PRECONFIG
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import note_label
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import hidden_tree
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_links
from sphinx_qapi.sphinx_ext.doctree.references import document_xref
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.loading.change_pages import CHANGES
from sphinx_qapi.sphinx_ext.loading.index_page_plan import RELEASES_PAGE, SPECIAL_FEATURES, release_page
from sphinx_qapi.sphinx_ext.loading.site_plan import MAP
from sphinx_qapi.sphinx_ext.pages.index_parts import (
    Gathering,
    Part,
    condition_part,
    feature_part,
    flag_part,
    letter_parts,
    marked_parts,
    release_counts,
    release_parts,
    release_rows,
)
from sphinx_qapi.sphinx_ext.translation import _

Groups = Sequence[Gathering]


def index_section(page: Page, by: str, groups: Groups) -> nodes.section:
    """The index page sorted *by* a key of `_SECTIONS`, for *groups* of the schema of *page*."""
    return _SECTIONS[by](page, groups)


def release_links(page: Page) -> dict[str, nodes.Node]:
    """The links to the pages of releases, by the names of the releases."""
    return {
        _name(release.version): page_link(page, release_page(release.version), _name(release.version))
        for release in page.loaded.releases
        if release_page(release.version) in page.loaded.index_pages
    }


def page_link(page: Page, name: str, text: str) -> nodes.Node:
    """A link to the generated page *name*; plain *text* if that page is not a document."""
    if not is_there(page, name):
        return nodes.Text(text)
    return document_xref(page.loaded.docname(name), text, page.env.docname)


def is_there(page: Page, name: str) -> bool:
    """Whether the generated page *name* exists as a document: the project may exclude it."""
    docname = page.loaded.docname(name)
    return docname in page.loaded.generated and docname in page.env.found_docs


def note_names(page: Page, section: nodes.section) -> None:
    """Make *section*, which lists commands and events on the schema's index page, a target for `links_to_indexes`."""
    if page.env.docname in page.loaded.generated:
        note_label(page.env, names_label(page), section)


def names_label(page: Page) -> str:
    """The label, for ``:ref:``, of a schema's commands and events from A to Z."""
    return f"qapi-{page.namespace.lower()}-names"


def links_to_indexes(page: Page, first: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
    """A line with the links *first*, then links from a generated page to all indexes of its schema.

    An index does not link to itself. Empty on pages that are not generated.
    """
    if page.env.docname not in page.loaded.generated:
        return []
    links = [*first, *([_names_link(page)] if page.loaded.has_names else [])]
    if is_there(page, CHANGES):
        is_here = page.env.docname == page.loaded.docname(CHANGES)
        title = page_title(CHANGES)
        links.append(nodes.strong("", title) if is_here else page_link(page, CHANGES, title))
    for each in page.loaded.index_pages.values():
        if not each.parent and is_there(page, each.name):
            is_here = page.env.docname == page.loaded.docname(each.name)
            title = page_title(each.name)
            links.append(nodes.strong("", title) if is_here else page_link(page, each.name, title))
    if is_there(page, MAP):
        links.append(page_link(page, MAP, _("Map")))
    # On paper, the table of contents leads to the indexes.
    return [addnodes.only("", qapi_links("", "", *_joined(links)), expr="html")] if links else []


def _names_link(page: Page) -> nodes.Node:
    return addnodes.pending_xref(
        "",
        nodes.inline("", _("Commands and events")),
        refdomain="std",
        reftype="ref",
        reftarget=names_label(page),
        refexplicit=True,
        refwarn=False,
        refdoc=page.env.docname,
    )


def page_title(name: str) -> str:
    """The title of the list whose page is called *name*."""
    return {
        CHANGES: _("Changes"),
        "qapi-types": _("Types"),
        RELEASES_PAGE: _("Releases"),
        "qapi-deprecated": _("Deprecated"),
        "qapi-unstable": _("Unstable"),
        "qapi-conditional": _("Conditional"),
        "qapi-preconfig": _("Preconfig"),
        "qapi-oob": _("Out of band"),
        "qapi-no-reply": _("Without a success reply"),
        "qapi-coroutine": _("Coroutines"),
        "qapi-features": _("Features"),
    }[name]


def contents_tree(page: Page, documents: Sequence[str], caption: str = "") -> list[nodes.Node]:
    """A hidden toctree that puts generated pages into the theme's navigation, below *caption* if there is one."""
    found = [each for each in documents if each in page.env.found_docs]
    if not found or page.env.docname not in page.loaded.generated:
        return []
    return [nodes.compound("", hidden_tree(page.env.docname, found, caption), classes=["toctree-wrapper"])]


def _types(page: Page, groups: Groups) -> nodes.section:
    number = sum(len(group.places) for group in groups)
    section = _begin(page, page_title("qapi-types"), _("All %d types, from A to Z.") % number)
    section += letter_parts(groups, f"qapi-{page.namespace}-types-letter")
    return section


def _overview(page: Page, groups: Groups) -> nodes.section:
    section = _begin(page, page_title(RELEASES_PAGE), _("What each release added, as the schema states it."))
    section += release_rows(groups, release_links(page))
    pages = [release_page(group.title) for group in groups]
    section += contents_tree(page, [page.loaded.docname(each) for each in pages if each in page.loaded.index_pages])
    return section


def _release(page: Page, groups: Groups) -> nodes.section:
    release = groups[0]
    title = _("Without a version") if release.title is None else _("New in %s") % release.title
    section = _begin(page, title, f"{release_counts(release)}.")
    paragraph = section.children[-1]
    assert isinstance(paragraph, nodes.paragraph)
    for word, name in _neighbours(page, release):
        paragraph += [nodes.Text(f" {word} "), page_link(page, release_page(name), _name(name)), nodes.Text(".")]
    if is_there(page, RELEASES_PAGE):
        paragraph += [nodes.Text(" "), page_link(page, RELEASES_PAGE, _("All releases")), nodes.Text(".")]
    section += _sections(page, release_parts(release))
    return section


def _neighbours(page: Page, release: Gathering) -> list[tuple[str, object]]:
    """The releases before and after *release*, among those that added something, each with a word for it."""
    versions = [each.version for each in page.loaded.releases if each.version is not None]
    if release.title not in versions:
        return []
    place = versions.index(release.title)
    earlier = [(_("Earlier:"), versions[place + 1])] if place + 1 < len(versions) else []
    later = [(_("Later:"), versions[place - 1])] if place else []
    return [*earlier, *later]


def _deprecated(page: Page, groups: Groups) -> nodes.section:
    introduction = _("Still there, but going away. The text says what to use instead.")
    section = _begin(page, page_title("qapi-deprecated"), introduction)
    section += _sections(page, marked_parts(groups[0]))
    return section


def _unstable(page: Page, groups: Groups) -> nodes.section:
    introduction = _("May change or go away in any release, without notice.")
    section = _begin(page, page_title("qapi-unstable"), introduction)
    section += _sections(page, marked_parts(groups[0]))
    return section


def _conditional(page: Page, groups: Groups) -> nodes.section:
    introduction = _("There only where the product was built with what the condition names.")
    section = _begin(page, page_title("qapi-conditional"), introduction)
    section += _sections(page, [condition_part(group) for group in groups])
    return section


def _flag(page: Page, groups: Groups) -> nodes.section:
    flag = str(groups[0].title)
    introduction = {
        PRECONFIG: _("Commands that may be sent in the state preconfig, before the configuration is complete."),
        OUT_OF_BAND: _("Commands that may be sent out of band: they are run at once, while others still wait."),
        NO_REPLY: _("Commands that are not answered when they succeed: only an error is replied."),
        COROUTINE: _("Commands that run as coroutines: others go on while one of them waits."),
    }[flag]
    section = _begin(page, page_title(f"qapi-{flag}"), introduction)
    section += flag_part(groups[0]).content
    return section


def _features(page: Page, groups: Groups) -> nodes.section:
    section = _begin(page, page_title("qapi-features"), _("What clients can find out by the name of a feature."))
    others = [group for group in groups if group.title not in SPECIAL_FEATURES]
    section += _sections(page, [feature_part(group) for group in others])
    return section


_SECTIONS: Mapping[str, Callable[[Page, Groups], nodes.section]] = {
    "name": _types,
    "releases": _overview,
    "since": _release,
    "deprecated": _deprecated,
    "unstable": _unstable,
    **dict.fromkeys(FLAGS, _flag),
    "condition": _conditional,
    "feature": _features,
}
"""The function that makes the index page, for each key by which an index can be sorted."""


def _begin(page: Page, title: str, introduction: str) -> nodes.section:
    section = schema_section(page.document, nodes.Text(title))
    section += links_to_indexes(page)
    section += nodes.paragraph("", introduction)
    return section


def _sections(page: Page, parts: Iterable[Part]) -> list[nodes.section]:
    sections = []
    taken: set[str] = set()
    for part in parts:
        anchors = (part.anchor,) if part.anchor and part.anchor not in taken else ()
        taken.add(part.anchor)
        section = schema_section(page.document, *part.title, anchors=anchors)
        section += part.content
        sections.append(section)
    return sections


def _joined(links: Sequence[nodes.Node]) -> list[nodes.Node]:
    return [node for number, link in enumerate(links) for node in ([nodes.Text(" · "), link] if number else [link])]


def _name(version: object) -> str:
    return _("not stated") if version is None else str(version)
