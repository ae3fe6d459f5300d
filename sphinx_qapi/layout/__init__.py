"""Layout of diagrams: from boxes and links to coordinates. Each engine is one file; `ENGINES` lists them."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.layout.drawing import Drawing
from sphinx_qapi.layout.graphviz import EngineError, graphviz_layout
from sphinx_qapi.layout.layered import layered_layout

__all__ = ["BUILTIN", "ENGINES", "Drawing", "EngineError"]

BUILTIN = "builtin"

ENGINES: dict[str, Callable[[Diagram], Drawing]] = {
    BUILTIN: layered_layout,
    "graphviz": graphviz_layout,
}
"""The layout engines by the names that authors write. An engine whose requirements are missing raises `EngineError`."""
