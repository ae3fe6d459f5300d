"""Diagrams as Mermaid flowcharts, which code hosts draw in Markdown."""

from __future__ import annotations

from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link


def mermaid(diagram: Diagram, title: str) -> str:
    """Return *diagram* as a flowchart from left to right."""
    lines = [
        f"%% {title}",
        "flowchart LR",
        *(f"  b{number}{_box(box)}" for number, box in enumerate(diagram.boxes)),
        *(f"  b{link.source} {_link(link)} b{link.target}" for link in diagram.links),
    ]
    focus = [f"b{number}" for number, box in enumerate(diagram.boxes) if box.is_focus]
    if focus:
        lines.append(f"  style {','.join(focus)} stroke-width:3px")
    return "\n".join([*lines, ""])


def _box(box: Box) -> str:
    texts = [row.prefix + (row.name or row.label) + (f"  {row.suffix}" if row.suffix else "") for row in box.rows]
    return f'["{"<br>".join(_text(text) for text in texts)}"]'


def _link(link: Link) -> str:
    arrow = "-.->" if link.is_base else "-->"
    text = link.label or link.carrier
    return f'{arrow}|"{_text(text)}"|' if text else arrow


_ENTITIES = str.maketrans({"&": "#amp;", "<": "#lt;", ">": "#gt;", '"': "#quot;", "#": "#35;"})
"""Mermaid's escapes: HTML entities with ``#`` in place of ``&``."""


def _text(text: str) -> str:
    return text.translate(_ENTITIES)
