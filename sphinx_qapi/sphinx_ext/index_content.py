"""What an index shows: titles, introductions, and groups of rows, for one schema or several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docutils import nodes

from sphinx_qapi.analysis.index import Group, index_groups, name_order, read_query
from sphinx_qapi.analysis.listed import Listed, PartKind
from sphinx_qapi.analysis.releases import Additions
from sphinx_qapi.schema.conditions import Condition
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.index_rows import addition_row, marked_row, whole_row
from sphinx_qapi.sphinx_ext.letters import letters
from sphinx_qapi.sphinx_ext.listing import count_words, module_title
from sphinx_qapi.sphinx_ext.nodes import qapi_row, qapi_rows, qapi_title
from sphinx_qapi.sphinx_ext.page import Page
from sphinx_qapi.sphinx_ext.pieces import CODE, condition_texts
from sphinx_qapi.sphinx_ext.words import _


class Place(NamedTuple):
    """Something listed, and the schema that it is part of."""

    page: Page
    entry: Listed


@dataclass(slots=True)
class Gathered:
    """A group of one index, from one schema or several."""

    title: str | Version | Condition | None
    places: list[Place] = field(default_factory=list)
    additions: list[tuple[Page, Additions]] = field(default_factory=list)


class Part(NamedTuple):
    """A titled list of rows."""

    title: list[nodes.Node]
    content: list[nodes.Node]


def gather(pages: Sequence[Page], options: Mapping[str, str]) -> list[Gathered]:
    """The groups of an index with these *options* over the schemas of *pages*; raises ValueError for wrong ones.

    What several schemas share, since they read the same file, is listed with the first.
    """
    query = read_query(options)
    found: dict[object, Gathered] = {}
    seen: set[tuple[str, int, str]] = set()
    for page in pages:
        definitions = []
        for each in page.schema.definitions.values():
            key = os.path.realpath(each.position.path), each.position.line, each.name
            if key not in seen:
                seen.add(key)
                definitions.append(each)
        for group in index_groups(definitions, page.loaded.usages, query):
            _add(found.setdefault(group.title, Gathered(group.title)), page, group)
    if query.by in ("since", "releases"):
        return _newest_first(found.values())
    if query.by == "name":
        for gathered in found.values():
            gathered.places.sort(key=lambda place: name_order(place.entry))
        return sorted(found.values(), key=lambda each: str(each.title))
    return list(found.values())


def _add(gathered: Gathered, page: Page, group: Group) -> None:
    gathered.places += [Place(page, entry) for entry in group.entries]
    gathered.additions += [(page, additions) for additions in group.additions]


def _newest_first(groups: Iterable[Gathered]) -> list[Gathered]:
    dated = {each.title: each for each in groups if isinstance(each.title, Version)}
    return [*(dated[version] for version in sorted(dated, reverse=True)), *(g for g in groups if g.title is None)]


def release_parts(release: Gathered) -> list[Part]:
    """What is new in a release: commands, events, types, and members and values of older definitions."""
    chosen = (
        (_("Commands"), [place for place in release.places if place.entry.kind == "command"], False),
        (_("Events"), [place for place in release.places if place.entry.kind == "event"], False),
        (_("Types"), [place for place in release.places if not place.entry.is_entry_point], True),
    )
    parts = [
        Part([nodes.Text(title)], [_wholes(places, show_kind=show_kind, show_since=False)])
        for title, places, show_kind in chosen
        if places
    ]
    if release.additions:
        rows = (addition_row(page, additions) for page, additions in release.additions)
        parts.append(Part([nodes.Text(_("Members and values"))], [qapi_rows("", *rows, classes=["qapi-groups"])]))
    return parts


def release_counts(release: Gathered) -> str:
    """How much is new in a release."""
    parts = sum(len(additions.parts) for _page, additions in release.additions)
    return count_words([place.entry.kind for place in release.places], parts)


def release_rows(releases: Iterable[Gathered], link: Mapping[str, nodes.Node]) -> qapi_rows:
    """A row for each release: its number, which is a link where *link* holds one, and how much is new in it."""
    rows = []
    for release in releases:
        name = _("not stated") if release.title is None else str(release.title)
        row = qapi_row("", nodes.paragraph("", release_counts(release)), name=name, word=1)
        if name in link:
            row.insert(0, qapi_title("", "", link[name]))
        rows.append(row)
    return qapi_rows("", *rows, list=1, classes=["qapi-facts"])


def letter_parts(groups: Iterable[Gathered], prefix: str) -> list[nodes.Node]:
    """A filter, the letters, and the definitions from A to Z; the anchors of letters begin with *prefix*."""
    return letters(
        [(str(group.title), _wholes(group.places, show_kind=True, show_since=True)) for group in groups], prefix
    )


def marked_parts(group: Gathered) -> list[Part]:
    """What has the feature that *group* is about, by what it is."""
    feature = str(group.title)
    chosen: dict[str, list[Place]] = {
        _("Commands and events"): [],
        _("Types"): [],
        _("Members"): [],
        _("Branches and values"): [],
    }
    whole, types, members, values = chosen.values()
    for place in group.places:
        match place.entry.part:
            case PartKind.DEFINITION:
                (whole if place.entry.is_entry_point else types).append(place)
            case PartKind.MEMBER:
                members.append(place)
            case _:
                values.append(place)
    return [
        Part([nodes.Text(title)], [qapi_rows("", *(marked_row(*place, without=feature) for place in places), list=1)])
        for title, places in chosen.items()
        if places
    ]


def feature_part(group: Gathered) -> Part:
    """What has a feature."""
    feature = str(group.title)
    rows = (marked_row(*place, without=feature) for place in group.places)
    return Part([nodes.literal("", feature)], [qapi_rows("", *rows, list=1)])


def condition_part(group: Gathered) -> Part:
    """What has a condition."""
    texts = condition_texts(group.title)  # type: ignore[arg-type]  # the groups of this index are conditions
    title = [nodes.literal("", text[1:]) if text.startswith(CODE) else nodes.Text(text) for text in texts]
    rows = (marked_row(*place, show_condition=False) for place in group.places)
    return Part([nodes.Text(_("if ")), *title], [qapi_rows("", *rows, list=1)])


def kind_part(group: Gathered) -> Part:
    """The definitions of a kind."""
    words = {
        "command": _("Commands"),
        "event": _("Events"),
        "enum": _("Enums"),
        "struct": _("Structs"),
        "union": _("Unions"),
        "alternate": _("Alternates"),
    }
    return Part([nodes.Text(words[str(group.title)])], [_wholes(group.places, show_kind=False, show_since=True)])


def module_part(group: Gathered) -> Part:
    """The definitions of a module."""
    module = group.places[0].page.schema.modules_by_name[str(group.title)]
    return Part([nodes.Text(module_title(module))], [_wholes(group.places, show_kind=True, show_since=True)])


def _wholes(places: Iterable[Place], *, show_kind: bool, show_since: bool) -> qapi_rows:
    rows = (whole_row(*place, show_kind=show_kind, show_since=show_since) for place in places)
    return qapi_rows("", *rows, list=1)
