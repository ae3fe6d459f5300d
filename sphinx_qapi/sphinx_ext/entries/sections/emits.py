"""The events that a command emits, and the commands that emit an event, each with the sources that say so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docutils import nodes

from sphinx_qapi.analysis.emissions.emissions import Emission, Ground, Source
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.beside import definition_jump, joined
from sphinx_qapi.sphinx_ext.entries.views import EMISSIONS
from sphinx_qapi.sphinx_ext.translation import _

_OWN, _OTHERS = "this", "its"
"""Stand-ins for the definition of a ground: the definition of the entry, or the partner named before the grounds."""


def partners(entry: EntryContext) -> list[str]:
    """The events that a command emits, or the commands that emit an event."""
    return [_partner(entry, each) for each in entry.see(EMISSIONS)]


def emission_nodes(entry: EntryContext) -> list[nodes.Node]:
    """Links to the `partners`, each run with the same grounds followed by these; empty if none are known."""
    found = [
        (_partner(entry, each), tuple(dict.fromkeys(_relative(entry, each, ground) for ground in each.grounds)))
        for each in entry.see(EMISSIONS)
    ]
    result: list[nodes.Node] = []
    for grounds, run in groupby(found, lambda each: each[1]):
        result += [nodes.Text(", ")] if result else []
        result += joined(definition_jump(entry, name) for name, _grounds in run)
        result += [nodes.Text(" ("), *_ground_nodes(entry, grounds), nodes.Text(")")]
    return [*result, nodes.Text("; "), nodes.Text(_("may be incomplete"))] if result else []


def _partner(entry: EntryContext, emission: Emission) -> str:
    return emission.event if entry.definition.name == emission.command else emission.command


def _relative(entry: EntryContext, emission: Emission, ground: Ground) -> Ground:
    """*ground*, with stand-ins for the definition of *entry* and for its partner."""
    if ground.definition == entry.definition.name:
        return ground._replace(definition=_OWN)
    return ground._replace(definition=_OTHERS) if ground.definition == _partner(entry, emission) else ground


def _ground_nodes(entry: EntryContext, grounds: tuple[Ground, ...]) -> Iterator[nodes.Node]:
    for number, (source, definition) in enumerate(grounds):
        if number:
            yield nodes.Text(", ")
        if source is Source.PROJECT:
            yield nodes.Text(_("the project"))
        elif definition in ("", _OWN, _OTHERS):
            yield nodes.Text(_plain(source, definition))
        else:
            yield nodes.Text(_("comment of ") if source is Source.COMMENT else _("example of "))
            yield definition_jump(entry, definition)


def _plain(source: Source, definition: str) -> str:
    if source is Source.EXAMPLE:
        return _("an example")
    return _("this comment") if definition == _OWN else _("its comment")
