"""The map of a whole schema on a page: a field to find definitions, and the sheets of each module."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.graph.atlas import Sheet, atlas
from sphinx_qapi.sphinx_ext.doctree.nodes import FOR_SCRIPTS, OURS, label
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.graphs.node import graph_node
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.translation import _

_FIND = """\
<p class="qapi-g-find" hidden=""><label>{label}
<input class="qapi-control" type="search" autocomplete="off" spellcheck="false" /></label>
<output aria-live="polite"></output></p>"""


def map_sheets(
    env: BuildEnvironment, document: nodes.document, loaded: LoadedSchema, *, engine: str, as_sections: bool
) -> list[nodes.Node]:
    """The map of *loaded*; modules are sections, or labels where sections are not possible; empty without sheets."""
    by_module: dict[str, list[Sheet]] = {}
    for sheet in atlas(loaded.schema, loaded.analyses.type_graph):
        by_module.setdefault(sheet.module, []).append(sheet)
    if not by_module:
        return []
    how = _("A box with a dashed frame links to the place where its definition is drawn with everything that it uses.")
    result: list[nodes.Node] = [
        nodes.paragraph("", how),
        nodes.raw("", _FIND.format(label=escape(_("Find in the map"))), format="html", **{OURS: 1, FOR_SCRIPTS: 1}),
    ]
    for module, sheets in by_module.items():
        graphs = [_graph(env, document, loaded, sheet, count=len(sheets), engine=engine) for sheet in sheets]
        if not as_sections:
            result += [label(module), *graphs]
            continue
        section = schema_section(document, nodes.Text(module))
        section += graphs
        result.append(section)
    return result


def _graph(
    env: BuildEnvironment, document: nodes.document, loaded: LoadedSchema, sheet: Sheet, *, count: int, engine: str
) -> nodes.Node:
    prefix = f"qapi-map:{loaded.namespace}:"
    words = {"module": sheet.module, "number": sheet.name.rpartition(".")[2], "count": count}
    name = _("Map of %(module)s") % words if count == 1 else _("Map of %(module)s, %(number)s of %(count)s") % words
    graph = graph_node(env, loaded.namespace, sheet.diagram, name, engine=engine, sheets=prefix)
    anchor = prefix + sheet.name
    if anchor not in document.ids:  # a page may have the map twice
        graph["ids"].append(anchor)
        document.ids[anchor] = graph
    return graph
