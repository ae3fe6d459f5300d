"""The messages that a command or an event can be, one for each branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sphinx_qapi.analysis.examples.expected_objects import ExpectedObject
from sphinx_qapi.analysis.examples.payloads.content import ContentMaker
from sphinx_qapi.analysis.examples.payloads.placeholders import Json
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.schema.model.definitions import Command, Event

_MOST_BRANCHES = 500
"""The most branches of one definition. Real ones have a tenth, but unions of unions can double with each level."""
_DEEPEST = 20
"""The deepest nesting of branches; real schemas have two levels."""
_TIMESTAMP: Json = {"seconds": 0, "microseconds": 0}


@dataclass(frozen=True, kw_only=True, slots=True)
class Payload:
    """The messages for one branch of a command or event."""

    branch: tuple[str, ...]
    """The values of the discriminators, outermost first; empty if there are none."""
    minimal: dict[str, Json]
    """The message with mandatory members only."""
    full: dict[str, Json]
    """The message with optional members, too."""


def payloads_of(vocabulary: Vocabulary, definition: Command | Event) -> tuple[Payload, ...]:
    """Return the payloads of *definition*, in the order of its branches, without those that would be endless."""
    shape = vocabulary.shapes.arguments(definition)
    payloads = []
    for branch in islice(_branches(vocabulary, shape), _MOST_BRANCHES):
        minimal = ContentMaker(vocabulary, full=False).object(shape, branch)
        full = ContentMaker(vocabulary, full=True).object(shape, branch)
        if minimal is not None and full is not None:
            payloads.append(
                Payload(branch=branch, minimal=_message(definition, minimal), full=_message(definition, full))
            )
    return tuple(payloads)


def reply_of(vocabulary: Vocabulary, command: Command) -> dict[str, Json] | None:
    """Return the reply of a server to *command*, with mandatory members only; None if it would be endless."""
    if command.returns is None:
        return {"return": {}}
    made = ContentMaker(vocabulary, full=False).value(command.returns, command.name, command.name)
    return None if made is None else {"return": made.value}


def _branches(
    vocabulary: Vocabulary, shape: ExpectedObject | None, path: tuple[str, ...] = (), inside: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield the values of the discriminators that lead to each innermost branch."""
    if shape is None or shape.discriminator is None or shape.owner in inside or len(path) >= _DEEPEST:
        yield path
        return
    for tag in vocabulary.shapes.tags(shape):
        branch = vocabulary.shapes.of_branch(shape, tag.name)
        yield from _branches(vocabulary, branch, (*path, tag.name), (*inside, shape.owner))


def _message(definition: Command | Event, content: dict[str, Json]) -> dict[str, Json]:
    if isinstance(definition, Command):
        return {"execute": definition.name, **({"arguments": content} if content else {})}
    data: dict[str, Json] = {"data": content} if content else {}
    return {"event": definition.name, **data, "timestamp": _TIMESTAMP}
