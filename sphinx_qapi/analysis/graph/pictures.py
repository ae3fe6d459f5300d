"""Pictures of several definitions, of entries, of modules, and of a whole schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from sphinx_qapi.analysis.connected_parts import components
from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link, Row
from sphinx_qapi.analysis.graph.grouping import PictureContent, make_diagram
from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood, reach, uses_between
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, Use
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.schema.model.schema import Schema


class Direction(Enum):
    """The direction of links from the definitions that a picture is about."""

    USES = "uses"
    USED_BY = "used-by"
    BOTH = "both"


MOST_DEFINITIONS = 400
"""The most definitions of a requested picture; it ends at the last hop that fits."""


def picture_of(
    graph: TypeGraph, names: Sequence[str], *, depth: int | None = None, direction: Direction = Direction.BOTH
) -> Diagram:
    """Return the picture of *names*, *depth* hops far; for one name without options, the picture of its entry."""
    names = list(dict.fromkeys(names))
    if len(names) == 1 and depth is None and direction is Direction.BOTH:
        usual = neighbourhood(graph, names[0])
        if usual:
            return usual
    hops = depth if depth is not None else 1 if direction is Direction.BOTH or len(names) > 1 else 2
    shown: dict[str, int] = dict.fromkeys(names, 0)
    uses: dict[Use, None] = {}
    left: set[str] = set()
    if direction is not Direction.USED_BY:
        reached = _reach_within(names, graph.successors, hops)
        shown |= reached
        uses |= dict.fromkeys(uses_between(graph, reached))
    if direction is not Direction.USES:
        reached = _reach_within(names, graph.predecessors, hops)
        left = {name for name in reached if name not in shown}
        shown |= reached
        uses |= dict.fromkeys(uses_between(graph, reached))
    return make_diagram(
        PictureContent(graph=graph, focus=tuple(names), names=list(shown), uses=list(uses), left=frozenset(left))
    )


def _reach_within(names: Sequence[str], following: Mapping[str, Sequence[str]], hops: int) -> dict[str, int]:
    best = dict.fromkeys(names, 0)
    for hop in range(1, hops + 1):
        wider = reach(names, following, hop)
        if len(wider) > MOST_DEFINITIONS or len(wider) == len(best):
            break
        best = wider
    return best


def entry_points(graph: TypeGraph, names: Iterable[str]) -> Diagram:
    """Return what the commands and events among *names* take and return; those without types are left out."""
    chosen = [name for name in names if graph.kinds[name] in ENTRY_KINDS and graph.uses[name]]
    reached = reach(chosen, graph.successors, 1)
    uses = [use for name in chosen for use in graph.uses[name]]
    return make_diagram(PictureContent(graph=graph, names=list(reached), uses=uses, siblings=2))


def whole_map(graph: TypeGraph) -> Diagram:
    """Return the picture of every definition with a link to another, largest parts first."""
    linked = [name for name in graph.kinds if graph.uses[name] or graph.used_by[name]]
    parts = sorted(components(linked, graph.successors, graph.predecessors), key=len, reverse=True)
    names = [name for part in parts for name in part]
    return make_diagram(PictureContent(graph=graph, names=names, uses=uses_between(graph, names)))


def module_graph(schema: Schema, graph: TypeGraph) -> Diagram:
    """Return the modules of *schema*, with links to the modules whose definitions they use."""
    module_of = {name: definition.module for name, definition in schema.definitions.items()}
    counts: dict[tuple[str, str], int] = {}
    for uses in graph.uses.values():
        for use in uses:
            pair = module_of[use.source], module_of[use.target]
            if pair[0] != pair[1]:
                counts[pair] = counts.get(pair, 0) + 1
    linked = {name for pair in counts for name in pair}
    modules = [module.name for module in schema.modules if module.name in linked]
    place = {name: number for number, name in enumerate(modules)}
    boxes = tuple(Box(rows=(Row(name=name, kind="module"),)) for name in modules)
    links = tuple(
        Link(source=place[source], target=place[target], carrier=str(count))
        for (source, target), count in counts.items()
    )
    return Diagram(boxes=boxes, links=links)
