"""The part of the graph around a definition that a picture shows.

The limits keep a picture readable at a glance, and nearly all pictures free of crossing lines. Undirected neighbours
more than one hop away are never shown: a type of the median has dozens of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.grouping import SIBLINGS, PictureContent, make_diagram
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, Use
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS

MOST_USERS = 6
MOST_BOXES = 16
MOST_DEFINITIONS = 60
MOST_HOPS = 3
MOST_ROWS = 8
"""The most definitions that a box names; the rows of the definition that uses them name all."""
MOST_USES = 400
"""The most uses by a definition and those that it uses; beyond, only its own are shown, as text.

QEMU has at most 100.
"""
_MOST_FURTHER_USES = 2000
"""The most uses by all reached definitions; if there are more, a picture does not take the hop."""
FEWEST_BOXES = 4
"""A picture with fewer boxes is extended by one hop, in which two leaves already share a box."""
_FEWER_SIBLINGS = 2
FEWEST_DEFINITIONS = 3
"""A picture with fewer definitions tells nothing that the entry does not."""


def neighbourhood(graph: TypeGraph, name: str) -> Diagram | None:
    """Return the picture of *name*, with its users at the left and what it uses at the right.

    Returns None if the picture would be too small.
    """
    return _Pictures(graph, name).usual()


def narrowing(graph: TypeGraph, name: str) -> Iterator[Diagram]:
    """Yield the `neighbourhood` of *name*, if there is one, and then pictures that show less and less.

    These have fewer hops, then no users, then leaves in fewer boxes. The same picture may come again.
    """
    pictures = _Pictures(graph, name)
    usual = pictures.usual()
    if usual is not None:
        yield usual
        yield from pictures.narrower()


class _Pictures:
    """The pictures of one definition; each is made once."""

    def __init__(self, graph: TypeGraph, name: str) -> None:
        self.graph = graph
        self.name = name
        self._reached: dict[int, dict[str, int]] = {}
        self._made: dict[tuple[int, bool, int], Diagram] = {}

    def usual(self) -> Diagram | None:
        """The picture with as many hops as are readable at a glance; None if it would be too small."""
        if _uses_of(self.graph, self._reach(1)) > MOST_USES:
            return _own_uses(self.graph, self.name)
        best, reached = self._around(1), self._reach(1)
        for hops in range(2, MOST_HOPS + 1):
            before, reached = reached, self._reach(hops)
            if reached == before or _uses_of(self.graph, reached) > _MOST_FURTHER_USES:
                break
            wider = self._around(hops)
            if wider == best:
                break
            if not _is_readable(wider):
                harder = self._around(hops, harder=True)
                if len(best.boxes) < FEWEST_BOXES and _is_readable(harder):
                    best = harder
                break
            best = wider
        return best if len(best.names) >= FEWEST_DEFINITIONS else None

    def narrower(self) -> Iterator[Diagram]:
        """The pictures that show less and less."""
        for most_users, harder in ((MOST_USERS, False), (0, False), (0, True)):
            for hops in range(MOST_HOPS, 0, -1):
                if _uses_of(self.graph, self._reach(hops)) <= _MOST_FURTHER_USES:
                    yield self._around(hops, harder=harder, most_users=most_users)

    def _reach(self, hops: int) -> dict[str, int]:
        if hops not in self._reached:
            self._reached[hops] = reach([self.name], self.graph.successors, hops)
        return self._reached[hops]

    def _around(self, hops: int, *, harder: bool = False, most_users: int = MOST_USERS) -> Diagram:
        others = [user for user in self.graph.predecessors[self.name] if user not in self._reach(hops)]
        key = hops, harder, most_users if others else 0
        if key not in self._made:
            others.sort(key=lambda user: self.graph.kinds[user] not in ENTRY_KINDS)
            self._made[key] = self._make(hops, others[:most_users], others[most_users:], harder=harder)
        return self._made[key]

    def _make(self, hops: int, users: Sequence[str], left_out: Sequence[str], *, harder: bool) -> Diagram:
        graph, name, reached = self.graph, self.name, self._reach(hops)
        last = {each for each, hop in reached.items() if hop == hops} if harder else set()
        uses = [
            use
            for use in uses_between(graph, reached)
            if use.target == name or (use.source not in last and not _leads_back(graph, use, reached, name))
        ]
        if harder:
            uses = _first_of_each_target(uses, last)
        uses += [use for user in users for use in graph.uses[user] if use.target == name]
        selection = PictureContent(
            graph=graph,
            focus=(name,),
            names=[*reached, *users],
            uses=uses,
            left=frozenset(users),
            more_users=len(left_out),
            siblings=_FEWER_SIBLINGS if harder else SIBLINGS,
            most_rows=MOST_ROWS,
        )
        return make_diagram(selection)


def _uses_of(graph: TypeGraph, names: Iterable[str]) -> int:
    return sum(len(graph.uses[name]) for name in names)


def _own_uses(graph: TypeGraph, name: str) -> Diagram:
    """Return a diagram of the users of *name* and of its own uses, without uses between these definitions."""
    users = [user for user in graph.predecessors[name] if user not in graph.successors[name]]
    shown, left_out = users[:MOST_USERS], users[MOST_USERS:]
    uses = [*graph.uses[name], *(use for user in shown for use in graph.uses[user] if use.target == name)]
    names = dict.fromkeys((name, *graph.successors[name], *shown))
    selection = PictureContent(
        graph=graph, focus=(name,), names=[*names], uses=uses, left=frozenset(shown), more_users=len(left_out)
    )
    return replace(make_diagram(selection), is_dense=True)


def _is_readable(diagram: Diagram) -> bool:
    return len(diagram.boxes) <= MOST_BOXES and len(diagram.names) <= MOST_DEFINITIONS


def _leads_back(graph: TypeGraph, use: Use, hop: Mapping[str, int], name: str) -> bool:
    """Return whether *use* leads back in a cycle in a way that is not drawn.

    Cycles through *name* are drawn from *name*; other ways round them would only be a tangle. In other cycles, uses
    that lead back by more than one hop are left out.
    """
    source, target = use.source, use.target
    cycle = graph.cycle_of
    if source == target or cycle[source] != cycle[target]:
        return False
    if cycle[source] == cycle[name]:
        return hop[target] <= hop[source]
    return hop[target] < hop[source] and source not in graph.successors[target]


def reach(start: Sequence[str], following: Mapping[str, Sequence[str]], hops: int) -> dict[str, int]:
    """Return the names reached from *start* in at most *hops* steps, each with its number of steps, nearest first."""
    distance = dict.fromkeys(start, 0)
    border = list(start)
    for hop in range(1, hops + 1):
        border = [each for name in border for each in following[name] if each not in distance]
        border = list(dict.fromkeys(border))
        distance |= dict.fromkeys(border, hop)
        if not border:
            break
    return distance


def uses_between(graph: TypeGraph, names: Iterable[str]) -> list[Use]:
    """Return the uses between *names*."""
    wanted = set(names)
    return [use for name in names for use in graph.uses[name] if use.target in wanted]


def _first_of_each_target(uses: Iterable[Use], targets: set[str]) -> list[Use]:
    """Return *uses*, except that each of *targets* keeps only the uses by its first user, so that it becomes a leaf."""
    first: dict[str, str] = {}
    return [use for use in uses if use.target not in targets or first.setdefault(use.target, use.source) == use.source]
