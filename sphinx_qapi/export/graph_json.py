"""Diagrams as JSON, for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from sphinx_qapi.analysis.graph.diagram import Diagram


def graph_json(diagram: Diagram, title: str) -> str:
    """*diagram* as an object: ``boxes`` of rows, and ``links`` by the numbers of boxes, counted from 0."""
    return json.dumps({"title": title, **asdict(diagram)}, indent=2) + "\n"
