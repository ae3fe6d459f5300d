"""Graphs as nodes: a drawing for builders that can show it, and a list of references for all others."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.worth import longest_way
from sphinx_qapi.layout import BUILTIN, ENGINES, EngineError
from sphinx_qapi.layout.drawing import Drawing, drawing_to_text
from sphinx_qapi.layout.layered import least_width
from sphinx_qapi.sphinx_ext.graphs.graph_words import is_of_modules, outline_text
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.sphinx_ext.translation import _


class qapi_graph(nodes.General, nodes.Element):  # noqa: N801 - docutils finds visitors by class name
    """A graph.

    Attributes: ``drawing`` (written by `drawing_to_text`; empty if there is too much to draw), ``label`` (its name for
    screen readers), ``sheets`` (on sheets of a map: the prefix of the anchors of sheets), ``outline`` (the same in
    words, written by `outline_text`), ``namespace``, and ``modules`` (1: of modules, not of definitions); ``title`` and
    ``summary``, if it folds under a line with these in HTML and fits into the column: then there is nothing above it.
    After links are resolved it has, in HTML, ``uris`` (by name), otherwise children: the words as a list, whose
    references are the links of the drawing.
    """


def graph_node(
    env: BuildEnvironment, namespace: str, diagram: Diagram, label: str, *, engine: str = "", sheets: str = ""
) -> qapi_graph:
    """*diagram*, of definitions (or modules) of *namespace*, laid out by *engine*, by default that of ``conf.py``."""
    node = qapi_graph("", drawing="", label=label)
    if not diagram.is_list:
        node["drawing"] = drawing_to_text(_lay_out(diagram, engine or env.config.qapi_graph_layout))
    node.attributes.update(outline=outline_text(diagram), namespace=namespace, modules=int(is_of_modules(diagram)))
    if sheets:
        node["sheets"] = sheets
    return node


MOST_WIDTH = 900.0
"""Maximum width, in pixels, of a drawing in a column of text: there, its letters are nine pixels high and legible."""


def fits(env: BuildEnvironment, diagram: Diagram) -> bool:
    """Whether *diagram* can be read without scrolling when it is unfolded in a column of text."""
    engine = env.config.qapi_graph_layout
    if diagram.is_list or (engine == BUILTIN and least_width(diagram) > MOST_WIDTH):
        return False
    return _lay_out(diagram, engine).width <= MOST_WIDTH


def folded(graph: qapi_graph, title: str, summary: str) -> qapi_graph:
    """*graph*, folded under a line with *title* and *summary*."""
    graph.attributes.update(title=title, summary=summary)
    return graph


def types_graph(env: BuildEnvironment, namespace: str, diagram: Diagram, name: str) -> qapi_graph:
    """*diagram* of the definition *name*, folded under a line with the longest path in it."""
    way, is_all = longest_way(diagram)
    summary = " → ".join(way)
    if not is_all:
        summary = _("%s, and others") % summary
    return folded(graph_node(env, namespace, diagram, _("%s and its types") % name), _("Types"), summary)


def _lay_out(diagram: Diagram, engine: str) -> Drawing:
    try:
        return ENGINES[engine](diagram)
    except EngineError as error:
        warn(f"qapi_graph_layout: {error}", "graph-layout", once=True)
    return ENGINES[BUILTIN](diagram)


def addresses(node: qapi_graph) -> dict[str, nodes.reference]:
    """The resolved references of *node* by the names of their targets."""
    return {reference.astext(): reference for reference in node.findall(nodes.reference)}
