"""Graphs as nodes: a drawing for builders that can show it, and a list of references for all others."""

from __future__ import annotations

from collections.abc import Iterable

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
    drawing = None if diagram.is_list else _lay_out(diagram, engine or env.config.qapi_graph_layout)
    node = _node(namespace, diagram, drawing, label)
    if sheets:
        node["sheets"] = sheets
    return node


def _node(namespace: str, diagram: Diagram, drawing: Drawing | None, label: str) -> qapi_graph:
    """*diagram* as a node with *drawing*, which is None if there is too much to draw."""
    text = drawing_to_text(drawing) if drawing is not None else ""
    outline, modules = outline_text(diagram), int(is_of_modules(diagram))
    return qapi_graph("", drawing=text, label=label, outline=outline, namespace=namespace, modules=modules)


MOST_WIDTH = 900.0
"""Maximum width, in pixels, of a drawing in a column of text: there, its letters are nine pixels high and legible."""


def folded(graph: qapi_graph, title: str, summary: str) -> qapi_graph:
    """*graph*, folded under a line with *title* and *summary*."""
    graph.attributes.update(title=title, summary=summary)
    return graph


def types_graph(env: BuildEnvironment, namespace: str, diagrams: Iterable[Diagram], name: str) -> qapi_graph | None:
    """A diagram of the definition *name*, folded under a line with the longest path in it.

    It is the first of *diagrams* that can be read without scrolling when it is unfolded in a column of text, or else
    the last one; None if there are none.
    """
    diagram, drawing = None, None
    for diagram in diagrams:
        drawing = _fitting(diagram, env.config.qapi_graph_layout)
        if drawing is not None:
            break
    if diagram is None:
        return None
    label = _("%s and its types") % name
    node = _node(namespace, diagram, drawing, label) if drawing else graph_node(env, namespace, diagram, label)
    way, is_all = longest_way(diagram)
    summary = " → ".join(way)
    return folded(node, _("Types"), summary if is_all else _("%s, and others") % summary)


def _fitting(diagram: Diagram, engine: str) -> Drawing | None:
    """*diagram*, laid out; None if it does not fit into a column of text."""
    if diagram.is_list or (engine == BUILTIN and least_width(diagram) > MOST_WIDTH):
        return None
    drawing = _lay_out(diagram, engine)
    return drawing if drawing.width <= MOST_WIDTH else None


def _lay_out(diagram: Diagram, engine: str) -> Drawing:
    try:
        return ENGINES[engine](diagram)
    except EngineError as error:
        warn(f"qapi_graph_layout: {error}", "graph-layout", once=True)
    return ENGINES[BUILTIN](diagram)


def addresses(node: qapi_graph) -> dict[str, nodes.reference]:
    """The resolved references of *node* by the names of their targets."""
    return {reference.astext(): reference for reference in node.findall(nodes.reference)}
