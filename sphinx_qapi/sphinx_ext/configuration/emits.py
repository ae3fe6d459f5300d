"""``qapi_emits``: which events commands emit, where comments do not say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_COLLECTIONS = (list, tuple, set, frozenset)

Emits = tuple[tuple[str, tuple[str, ...]], ...]
"""Commands, each with its events."""


def wrong_emits(value: Mapping[object, object]) -> Iterator[str]:
    """A sentence for each entry of *value* that cannot be meant, whatever schemas have."""
    for command, events in value.items():
        if not isinstance(command, str):
            yield f"qapi_emits: the name of a command must be a string, not {command!r}"
        elif not isinstance(events, _COLLECTIONS) or not all(isinstance(each, str) for each in events):
            yield f"qapi_emits[{command!r}]: must be a list of names of events, not {events!r}"


def emits_of(value: Mapping[str, object], namespace: str) -> Emits:
    """What *value*, which is right, says of the schema of *namespace*: ``NS:name`` is a command of that one alone."""
    found: dict[str, tuple[str, ...]] = {}
    for key, events in value.items():
        owner, _colon, name = key.rpartition(":")
        if owner in ("", namespace) and isinstance(events, _COLLECTIONS):
            found[name] = (*found.get(name, ()), *(sorted(events) if isinstance(events, (set, frozenset)) else events))
    return tuple(found.items())
