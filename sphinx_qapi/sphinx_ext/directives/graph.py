"""``qapi:graph``: a picture of definitions, of a module's entry points, or of a whole schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.typing import OptionSpec

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.pictures import Direction, entry_points, picture_of
from sphinx_qapi.layout import ENGINES
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.graphs.node import graph_node
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.store import known_modules
from sphinx_qapi.sphinx_ext.objects.current_place import namespace_of
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.objects.shown import GRAPH
from sphinx_qapi.sphinx_ext.pages.breadcrumbs import below_reference
from sphinx_qapi.sphinx_ext.pages.schema_map import map_sheets
from sphinx_qapi.sphinx_ext.translation import _


def _direction(argument: str) -> str:
    return directives.choice(argument, tuple(each.value for each in Direction))


def _engine(argument: str) -> str:
    return directives.choice(argument, tuple(ENGINES))


class QapiGraph(QapiDirective):
    """``.. qapi:graph:: NAME…``.

    With ``:module:`` instead of names, it shows the commands and events of a module with their types; with neither, a
    map of the whole schema.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = False
    option_spec: ClassVar[OptionSpec] = {
        "depth": directives.nonnegative_int,
        "direction": _direction,
        "caption": directives.unchanged_required,
        "layout": _engine,
        "module": directives.unchanged_required,
        "namespace": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Render the graph."""
        words = self.arguments[0].replace(",", " ").split() if self.arguments else []
        namespaces = {self.split_namespace(word)[0] for word in words} or {self._own_namespace()}
        namespace = next(iter(namespaces))
        loaded = self.known.store.get(namespace)
        if loaded is None or len(namespaces) > 1:
            self._warn_of_namespace(namespaces)
            return []
        names = [self.split_namespace(word)[1] for word in words]
        engine = self.options.get("layout", "")
        caption = self.options.get("caption", "")
        if not names and "module" not in self.options:
            self.known.note_shown(self.env.docname, f"{loaded.namespace}:{GRAPH}")
            document = self.state.document
            sheets = map_sheets(self.env, document, loaded, engine=engine, as_sections=self.is_generated())
            return self._page(loaded, sheets) if self.is_generated() else self._framed(sheets, caption)
        diagram = self._diagram(loaded, names)
        if diagram is None:
            return []
        label = caption or _("%s and its types") % (", ".join(names) or self.options["module"])
        return self._framed([graph_node(self.env, loaded.namespace, diagram, label, engine=engine)], caption)

    def _own_namespace(self) -> str | None:
        return self.options.get("namespace") or namespace_of(self.env)

    def _warn_of_namespace(self, namespaces: set[str | None]) -> None:
        if len(namespaces) > 1:
            self.warn("all definitions of a graph belong to one schema", "unknown-schema")
            return
        namespace = next(iter(namespaces)) or ""
        self.known.note_shown(self.env.docname, f"{namespace}:{GRAPH}")
        self.warn(f'no schema "{namespace}"{did_you_mean(namespace, self.known.store.schemas)}', "unknown-schema")

    def _diagram(self, loaded: LoadedSchema, names: list[str]) -> Diagram | None:
        """The diagram of *names* or of the module; None, with a warning, if they do not exist."""
        graph = loaded.analyses.type_graph
        known = [name for name in names if name in graph.kinds]
        for name in names:
            if name not in graph.kinds:
                hint = did_you_mean(name, graph.kinds)
                self.warn(f'no definition "{name}" in schema "{loaded.namespace}"{hint}', "unknown-name")
        self.known.note_shown(self.env.docname, f"{loaded.namespace}:{GRAPH}")
        if known:
            direction = Direction(self.options.get("direction", Direction.BOTH.value))
            return picture_of(graph, known, depth=self.options.get("depth"), direction=direction)
        if names:
            return None
        module = loaded.schema.modules_by_name.get(self.options["module"])
        if module is None:
            name = self.options["module"]
            hint = did_you_mean(name, known_modules(self.known.store, loaded.namespace))
            self.warn(f'no module "{name}" in schema "{loaded.namespace}"{hint}', "unknown-module")
            return None
        return entry_points(graph, [each.name for each in module.definitions])

    def _page(self, loaded: LoadedSchema, sheets: Sequence[nodes.Node]) -> list[nodes.Node]:
        """The content of the generated page of the map."""
        title = _("Map of the %s") % loaded.config.heading
        section = schema_section(self.state.document, nodes.Text(title))
        section += sheets
        return below_reference(self.page(loaded, Rank.GENERATED), section)

    def _framed(self, graphs: list[nodes.Node], caption: str) -> list[nodes.Node]:
        """*graphs*, in a figure if there is a caption."""
        if not caption:
            return graphs
        inline, messages = self.parse_inline(caption)
        return [nodes.figure("", *graphs, nodes.caption(caption, "", *inline), classes=["qapi-figure"]), *messages]
