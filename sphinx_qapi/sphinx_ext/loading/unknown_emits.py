"""Checks of ``qapi_emits`` for names that no schema has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema


def unknown_emits(value: Mapping[str, Iterable[str]], schemas: Mapping[str, LoadedSchema]) -> Iterator[str]:
    """A sentence for each unknown name, with the nearest known name of the same kind."""
    if not value:
        return
    names = {namespace: _names(each) for namespace, each in schemas.items()}
    for key, events in value.items():
        owner, _colon, command = key.rpartition(":")
        if owner and owner not in schemas:
            yield f'qapi_emits: there is no schema "{owner}"{did_you_mean(owner, schemas)}'
            continue
        asked = [names[each] for each in schemas if owner in ("", each)]
        having = [each for each in asked if command in each["command"]]
        if not having:
            known = dict.fromkeys(name for each in asked for name in each["command"])
            yield f'qapi_emits: there is no command "{command}"{did_you_mean(command, known)}'
            continue
        known = dict.fromkeys(name for each in having for name in each["event"])
        for event in events:
            if event not in known:
                yield f'qapi_emits[{key!r}]: there is no event "{event}"{did_you_mean(event, known)}'


def _names(loaded: LoadedSchema) -> Mapping[str, Sequence[str]]:
    """The names of its commands and events by kind, cached so that an unchanged schema is not read."""

    def find() -> Mapping[str, Sequence[str]]:
        found = loaded.schema.definitions.values()
        return {kind: [each.name for each in found if each.kind == kind] for kind in ENTRY_KINDS}

    return loaded.cached_result("commands and events", find)
