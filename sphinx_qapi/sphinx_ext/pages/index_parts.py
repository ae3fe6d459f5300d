"""The lists that make up indexes: rows with titles, for one schema or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docutils import nodes

from sphinx_qapi.analysis.index_items import FLAG_MARKS, IndexItem, ItemRole
from sphinx_qapi.analysis.module_title import module_title
from sphinx_qapi.sphinx_ext.doctree.anchors import condition_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_rows, qapi_title
from sphinx_qapi.sphinx_ext.doctree.row_meta import CODE, condition_texts
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading.fact_places import features_anchor
from sphinx_qapi.sphinx_ext.pages.definition_lists import count_words
from sphinx_qapi.sphinx_ext.pages.index_groups import MergedGroup
from sphinx_qapi.sphinx_ext.pages.index_rows import addition_row, item_row, marked_row
from sphinx_qapi.sphinx_ext.pages.letters import letters
from sphinx_qapi.sphinx_ext.translation import _

Place = tuple[RenderTarget, IndexItem]
"""A listed definition or part, with the page that lists it: each schema has its own `RenderTarget`."""
PageGroup = MergedGroup[RenderTarget]


class TitledRows(NamedTuple):
    """A titled list of rows."""

    title: list[nodes.Node]
    content: list[nodes.Node]
    anchor: str = ""
    """The target of links to it on a generated page; empty if it has none."""


def release_parts(release: PageGroup) -> list[TitledRows]:
    """The additions of a release: commands, events, types, and members and values of older definitions."""
    chosen = (
        (_("Commands"), [place for place in release.places if place[1].kind == "command"], False),
        (_("Events"), [place for place in release.places if place[1].kind == "event"], False),
        (_("Types"), [place for place in release.places if not place[1].is_entry_point], True),
    )
    parts = [
        TitledRows([nodes.Text(title)], [_definition_rows(places, show_kind=show_kind, show_since=False)])
        for title, places, show_kind in chosen
        if places
    ]
    if release.additions:
        rows = (addition_row(page, additions) for page, additions in release.additions)
        parts.append(TitledRows([nodes.Text(_("Members and values"))], [qapi_rows("", *rows, classes=["qapi-groups"])]))
    return parts


def release_counts(release: PageGroup) -> str:
    """The numbers of additions in a release, in words."""
    parts = sum(len(additions.parts) for _page, additions in release.additions)
    return count_words([place[1].kind for place in release.places], parts)


def release_rows(releases: Iterable[PageGroup], link: Mapping[str, nodes.Node]) -> qapi_rows:
    """A row for each release: its number, as the link in *link* if there is one, and the numbers of its additions."""
    rows = []
    for release in releases:
        name = _("not stated") if release.title is None else str(release.title)
        row = qapi_row("", nodes.paragraph("", release_counts(release)), name=name, word=1)
        if name in link:
            row.insert(0, qapi_title("", "", link[name]))
        rows.append(row)
    return qapi_rows("", *rows, list=1, classes=["qapi-facts"])


def letter_parts(groups: Iterable[PageGroup], prefix: str) -> list[nodes.Node]:
    """A filter, the letters, and the definitions from A to Z; the anchors of letters begin with *prefix*."""
    return letters(
        [(str(group.title), _definition_rows(group.places, show_kind=True, show_since=True)) for group in groups],
        prefix,
    )


def marked_parts(group: PageGroup) -> list[TitledRows]:
    """The definitions and parts with the feature of *group*, in a list for each kind of part."""
    feature = str(group.title)
    chosen: dict[str, list[Place]] = {
        _("Commands and events"): [],
        _("Types"): [],
        _("Members"): [],
        _("Branches and values"): [],
    }
    whole, types, members, values = chosen.values()
    for place in group.places:
        match place[1].part:
            case ItemRole.DEFINITION:
                (whole if place[1].is_entry_point else types).append(place)
            case ItemRole.MEMBER:
                members.append(place)
            case _:
                values.append(place)
    return [
        TitledRows(
            [nodes.Text(title)], [qapi_rows("", *(marked_row(*place, without=feature) for place in places), list=1)]
        )
        for title, places in chosen.items()
        if places
    ]


def feature_part(group: PageGroup) -> TitledRows:
    """The definitions and parts with the feature of *group*."""
    feature = str(group.title)
    rows = (marked_row(*place, without=feature) for place in group.places)
    anchor = features_anchor(group.places[0][0].namespace, feature)
    return TitledRows([_name(feature)], [qapi_rows("", *rows, list=1)], anchor)


def condition_part(group: PageGroup) -> TitledRows:
    """The definitions and parts with the condition of *group*."""
    texts = condition_texts(group.title)  # type: ignore[arg-type]  # the groups of this index are conditions
    title = [_name(text[1:]) if text.startswith(CODE) else nodes.Text(text) for text in texts]
    rows = (marked_row(*place, show_condition=False) for place in group.places)
    anchor = condition_anchor(group.places[0][0].namespace, group.title)  # type: ignore[arg-type]
    return TitledRows([nodes.Text(_("if ")), *title], [qapi_rows("", *rows, list=1)], anchor)


def flag_part(group: PageGroup) -> TitledRows:
    """The commands with the flag of *group*."""
    return TitledRows(
        [_name(FLAG_MARKS[str(group.title)])], [_definition_rows(group.places, show_kind=False, show_since=True)]
    )


def kind_part(group: PageGroup) -> TitledRows:
    """The definitions of the kind of *group*."""
    words = {
        "command": _("Commands"),
        "event": _("Events"),
        "enum": _("Enums"),
        "struct": _("Structs"),
        "union": _("Unions"),
        "alternate": _("Alternates"),
    }
    return TitledRows(
        [nodes.Text(words[str(group.title)])], [_definition_rows(group.places, show_kind=False, show_since=True)]
    )


def module_part(group: PageGroup) -> TitledRows:
    """The definitions of the module of *group*."""
    module = group.places[0][0].schema.modules_by_name[str(group.title)]
    return TitledRows(
        [nodes.Text(module_title(module))], [_definition_rows(group.places, show_kind=True, show_since=True)]
    )


def _definition_rows(places: Iterable[Place], *, show_kind: bool, show_since: bool) -> qapi_rows:
    rows = (item_row(*place, show_kind=show_kind, show_since=show_since) for place in places)
    return qapi_rows("", *rows, list=1)


def _name(text: str) -> nodes.literal:
    """A name in a title, which may be broken on narrow pages."""
    return nodes.literal("", text, classes=["qapi-name"])
