"""Selection of the pictures of a definition that tell more than the rows of its entry, and its summary in one line."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_qapi.analysis.effective_members import EffectiveMembers, effective_members
from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.neighbourhood import MOST_HOPS, narrowing, reach
from sphinx_qapi.analysis.graph.outline import users_of
from sphinx_qapi.analysis.graph.type_graph import TypeGraph
from sphinx_qapi.analysis.returned import returned_in_place
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.members import TypeRef
from sphinx_qapi.schema.model.schema import Schema

_MOST_STEPS = 2000
"""The most paths that are tried to find the longest."""


def worthy_pictures(graph: TypeGraph, name: str, in_place: Collection[str]) -> Iterator[Diagram]:
    """Yield the pictures of *name* that tell more than its rows, the largest first; none if the rows tell everything.

    *in_place* as in `tells_more`. The caller takes the first that fits where it is shown, or else the last.
    """
    if not _may_tell_more(graph, name, in_place):
        return
    pictures = narrowing(graph, name)
    usual = next(pictures, None)
    if usual is not None and tells_more(usual, in_place):
        yield usual
        yield from (diagram for diagram in pictures if tells_more(diagram, in_place))


def _may_tell_more(graph: TypeGraph, name: str, in_place: Collection[str]) -> bool:
    """Return whether the largest picture of *name* might tell more.

    That is false for two definitions in three, and is found without making pictures: what tells more is a use by a
    definition that is reached, and is not in place.
    """
    return any(graph.uses[each] and each not in in_place for each in reach([name], graph.successors, MOST_HOPS))


def tells_more(diagram: Diagram, in_place: Collection[str]) -> bool:
    """Return whether *diagram* shows a use that no row tells: two hops away, within a cycle, or of a shared type.

    *in_place* are the definitions whose members are rows of the entry. Their uses are links in the rows, and users of
    the definition are named below them. What is too much for a picture says less than the rows.
    """
    if diagram.is_list:
        return False
    users = set(users_of(diagram))
    return any(
        row.name and row.name not in in_place
        for link in diagram.links
        if link.source not in users
        for row in diagram.boxes[link.source].rows
    )


def shown_in_place(schema: Schema, definition: Definition) -> frozenset[str]:
    """Return the names of the definitions whose members are rows of the entry of *definition*, including its own."""
    shown = {definition.name, *_owners(effective_members(schema, definition))}
    if isinstance(definition, (Command, Event)) and definition.arguments_type is not None:
        shown.add(definition.arguments_type.name)
    if isinstance(definition, Command) and (returned := returned_in_place(schema, definition)) is not None:
        shown |= {returned.name, *_owners(effective_members(schema, returned))}
    return frozenset(shown)


def _owners(effective: EffectiveMembers) -> Iterator[str]:
    yield from (member.origin for member in effective.all_members() if member.origin is not None)
    for branch in effective.all_branches():
        if branch.content is not None and isinstance(branch.type, TypeRef):
            yield branch.type.name


def longest_way(diagram: Diagram) -> tuple[tuple[str, ...], bool]:
    """Return the longest path in *diagram* from its focus, and whether the path is all that it shows apart from users.

    A path that leads back to its beginning ends there: it is a cycle, and comes before other paths of its length.
    """
    start = next(number for number, box in enumerate(diagram.boxes) if box.is_focus)
    users = {*users_of(diagram)}
    following: dict[int, list[int]] = {}
    for link in diagram.links:
        if link.source not in users and link.source != link.target:
            following.setdefault(link.source, []).append(link.target)
    best = [start]
    todo = [[start]]
    for _step in range(_MOST_STEPS):
        if not todo:
            break
        way = todo.pop()
        if len(way) > len(best):
            best = way
        if way[-1] != start or len(way) == 1:
            todo += [[*way, each] for each in reversed(following.get(way[-1], ())) if each == start or each not in way]
    names = [diagram.boxes[number].rows[0].name for number in best]
    shown = {row.name for number, box in enumerate(diagram.boxes) if number not in users for row in box.rows}
    return tuple(names), shown == {*names}
