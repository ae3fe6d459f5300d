"""A loaded schema: its source, the results of its analyses, and the plan of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sphinx_qapi.sphinx_ext.loading.page_plan import PagePlan
from sphinx_qapi.sphinx_ext.loading.schema_analyses import SchemaAnalyses
from sphinx_qapi.sphinx_ext.loading.schema_source import SchemaSource


@dataclass(frozen=True, kw_only=True)
class LoadedSchema(SchemaSource):
    """A schema with its settings, with what is known of it, and with the plan of its pages."""

    @cached_property
    def analyses(self) -> SchemaAnalyses:
        """The results of its analyses."""
        return SchemaAnalyses(self)

    @cached_property
    def pages(self) -> PagePlan:
        """The plan of its generated pages."""
        return PagePlan(self, self.analyses)
