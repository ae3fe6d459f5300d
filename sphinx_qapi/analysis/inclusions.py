"""The ``include`` expressions through which the files of a schema are reached."""

from __future__ import annotations

from sphinx_qapi.schema.model.schema import Inclusion, Schema
from sphinx_qapi.source.position import Position


def inclusion_chains(schema: Schema) -> dict[str, tuple[Position, ...]]:
    """Map the path of each included file to the ``include`` expressions that led to it, innermost first."""
    chains: dict[str, tuple[Position, ...]] = {}
    for module in schema.modules:  # each module comes after the one that includes it
        for item in module.items:
            if isinstance(item, Inclusion):
                path = schema.modules_by_name[item.module].path
                chains[path] = (item.position, *chains.get(module.path, ()))
    return chains
