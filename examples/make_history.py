"""Write ``granary/history.jsonl`` again: run this when the schema has changed (``python examples/make_history.py``).

Granary has never been released, so each release is made from the schema by removing the parts whose comments name a
later version. As real histories tell more than comments, some parts came later than their comments say, and some have
been removed since.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version

FOLDER = Path(__file__).parent / "granary"
RELEASES = ("1.0", "1.2", "1.4", "1.6", "1.8", "2.0", "2.1")
LATER: Mapping[tuple[str, str], str] = {("pool_sync", "pool"): "1.2", ("setting-get", ""): "1.2"}
"""Definitions, and members of definitions, that came later than their comments say, with the release."""
DEPRECATED_IN: Mapping[str, str] = {"volume-detach": "1.8", "query-alarms": "2.0", "VOLUME_FULL": "1.6"}
GONE = """
{ 'command': 'pool-defragment', 'data': { 'pool': 'str', '*only-idle': 'bool' }%s }
{ 'event': 'POOL_DEFRAGMENTED', 'data': { 'pool': 'str', 'moved': 'size' } }
"""
"""Definitions that release 2.0 removed; they were deprecated in 1.6."""


def main() -> None:
    """Write the history of all releases."""
    schema = load_schema(FOLDER / "granary.json").schema
    history = History()
    for name in RELEASES:
        release = Version.parse(name)
        graph = graph_of(schema if name == RELEASES[-1] else _cut(schema, release))
        history.add(name, graph)
    (FOLDER / "history.jsonl").write_text("".join(history_lines(history)), "utf-8")


def _cut(schema: Schema, release: Version) -> Schema:
    """*schema* as it was in *release*."""
    modules = [
        replace(
            module,
            items=tuple(
                _definition(schema, each, release) if hasattr(each, "kind") else each
                for each in module.items
                if not hasattr(each, "kind") or _is_there(each, release, LATER.get((each.name, "")))
            ),
        )
        for module in schema.modules
    ]
    if release < Version.parse("2.0"):
        modules[0] = replace(modules[0], items=(*modules[0].items, *_gone(release)))
    return replace(schema, modules=tuple(modules))


def _definition(schema: Schema, definition: Any, release: Version) -> Definition:
    """Return *definition* without the parts that came after *release*."""
    name = definition.name

    def older(parts: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(each for each in parts if _is_there(each, release, LATER.get((name, each.name))))

    changed: dict[str, Any] = {}
    match definition:
        case EnumType():
            changed["values"] = older(definition.values)
        case StructType():
            changed["members"] = older(definition.members)
        case UnionType():
            changed["base_members"] = older(definition.base_members)
            shown = {each.name: each for each in effective_members(schema, definition).branches}
            changed["branches"] = tuple(
                each for each in definition.branches if _is_there(shown[each.name], release, None)
            )
        case AlternateType():
            changed["branches"] = older(definition.branches)
        case Command() | Event():
            changed["arguments"] = older(definition.arguments)
    if name in DEPRECATED_IN and release < Version.parse(DEPRECATED_IN[name]):
        changed["features"] = tuple(each for each in definition.features if each.name != "deprecated")
    result: Definition = replace(definition, **changed)
    return result


def _is_there(part: Any, release: Version, later: str | None) -> bool:
    if later is not None:
        return Version.parse(later) <= release
    return part.since is None or part.since.version <= release


def _gone(release: Version) -> tuple[Definition, ...]:
    deprecated = ", 'features': ['deprecated']" if release >= Version.parse("1.6") else ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gone.json"
        path.write_text(GONE % deprecated, "utf-8")
        return tuple(load_schema(path).schema.definitions.values())


if __name__ == "__main__":
    main()
