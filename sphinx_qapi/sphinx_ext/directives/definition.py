"""``qapi:command`` and its siblings: one definition, filled from the schema."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives import flag
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.entry import definition_nodes
from sphinx_qapi.sphinx_ext.objects import Rank

_KINDS = {"object": ("struct", "union")}
"""The kinds that a directive accepts, where it is not just the one of its name."""


class QapiDefinition(QapiDirective):
    """``.. qapi:command:: NAME`` and the like."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "namespace": directives.unchanged_required,
        "module": directives.unchanged_required,
        "no-index": flag,
        "noindex": flag,
    }

    def run(self) -> list[nodes.Node]:
        """Render the definition."""
        kind = self.name.removeprefix("qapi:")
        kinds = _KINDS.get(kind, (kind,))
        namespace, name = self.split_namespace(self.arguments[0])
        loaded = self.domain.store.get(namespace)
        if loaded is None:
            hint = did_you_mean(namespace or "", self.domain.store.schemas)
            self.warn(f'no schema "{namespace or ""}"{hint}', "unknown-schema")
            return []
        definition = loaded.schema.definitions.get(name)
        if definition is None or definition.kind not in kinds:
            names = [each.name for each in loaded.schema.definitions.values() if each.kind in kinds]
            self.warn(f'no {kind} "{name}" in schema "{loaded.namespace}"{did_you_mean(name, names)}', "unknown-name")
            return []
        return definition_nodes(self.page(loaded, Rank.FILLED), definition)


DEFINITION_DIRECTIVES = dict.fromkeys(
    ("command", "event", "enum", "struct", "union", "object", "alternate"), QapiDefinition
)
"""One directive for each kind; ``object`` is a struct or a union."""
