"""The front matter of a schema's index page: a search, names, what is new, what is deprecated, modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes

from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.schema.model.conditions import condition_text
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS, SPECIAL_FEATURES
from sphinx_qapi.schema.model.schema import Heading, Inclusion, Module
from sphinx_qapi.sphinx_ext.configuration.index_kinds import kind_of_list
from sphinx_qapi.sphinx_ext.doctree.nodes import FOR_SCRIPTS, label, qapi_names, qapi_search
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading.front_lists import Chosen, FrontLists
from sphinx_qapi.sphinx_ext.loading.index_page_plan import release_page
from sphinx_qapi.sphinx_ext.pages.definition_lists import count_words, module_link
from sphinx_qapi.sphinx_ext.pages.index_pages import note_list_of_names, page_link
from sphinx_qapi.sphinx_ext.pages.index_rows import part_link
from sphinx_qapi.sphinx_ext.pages.items import included_modules, named_section
from sphinx_qapi.sphinx_ext.pages.letters import letter_links
from sphinx_qapi.sphinx_ext.translation import _


def front_parts(page: RenderTarget) -> Iterator[nodes.Node]:
    """The search field and the sections that have any content."""
    lists = page.loaded.analyses.front_lists
    yield qapi_search("", label=_("Search the reference"), **{FOR_SCRIPTS: 1})
    if page.loaded.pages.has_names:
        yield _from_a_to_z(page, lists)
    if lists.newest is not None and "releases" in page.loaded.config.lists:
        yield _newest(page, lists)
    if lists.deprecated.shown and "deprecated" in page.loaded.config.lists:
        yield _deprecated(page, lists.deprecated)


def modules_section(page: RenderTarget, graph: list[nodes.Node]) -> list[nodes.Node]:
    """A section of all modules with a page, each with its numbers of commands and events, else of types; then *graph*.

    If the root includes modules under several headings, they are grouped under these. Only *graph* if there are none.
    """
    groups = [(title, modules) for title, modules in _module_groups(page) if modules]
    if not groups:
        return graph
    section = named_section(page, _("Modules"))
    for title, modules in groups:
        section += [label(title)] if title and len(groups) > 1 else []
        section += _module_names(page, modules)
    section += graph
    return [section]


def _module_groups(page: RenderTarget) -> list[tuple[str, list[Module]]]:
    """The modules with a page, grouped by the heading in the root module under which each is included."""
    groups: list[tuple[str, list[Module]]] = [("", [])]
    for item in page.loaded.pages.front_items:
        if isinstance(item, Heading):
            groups.append((item.title, []))
        elif isinstance(item, Inclusion):
            groups[-1][1].extend(included_modules(page, item))
    root = page.schema.root
    if root in page.loaded.pages.modules:
        groups.append(("", [root]))
    return groups


def _from_a_to_z(page: RenderTarget, lists: FrontLists) -> nodes.section:
    """The section of all commands and events; it keeps the anchors of letters for old links."""
    section = named_section(page, _("Commands and events"))
    names = _names(page, lists.names)
    names["anchors"] = _letter_anchors(page, lists.names)
    section += letter_links([each for each in names["anchors"] if each], "qapi-narrow")
    section += names
    note_list_of_names(page, section)
    return section


def _letter_anchors(page: RenderTarget, entries: Sequence[IndexItem]) -> list[str]:
    """For each entry the anchor of its first letter, if it is the first entry with that letter; else empty."""
    letters: set[str] = set()
    anchors = []
    for each in entries:
        letter = each.name[:1].upper()
        anchors.append("" if letter in letters else f"qapi-{page.namespace}-letter-{letter}")
        letters.add(letter)
    return anchors


def _newest(page: RenderTarget, lists: FrontLists) -> nodes.section:
    release = lists.newest
    assert release is not None
    section = named_section(page, _("New in %s") % release.version)
    words = count_words([each.kind for each in release.definitions], release.count_of_parts)
    section += _names(page, lists.fresh.shown)
    link = page_link(page, release_page(release.version), _("All that is new in %s") % release.version)
    section += nodes.paragraph("", "", link, nodes.Text(f": {words}."))
    return section


def _deprecated(page: RenderTarget, chosen: Chosen) -> nodes.section:
    section = named_section(page, _("Deprecated"))
    section += _names(page, chosen.shown, without=("deprecated",))
    link = page_link(page, kind_of_list("deprecated").page, _("What to use instead"))
    more = _(" (and %d more).") % chosen.left if chosen.left else "."
    section += nodes.paragraph("", "", link, nodes.Text(more))
    return section


def _names(page: RenderTarget, entries: Iterable[IndexItem], without: Sequence[str] = ()) -> qapi_names:
    """Names in columns, with their conditions and those of `SPECIAL_FEATURES` that they have, except *without*."""
    names = qapi_names("", marks=[], conditions=[], notes=[], anchors=[])
    for each in entries:
        names += part_link(page, each)
        marks = [
            feature.name
            for feature in each.features
            if feature.name in SPECIAL_FEATURES and feature.name not in without
        ]
        names["marks"].append(" ".join(marks))
        names["conditions"].append(condition_text(each.condition) if each.condition is not None else "")
    return names


def _module_names(page: RenderTarget, modules: Iterable[Module]) -> qapi_names:
    names = qapi_names("", marks=[], conditions=[], notes=[], anchors=[], classes=["qapi-modules"])
    for module in modules:
        names += nodes.inline("", "", module_link(page.namespace, module))  # Sphinx wants text around its references
        kinds = [definition.kind for definition in module.definitions]
        names["notes"].append(count_words([kind for kind in kinds if kind in ENTRY_KINDS] or kinds))
    return names
