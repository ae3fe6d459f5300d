"""Diagrams in the language of Graphviz."""

from __future__ import annotations

from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link


def dot(diagram: Diagram, title: str) -> str:
    """Return *diagram* as a DOT graph."""
    lines = [
        f"digraph {_quoted(title)} {{",
        "  rankdir=LR;",
        '  node [shape=box, style=rounded, fontname="monospace", fontsize=10, height=0.3];',
        "  edge [arrowsize=0.6];",
        *(f"  b{number} [{_box(box)}];" for number, box in enumerate(diagram.boxes)),
        *(f"  b{link.source} -> b{link.target}{_link(link)};" for link in diagram.links),
        "}",
        "",
    ]
    return "\n".join(lines)


def _box(box: Box) -> str:
    texts = [(row.prefix + (row.name or row.label) + (f"  {row.suffix}" if row.suffix else "")) for row in box.rows]
    label = _quoted(texts[0]) if len(texts) == 1 else f'"{"".join(_escaped(text) + chr(92) + "l" for text in texts)}"'
    return f"label={label}" + (", penwidth=2" if box.is_focus else "")


def _link(link: Link) -> str:
    attributes = []
    if link.label or link.carrier:
        attributes.append(f"label={_quoted(link.label or link.carrier)}")
    if link.is_base:
        attributes.append("style=dashed")
    return f" [{', '.join(attributes)}]" if attributes else ""


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
