"""Probe paths of a schema or a reply, each with the condition under which a build has it.

``blockdev-add/arg-type/+qcow2/discard-no-unref`` is in the notation in which libvirt queries the reply of
``query-qmp-schema``: a command or event, ``arg-type`` or ``ret-type``, members (``*optional``), ``+branch``,
``^value``, ``$feature``, ``!builtin``. Arrays and alternates add no step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sphinx_qapi.analysis.probes.probe_types import (
    ProbeBuiltin,
    ProbeChoice,
    ProbeEntry,
    ProbeEnum,
    ProbeObject,
    ProbeTypes,
)
from sphinx_qapi.analysis.probes.reply_types import reply_types
from sphinx_qapi.analysis.probes.schema_types import schema_types
from sphinx_qapi.analysis.probes.shape_types import shape_types
from sphinx_qapi.analysis.wire.reply_shapes import Json
from sphinx_qapi.analysis.wire.shapes import WireFeatures, WireNode
from sphinx_qapi.analysis.wire.truth import Form, both, either
from sphinx_qapi.schema.model.schema import Schema

MOST_PATHS = 1_000_000
"""The most paths, forty times as many as QEMU has.

Types that contain each other in many ways could have any number.
"""
_MOST_CHARACTERS = 20_000_000
"""The most characters of all paths together, ten times as many as QEMU has."""
_DEEPEST = 2_500
"""The deepest nesting of types; real ones are nested ten deep."""
_LONGEST_PLACE = 2_000
"""The most characters of a path that is shown; types that only longer paths reach have none."""
ARGUMENTS, RETURNS = "arg-type", "ret-type"

_Found = tuple[str, Form]
_Place = tuple[str, str, Form, frozenset[str]]
"""A place where a type is used: the path, the type, the condition so far, and the types on the way."""


def probe_paths(schema: Schema, names: Collection[str] | None = None) -> dict[str, Form]:
    """Return every probe path of *schema* with its condition: the conjunction of all conditions on the way.

    With *names*, only the paths of these commands and events.
    """
    types = schema_types(schema)
    if names is not None:
        types = replace(types, entries={name: each for name, each in types.entries.items() if name in names})
    return _collected(types)


def reply_probe_paths(infos: Sequence[Json]) -> frozenset[str]:
    """Return every probe path of a reply of ``query-qmp-schema``, which has no conditions; raises `ReplyError`."""
    return frozenset(_collected(reply_types(infos)))


def release_probe_paths(nodes: Sequence[WireNode], entries: Mapping[str, int]) -> dict[str, Form]:
    """Return every probe path of a release of a history, with its condition; *entries* refer to *nodes*."""
    return _collected(shape_types(nodes, entries))


def probe_places(schema: Schema) -> dict[str, str]:
    """Map each type of *schema* that commands and events reach to the path of a place where it is used.

    The place is the one with the fewest types on the way; among several, the shortest path, then the first by code
    point.
    """
    types = schema_types(schema)
    places: dict[str, str] = {}
    nearest = [(path, name) for entry_name, entry in types.entries.items()
               for path, name, *_ in _places(entry_name, entry)]  # fmt: skip
    while nearest:
        found = sorted(nearest, key=lambda each: (len(each[0]), each[0]))
        nearest = []
        for path, name in found:
            if name not in places and len(path) <= _LONGEST_PLACE:
                places[name] = path
                nearest += _next(types, path, name)
    return places


def _next(types: ProbeTypes, path: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the types that the type *name* at *path* uses, with their paths."""
    match types.types.get(name):
        case ProbeChoice(alternatives=alternatives):
            yield from ((path, each) for each, _ in alternatives)
        case ProbeObject(members=members, variants=variants):
            yield from ((f"{path}/{each.name}", each.type) for each in members)
            yield from ((f"{path}/+{each.value}", each.type) for each in variants if each.type is not None)


def _collected(types: ProbeTypes) -> dict[str, Form]:
    paths: dict[str, Form] = {}
    room = _MOST_CHARACTERS
    for path, condition in islice(_all(types), MOST_PATHS):
        room -= len(path)
        if room < 0:
            break
        if condition:  # otherwise no build has it
            known = paths.get(path)
            paths[path] = condition if known is None else either(known, condition)
    return paths


def _all(types: ProbeTypes) -> Iterator[_Found]:
    for name, entry in types.entries.items():
        yield name, entry.condition
        yield from _features(name, entry.features, entry.condition)
        for place in _places(name, entry):
            yield from _below(types, place)


def _places(name: str, entry: ProbeEntry) -> Iterator[_Place]:
    yield f"{name}/{ARGUMENTS}", entry.arguments, entry.condition, frozenset()
    if entry.returns is not None:
        yield f"{name}/{RETURNS}", entry.returns, entry.condition, frozenset()


def _below(types: ProbeTypes, place: _Place) -> Iterator[_Found]:
    """Yield the paths below *place*; iterative, because types may be nested deeply."""
    pending = [place]
    while pending:
        prefix, name, condition, trail = pending.pop()
        type_ = types.types.get(name)
        if type_ is None or name in trail or len(trail) >= _DEEPEST:
            continue
        match type_:
            case ProbeBuiltin(name=builtin):
                yield f"{prefix}/!{builtin}", condition
            case ProbeEnum():
                yield from _values(prefix, type_, condition)
            case ProbeChoice(alternatives=alternatives, condition=own):
                within = both(condition, own)
                inside = trail | {name}
                pending += [(prefix, each, both(within, branch), inside) for each, branch in alternatives]
            case ProbeObject():
                yield from _object(prefix, type_, both(condition, type_.condition), trail | {name}, pending)


def _values(prefix: str, enum: ProbeEnum, condition: Form) -> Iterator[_Found]:
    within = both(condition, enum.condition)
    for value in enum.values:
        path, there = f"{prefix}/^{value.name}", both(within, value.condition)
        yield path, there
        yield from _features(path, value.features, there)


def _object(
    prefix: str, node: ProbeObject, condition: Form, trail: frozenset[str], pending: list[_Place]
) -> Iterator[_Found]:
    """Yield the paths of an object; the types of its members and branches are added to *pending*."""
    yield from _features(prefix, node.features, condition)
    for member in node.members:
        path, there = f"{prefix}/{member.name}", both(condition, member.condition)
        yield path, there
        if member.optional:
            yield f"{prefix}/*{member.name}", there
        yield from _features(path, member.features, there)
        pending.append((path, member.type, there, trail))
    for variant in node.variants:
        path, there = f"{prefix}/+{variant.value}", both(condition, variant.condition)
        yield path, there
        if variant.type is not None:
            pending.append((path, variant.type, there, trail))


def _features(prefix: str, features: WireFeatures, condition: Form) -> Iterator[_Found]:
    for each in features:
        yield f"{prefix}/${each.name}", both(condition, each.condition)
