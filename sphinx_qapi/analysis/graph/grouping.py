"""From chosen definitions and uses to a diagram: siblings that end there share a box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link, Row
from sphinx_qapi.analysis.graph.type_graph import Relation, TypeGraph, Use

SIBLINGS = 4
"""So many leaves of one definition share a box."""

_MOST_NAMES = 2
"""So many members with one type are named in its row."""


@dataclass(kw_only=True)
class Selection:
    """What a picture is to show."""

    graph: TypeGraph
    focus: tuple[str, ...] = ()
    names: Sequence[str]
    """All definitions, the focus included."""
    uses: Sequence[Use]
    """The uses between them that are drawn."""
    left: frozenset[str] = frozenset()
    """Those drawn for being users of the focus only; nothing is counted that they use besides."""
    more_users: int = 0
    """How many users of the focus are left out."""
    siblings: int = SIBLINGS
    most_rows: int = 0
    """So many definitions are named in one box, and how many more there are; 0 for all."""
    links: Mapping[tuple[str, str], list[Use]] = field(init=False)
    """The uses by source and target."""

    def __post_init__(self) -> None:
        links: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for use in self.uses:
            links[use.source, use.target].append(use)
        self.links = dict(links)


def make_diagram(selection: Selection) -> Diagram:
    """The diagram of *selection*, boxes in the order of its names."""
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


def _group_key(selection: Selection, name: str, outgoing: list[str], incoming: list[str]) -> tuple[str, str]:
    """Definitions with the same key may share a box: leaves of one definition, users of the focus."""
    if name in selection.focus:
        return "own", name
    if not incoming and len(outgoing) == 1:
        return "left", outgoing[0]
    if len(incoming) != 1 or not set(outgoing) <= set(selection.focus):
        return "own", name
    if outgoing:
        return "round", incoming[0]
    returned = all(use.relation is Relation.RETURN for use in selection.links[incoming[0], name])
    return "returned" if returned else "right", incoming[0]


def _row(selection: Selection, name: str, outgoing: list[str], incoming: list[str], *, is_alone: bool) -> Row:
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
    """The names by which one definition uses another, the first few of them."""
    names = list(dict.fromkeys(use.name or _WORDS[use.relation] for use in uses))
    return ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")


_WORDS = {
    Relation.BASE: "base",
    Relation.RETURN: "returns",
    Relation.ARGUMENT: "arguments",
}
"""What is said of a use without a name."""


def _note(uses: list[Use]) -> str:
    source = uses[0].source
    return f"{source}.{carriers(uses)}" if uses[0].name else f"{_WORDS[uses[0].relation]} of {source}"


def _links(selection: Selection, box_of: Mapping[str, int]) -> Iterable[Link]:
    """A link for each pair of boxes; what a command takes and what it returns are told apart."""
    merged: dict[tuple[int, int], list[Use]] = {}
    for (source, target), uses in selection.links.items():
        merged.setdefault((box_of[source], box_of[target]), []).extend(uses)
    arms = {
        source
        for source in selection.focus
        if len({use.relation is Relation.RETURN for use in selection.uses if use.source == source}) == 2
    }
    for (box, other), uses in merged.items():
        label = ""
        if uses[0].source in arms:
            returns = {use.relation is Relation.RETURN for use in uses}
            label = "arguments, returns" if len(returns) == 2 else "returns" if True in returns else "arguments"
        yield Link(
            source=box,
            target=other,
            is_base=all(use.relation is Relation.BASE for use in uses),
            label=label,
            carrier=carriers(uses) if len({(use.source, use.target) for use in uses}) == 1 else "",
        )
