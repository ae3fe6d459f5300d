"""A diagram as text: users and uses, one line for each definition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sphinx_qapi.analysis.graph.diagram import Diagram, Link, Row

MOST_TARGETS = 12
"""The most used definitions that a line names where there is too much for a picture; the members name the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlineLine:
    """The definitions that one definition uses, or the users of the definition that the picture is about."""

    source: str
    is_used: bool = False
    """Whether the targets use the source, and not the other way round."""
    targets: tuple[tuple[str, str], ...]
    """Names of definitions, each with the member or the like that carries the use; empty if there is none to name."""
    more: str = ""
    """Text for what is not in the picture, such as "+3 more"."""


def outline(diagram: Diagram) -> list[OutlineLine]:
    """Return *diagram* as lines: first users of the definition it is about, then what each definition uses, box by box.

    Definitions without links come last.
    """
    users = users_of(diagram)
    links: dict[int, list[Link]] = {}
    for link in diagram.links:
        links.setdefault(link.source, []).append(link)
    lines: list[OutlineLine] = []
    rows = [row for number in users for row in diagram.boxes[number].rows]
    if rows:
        more = " ".join(row.label for row in rows if not row.name)
        focus = next(box.rows[0].name for box in diagram.boxes if box.is_focus)
        targets = [(row.name, "") for row in rows if row.name]
        lines.append(OutlineLine(source=focus, is_used=True, targets=tuple(targets), more=more))
    for number, box in enumerate(diagram.boxes):
        if number in users:
            continue
        targets = [
            (row.name, row.label or link.carrier)
            for link in links.get(number, ())
            for row in diagram.boxes[link.target].rows
            if row.name
        ]
        lines += [
            OutlineLine(source=row.name, targets=tuple(targets), more=_more(row))
            for row in box.rows
            if row.name and (targets or (row.more and not box.is_group))
        ]
    if diagram.is_list:
        lines = [_shortened(line) for line in lines]
    mentioned = {name for line in lines for name in (line.source, *(target for target, _carrier in line.targets))}
    lines += [OutlineLine(source=name, targets=()) for name in diagram.names if name not in mentioned]
    return lines


def _shortened(line: OutlineLine) -> OutlineLine:
    """Return *line* of a diagram too large for a picture, cut to a readable number of names."""
    left_out = len(line.targets) - MOST_TARGETS
    if left_out <= 0:
        return line
    return replace(line, targets=line.targets[:MOST_TARGETS], more=f"+{left_out} more")


def users_of(diagram: Diagram) -> list[int]:
    """Return the indexes of boxes that are shown only as users of the focus; empty unless one box is the focus."""
    focus = [number for number, box in enumerate(diagram.boxes) if box.is_focus]
    if len(focus) != 1:
        return []
    others = {*focus, *(link.target for link in diagram.links)}
    return [link.source for link in diagram.links if link.target == focus[0] and link.source not in others]


def _more(row: Row) -> str:
    return f"+{row.more} more" if row.more else ""
