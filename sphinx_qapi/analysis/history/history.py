"""The history of one schema: its releases, oldest first, with the shapes of all of them in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_qapi.analysis.history.order import check_name, check_order, find_release
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireGraph
from sphinx_qapi.schema.model.schema import Schema


@dataclass(frozen=True, slots=True)
class Release:
    """A release and the shapes of its commands and events."""

    name: str
    entries: Mapping[str, int]


@dataclass(slots=True)
class History:
    """The releases of a schema and their shapes; data is only ever added."""

    table: ShapeTable = field(default_factory=ShapeTable)
    releases: list[Release] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    """The number of shapes in the table after each release."""

    @property
    def names(self) -> list[str]:
        """The names of the releases, oldest first."""
        return [release.name for release in self.releases]

    def release(self, name: str) -> Release:
        """Return the release *name*; raises `ReleaseError` if there is none."""
        return self.releases[find_release(name, self.names)]

    def add_schema(self, name: str, schema: Schema) -> Release:
        """Add *schema* as the release *name*, as `add` does."""
        return self.add(name, graph_of(schema))

    def add(self, name: str, graph: WireGraph) -> Release:
        """Add the release *name*; raises `ReleaseError` if that is no valid name or not the next one."""
        check_name(name)
        check_order(name, self.names)
        release = Release(name, self.table.intern(graph))
        self.releases.append(release)
        self.counts.append(len(self.table))
        return release
