"""Graphs as nodes: a drawing for the builders that can show it, and a list of references for the others."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.outline import OutlineLine, outline
from sphinx_qapi.analysis.layout import BUILTIN, ENGINES, EngineError
from sphinx_qapi.analysis.layout.drawing import Drawing, drawing_to_text
from sphinx_qapi.sphinx_ext.prose import definition_xref
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.sphinx_ext.words import _

MODULE = "module"
"""Stands for the kind of a row that is a module."""


class qapi_graph(nodes.General, nodes.Element):  # noqa: N801 - docutils finds visitors by class name
    """A graph.

    Attributes: ``drawing`` (as `drawing_to_text` writes it), ``label`` (its name to screen readers), ``find`` (1: with
    a field that finds nodes). Children: the same as a list, whose references are the links of the drawing.
    """


def graph_node(
    env: BuildEnvironment, namespace: str, diagram: Diagram, label: str, *, engine: str = "", find: bool = False
) -> qapi_graph:
    """*diagram*, of definitions (or modules) of *namespace*, laid out by *engine* or the one of ``conf.py``."""
    drawing = _lay_out(diagram, engine or env.config.qapi_graph_layout)
    node = qapi_graph("", _outline(namespace, diagram), drawing=drawing_to_text(drawing), label=label)
    node["support_smartquotes"] = False  # Sphinx' mark for what is names, and no prose
    if find:
        node["find"] = 1
    return node


def _lay_out(diagram: Diagram, engine: str) -> Drawing:
    try:
        return ENGINES[engine](diagram)
    except KeyError:
        warn(f"qapi_graph_layout: no engine {engine!r}; known are {', '.join(ENGINES)}", "config", once=True)
    except EngineError as error:
        warn(f"qapi_graph_layout: {error}", "graph-layout", once=True)
    return ENGINES[BUILTIN](diagram)


def _outline(namespace: str, diagram: Diagram) -> nodes.bullet_list:
    """*diagram* in words; what is mentioned several times is linked once."""
    modules = {row.name for row in diagram.rows() if row.kind == MODULE}
    linked: set[str] = set()

    def refer(name: str) -> nodes.Node:
        if name in linked:
            return nodes.Text(name)
        linked.add(name)
        content = nodes.inline("", name)
        return _module_xref(namespace, name, content) if modules else definition_xref(namespace, name, content)

    items = []
    for line in outline(diagram):
        paragraph = nodes.paragraph(
            "", "", refer(line.source), nodes.Text(_(" is used by: ") if line.is_used else ": ")
        )
        paragraph += _targets(line, refer, show_carriers=not modules)
        items.append(nodes.list_item("", paragraph))
    return nodes.bullet_list("", *items)


def _targets(line: OutlineLine, refer: Any, *, show_carriers: bool) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for name, carrier in line.targets:
        if result:
            result.append(nodes.Text(", "))
        result.append(refer(name))
        if carrier and show_carriers:
            result.append(nodes.Text(f" ({carrier})"))
    if line.more:
        result.append(nodes.Text(f", {line.more}" if result else line.more))
    return result


def _module_xref(namespace: str, name: str, content: nodes.Node) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        content,
        refdomain="qapi",
        reftype="module",
        reftarget=f"{namespace}:{name}",
        refexplicit=True,
        refwarn=False,
    )


def addresses(node: qapi_graph) -> dict[str, nodes.reference]:
    """The resolved references of *node* by the names of what they lead to."""
    return {reference.astext(): reference for reference in node.findall(nodes.reference)}


DRAWING_BUILDERS = (
    "html", "dirhtml", "singlehtml", "json", "pickle", "htmlhelp", "qthelp", "devhelp", "applehelp", "latex"
)  # fmt: skip
"""EPUB is not among them: few of its readers show such drawings."""


class ListGraphs(SphinxPostTransform):
    """Leave only the lists, where a builder shows no drawings."""

    default_priority = 210
    builders = DRAWING_BUILDERS

    def is_supported(self) -> bool:
        """Whether the builder has no visitors for our node."""
        return not super().is_supported()

    def run(self, **_kwargs: Any) -> None:
        """Replace every graph."""
        for node in list(self.document.findall(qapi_graph)):
            node.replace_self(node.children)


def register(app: Sphinx) -> None:
    """Register the node and its visitors."""
    from sphinx_qapi.sphinx_ext.visitors import graph_html, graph_latex

    app.add_node(
        qapi_graph,
        html=(graph_html.visit_graph, graph_html.depart_graph),
        latex=(graph_latex.visit_graph, graph_latex.depart_graph),
    )
    app.add_post_transform(ListGraphs)
    app.add_latex_package("tikz")
