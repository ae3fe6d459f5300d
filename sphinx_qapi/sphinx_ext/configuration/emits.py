"""``qapi_emits``: the events that commands emit, besides those that comments and examples show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_COLLECTIONS = (list, tuple, set, frozenset)

Emits = tuple[tuple[str, tuple[str, ...]], ...]
"""Names of commands, each with the names of its events."""


def wrong_emits(value: Mapping[object, object]) -> Iterator[str]:
    """A sentence for each entry of *value* that is wrong whatever the schemas contain."""
    for command, events in value.items():
        if not isinstance(command, str):
            yield f"qapi_emits: the name of a command must be a string, not {command!r}"
        elif not isinstance(events, _COLLECTIONS) or not all(isinstance(each, str) for each in events):
            yield f"qapi_emits[{command!r}]: must be a list of names of events, not {events!r}"


def emits_of(value: Mapping[str, object], namespace: str) -> Emits:
    """The entries of *value*, checked before, for the schema *namespace*: the key ``NS:name`` is for schema NS only."""
    found: dict[str, tuple[str, ...]] = {}
    for key, events in value.items():
        owner, _colon, name = key.rpartition(":")
        if owner in ("", namespace) and isinstance(events, _COLLECTIONS):
            found[name] = (*found.get(name, ()), *(sorted(events) if isinstance(events, (set, frozenset)) else events))
    return tuple(found.items())
