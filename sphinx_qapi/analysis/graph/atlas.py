"""The map of a whole schema: sheets of a readable size, by module, with links to each other.

Within a module, connected definitions are drawn together. If they are too many, the definitions with the most users are
drawn once, with what they use; where they are used, a box links to them, as for definitions of other modules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx_qapi.analysis.connected_parts import components
from sphinx_qapi.analysis.graph.diagram import MOST_LINKS, Box, Diagram, Row
from sphinx_qapi.analysis.graph.grouping import PictureContent, make_diagram
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, Use
from sphinx_qapi.schema.model.schema import Schema

MOST_DEFINITIONS = 60
"""The most definitions of a connected part; a larger one is cut, unless all are leaves of one definition."""
_MOST_BOXES = 90
"""The most boxes of a sheet (definitions and links to other sheets) before another sheet is begun."""
_DENSE = 10
"""Number of uses per definition above which a part is too dense to draw; definitions of QEMU use one or two others."""
_BATCH = 0.75
"""All definitions with at least this share of the most users are cut at once, so that few rounds are needed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One picture of the map."""

    name: str
    """Name of the module, a dot, and the number within the module, counted from 1."""
    module: str
    diagram: Diagram


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """Definitions that are drawn together."""

    names: Sequence[str]
    away: Sequence[Use] = ()
    """Their uses of definitions that are drawn elsewhere."""
    is_dense: bool = False
    """Whether they use each other so much that no cut would make a readable picture; they are listed instead."""

    @property
    def size(self) -> int:
        return len(self.names) + len(self.away)


def atlas(schema: Schema, graph: TypeGraph) -> list[Sheet]:
    """Return the sheets, on which each definition of *schema* with a link to another is drawn once."""
    sheets: list[tuple[str, str, list[_Part]]] = []
    for module in schema.modules:
        names = [each.name for each in module.definitions if graph.uses[each.name] or graph.used_by[each.name]]
        parts = sorted(_parts(graph, names), key=lambda part: -part.size)
        sheets += [(f"{module.name}.{number}", module.name, each) for number, each in enumerate(_filled(parts), 1)]
    sheet_of = {name: sheet for sheet, _module, parts in sheets for part in parts for name in part.names}
    return [
        Sheet(name=sheet, module=module, diagram=_diagram(graph, parts, sheet_of)) for sheet, module, parts in sheets
    ]


def _parts(graph: TypeGraph, names: Sequence[str]) -> Iterator[_Part]:
    """Yield the connected parts of *names*, none of them larger than a sheet."""
    cut: set[str] = set()
    todo = [tuple(names)] if names else []
    while todo:
        part = todo.pop()
        inside = set(part)
        following = {name: _others(name, graph.successors, inside - cut) for name in part}
        users = {name: [] if name in cut else _others(name, graph.predecessors, inside) for name in part}
        pieces = components(part, following, users)
        if len(pieces) > 1:
            todo += reversed(pieces)
        elif _is_dense(following):
            yield _Part(names=part, is_dense=True)
        elif len(part) > MOST_DEFINITIONS and (more := _to_be_cut(part, following, users)):
            cut |= more
            todo.append(part)
        else:
            away = [use for name in part for use in graph.uses[name] if _is_away(use, following)]
            yield _Part(names=part, away=away)


def _is_dense(following: Mapping[str, Sequence[str]]) -> bool:
    links = sum(map(len, following.values()))
    return links > MOST_LINKS and links > len(following) * _DENSE


def _others(name: str, linked: Mapping[str, Sequence[str]], wanted: set[str]) -> list[str]:
    return [each for each in linked[name] if each in wanted and each != name]


def _is_away(use: Use, following: Mapping[str, Sequence[str]]) -> bool:
    return use.source != use.target and use.target not in following[use.source]


def _to_be_cut(
    part: Sequence[str], following: Mapping[str, Sequence[str]], users: Mapping[str, Sequence[str]]
) -> set[str]:
    """Return the most used definitions of *part*; if none is used twice, those that root about half a sheet."""
    most = max(len(each) for each in users.values())
    if most > 1:
        return {name for name in part if len(users[name]) >= max(2, most * _BATCH)}
    behind: dict[str, int] = {}
    result = set()
    for name in reversed(_walk(part, following, users)):
        behind[name] = 1 + sum(behind.get(each, 0) for each in following[name])
        if behind[name] > MOST_DEFINITIONS / 2 and users[name]:
            result.add(name)
            behind[name] = 0
    return result


def _walk(part: Sequence[str], following: Mapping[str, Sequence[str]], users: Mapping[str, Sequence[str]]) -> list[str]:
    """Return *part* in an order in which each definition comes after a user of it, unless it begins a cycle."""
    seen: dict[str, None] = {}
    for start in (*(name for name in part if not users[name]), *part):
        todo = [start]
        while todo:
            name = todo.pop()
            if name not in seen:
                seen[name] = None
                todo += reversed(following[name])
    return list(seen)


def _filled(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Yield *parts* as sheets, as many on each sheet as fit."""
    sheet: list[_Part] = []
    for part in parts:
        if part.is_dense:
            yield [part]
            continue
        if sheet and sum(each.size for each in sheet) + part.size > _MOST_BOXES:
            yield sheet
            sheet = []
        sheet.append(part)
    if sheet:
        yield sheet


def _diagram(graph: TypeGraph, parts: Sequence[_Part], sheet_of: Mapping[str, str]) -> Diagram:
    """Return the diagram of a sheet; each definition has boxes of its own for uses that are drawn elsewhere."""
    if parts[0].is_dense:
        return _listed(graph, parts[0].names)
    kinds = {name: graph.kinds[name] for part in parts for name in part.names}
    stands_for: dict[str, str] = {}
    uses = {name: list(graph.uses[name]) for name in kinds}
    for part in parts:
        away = {(use.source, use.target) for use in part.away}
        for name in part.names:
            for index, use in enumerate(uses[name]):
                if (name, use.target) in away:
                    stand_in = f"{use.target}\n{name}"  # no definition has such a name
                    stands_for[stand_in] = use.target
                    kinds[stand_in] = graph.kinds[use.target]
                    uses[name][index] = replace(use, target=stand_in)
    sheet = TypeGraph(kinds=kinds, uses={name: tuple(uses.get(name, ())) for name in kinds})
    drawn = [use for each in sheet.uses.values() for use in each]
    diagram = make_diagram(PictureContent(graph=sheet, names=list(kinds), uses=drawn))
    boxes = (
        Box(
            rows=tuple(
                replace(row, name=real, sheet=sheet_of[real]) if (real := stands_for.get(row.name)) else row
                for row in box.rows
            )
        )
        for box in diagram.boxes
    )
    return Diagram(boxes=tuple(boxes), links=diagram.links)


def _listed(graph: TypeGraph, names: Sequence[str]) -> Diagram:
    """Return a diagram of unlinked boxes that shows how many definitions each of *names* uses."""
    rows = (Row(name=name, kind=graph.kinds[name], more=len(graph.successors[name])) for name in names)
    return Diagram(boxes=tuple(Box(rows=(row,)) for row in rows), links=(), is_dense=True)
