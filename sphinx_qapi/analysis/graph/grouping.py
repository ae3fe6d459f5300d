"""Grouping of selected definitions and uses into a diagram: siblings without links of their own share a box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link, Row
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, Use
from sphinx_qapi.schema.model.walks import UseRole

SIBLINGS = 4
"""The fewest leaves of one definition that share a box."""

_MOST_NAMES = 2
"""The most members of one type that are named in its row."""


@dataclass(kw_only=True)
class PictureContent:
    """The content of a picture."""

    graph: TypeGraph
    focus: tuple[str, ...] = ()
    names: Sequence[str]
    """The names of all definitions, including the focus."""
    uses: Sequence[Use]
    """The uses between the definitions that are drawn."""
    left: frozenset[str] = frozenset()
    """Definitions that are shown only as users of the focus; their other uses are not counted."""
    more_users: int = 0
    """Number of users of the focus that are left out."""
    siblings: int = SIBLINGS
    most_rows: int = 0
    """The most definitions that are named in one box, before "+N more"; 0 for all."""
    links: Mapping[tuple[str, str], list[Use]] = field(init=False)
    """The uses by source and target."""

    def __post_init__(self) -> None:
        links: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for use in self.uses:
            links[use.source, use.target].append(use)
        self.links = dict(links)


def make_diagram(selection: PictureContent) -> Diagram:
    """Return the diagram of *selection*, with boxes in the order of its names."""
    outgoing: dict[str, list[str]] = {name: [] for name in selection.names}
    incoming: dict[str, list[str]] = {name: [] for name in selection.names}
    for source, target in selection.links:
        outgoing[source].append(target)
        incoming[target].append(source)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in selection.names:
        groups[_group_key(selection, name, outgoing[name], incoming[name])].append(name)
    boxes: list[Box] = []
    box_of: dict[str, int] = {}
    for key, members in groups.items():
        extra = selection.more_users if key[0] == "left" else 0
        if len(members) < selection.siblings and not extra:
            for name in members:
                box_of[name] = len(boxes)
                boxes.append(Box(rows=(_row(selection, name, outgoing[name], incoming[name], is_alone=True),)))
            continue
        for name in members:
            box_of[name] = len(boxes)
        named = members[: selection.most_rows] if 0 < selection.most_rows < len(members) - 1 else members
        extra += len(members) - len(named)
        rows = [_row(selection, name, outgoing[name], incoming[name], is_alone=False) for name in named]
        if extra:
            rows.append(Row(label=f"+{extra} more"))
        boxes.append(Box(rows=tuple(rows)))
    return Diagram(boxes=tuple(boxes), links=tuple(_links(selection, box_of)))


def _group_key(selection: PictureContent, name: str, outgoing: list[str], incoming: list[str]) -> tuple[str, str]:
    """Return a key that is equal for definitions that may share a box: leaves of one definition, users of the focus."""
    if name in selection.focus:
        return "own", name
    if not incoming and len(outgoing) == 1:
        return "left", outgoing[0]
    if len(incoming) != 1 or not set(outgoing) <= set(selection.focus):
        return "own", name
    if outgoing:
        return "round", incoming[0]
    returned = all(use.relation is UseRole.RETURN for use in selection.links[incoming[0], name])
    return "returned" if returned else "right", incoming[0]


def _row(selection: PictureContent, name: str, outgoing: list[str], incoming: list[str], *, is_alone: bool) -> Row:
    graph = selection.graph
    hidden = 0 if name in selection.left else len(set(graph.successors[name]) - set(outgoing))
    label = ""
    if not is_alone and incoming:
        label = carriers(selection.links[incoming[0], name])
    notes = [] if label else [_note(selection.links[source, name]) for source in incoming]
    return Row(
        name=name,
        kind=graph.kinds[name],
        label=label,
        more=hidden,
        note="; ".join(notes[:_MOST_NAMES]) + ("; …" if len(notes) > _MOST_NAMES else ""),
        is_focus=name in selection.focus,
    )


def carriers(uses: Iterable[Use]) -> str:
    """Return the names through which one definition uses another, at most the first `_MOST_NAMES`."""
    names = list(dict.fromkeys(use.name or _WORDS[use.relation] for use in uses))
    return ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")


_WORDS = {
    UseRole.BASE: "base",
    UseRole.RETURN: "returns",
    UseRole.ARGUMENT: "arguments",
}
"""The words for uses without a name."""


def _note(uses: list[Use]) -> str:
    source = uses[0].source
    return f"{source}.{carriers(uses)}" if uses[0].name else f"{_WORDS[uses[0].relation]} of {source}"


def _links(selection: PictureContent, box_of: Mapping[str, int]) -> Iterable[Link]:
    """Yield a link for each pair of boxes; arguments and results of a command in focus are labelled."""
    merged: dict[tuple[int, int], list[Use]] = {}
    for (source, target), uses in selection.links.items():
        merged.setdefault((box_of[source], box_of[target]), []).extend(uses)
    arms = {
        source
        for source in selection.focus
        if len({use.relation is UseRole.RETURN for use in selection.uses if use.source == source}) == 2
    }
    for (box, other), uses in merged.items():
        label = ""
        if uses[0].source in arms:
            returns = {use.relation is UseRole.RETURN for use in uses}
            label = "arguments, returns" if len(returns) == 2 else "returns" if True in returns else "arguments"
        yield Link(
            source=box,
            target=other,
            is_base=all(use.relation is UseRole.BASE for use in uses),
            label=label,
            carrier=carriers(uses) if len({(use.source, use.target) for use in uses}) == 1 else "",
        )
