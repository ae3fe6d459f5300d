"""Graphs as text in several formats."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link, Row
from sphinx_qapi.export.graph import GRAPH_EXPORTERS
from sphinx_qapi.export.graph_svg import svg
from sphinx_qapi.export.graph_tikz import tikz
from sphinx_qapi.layout.layered import layered_layout

SVG = "{http://www.w3.org/2000/svg}"
DIAGRAM = Diagram(
    boxes=(
        Box(rows=(Row(name="run_it", kind="command", is_focus=True),)),
        Box(rows=(Row(name="Options", kind="union", more=2, note="arguments of run_it"),)),
        Box(
            rows=(
                Row(name="Fast", kind="struct", label='fa"st & <b>'),
                Row(name="Slow", kind="struct", label="slow"),
                Row(label="+3 more"),
            )
        ),
    ),
    links=(
        Link(source=0, target=1, carrier="arguments", label="arguments"),
        Link(source=1, target=2),
        Link(source=1, target=1, carrier="next"),
        Link(source=2, target=0, is_base=True),
    ),
)


def test_svg_of_a_page() -> None:
    addresses = {"run_it": "#me", "Options": 'a.html?"x"&y#o', "Fast": "#f"}
    text = svg(layered_layout(DIAGRAM), lambda row: addresses.get(row.name))
    root = ElementTree.fromstring(text)
    assert root.get("role") == "group"
    links = {each.findtext("title"): each.get("href") for each in root.iter("a")}
    assert links == {
        "command run_it": "#me",
        "union Options, arguments of run_it, uses 2 more": 'a.html?"x"&y#o',
        'fa"st & <b>: Fast, struct': "#f",
    }
    assert ["".join(each.itertext()) for each in root.iter("text")] == [
        "arguments", "command run_it", "union Options+2", 'fa"st & <b>: Fast', "slow: Slow", "+3 more"
    ]  # fmt: skip
    assert not list(root.iter("style"))
    assert " id=" not in text, "ids would have to be unique on the page"
    assert text.count("qapi-g-base") == 1


def test_svg_file() -> None:
    root = ElementTree.fromstring(GRAPH_EXPORTERS["svg"](DIAGRAM, "run & Co"))
    assert root.findtext(f"{SVG}title") == "run & Co"
    assert root.find(f"{SVG}style") is not None
    assert not list(root.iter(f"{SVG}a"))


def test_everything_is_within_the_picture() -> None:
    root = ElementTree.fromstring(svg(layered_layout(DIAGRAM), lambda _row: None))
    x, y, width, height = (float(each) for each in root.attrib["viewBox"].split())
    outlines = [
        each.attrib["d"] for each in root.iter("path") if each.attrib["d"].startswith("M") and "v" in each.attrib["d"]
    ]
    boxes = [re.fullmatch(r"M(-?[\d.]+) ?(-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z", each) for each in outlines]
    found = [tuple(float(side) for side in each.groups()) for each in boxes if each]
    assert len(found) == 5, "four definitions and a frame"
    for left, top, wide, high in found:
        assert x < left < left + wide < x + width
        assert y < top < top + high < y + height


def test_dot() -> None:
    text = GRAPH_EXPORTERS["dot"](DIAGRAM, 'a "graph"')
    assert text.startswith('digraph "a \\"graph\\"" {\n')
    assert '  b0 [label="command run_it", penwidth=2];\n' in text
    assert r'  b2 [label="fa\"st & <b>: Fast\lslow: Slow\l+3 more\l"];' in text
    assert "  b2 -> b0 [style=dashed];\n" in text


def test_mermaid() -> None:
    lines = GRAPH_EXPORTERS["mermaid"](DIAGRAM, "title").splitlines()
    assert lines[1] == "flowchart LR"
    assert '  b0 -->|"arguments"| b1' in lines
    assert '  b2["fa#quot;st #amp; #lt;b#gt;: Fast<br>slow: Slow<br>+3 more"]' in lines
    assert "  b2 -.-> b0" in lines


def test_mermaid_takes_no_character_for_its_own() -> None:
    odd = Diagram(boxes=(Box(rows=(Row(name='a#1;"b"', kind="enum"),)),), links=())
    assert '  b0["enum a#35;1;#quot;b#quot;"]' in GRAPH_EXPORTERS["mermaid"](odd, "title").splitlines()


def test_json() -> None:
    data = json.loads(GRAPH_EXPORTERS["json"](DIAGRAM, "title"))
    assert [row["name"] for box in data["boxes"] for row in box["rows"]] == ["run_it", "Options", "Fast", "Slow", ""]
    assert data["links"][0] == {
        "source": 0,
        "target": 1,
        "is_base": False,
        "label": "arguments",
        "carrier": "arguments",
    }


def test_text() -> None:
    lines = GRAPH_EXPORTERS["text"](DIAGRAM, "title").splitlines()
    assert "run_it: Options (arguments)" in lines
    assert 'Options: Fast (fa"st & <b>), Slow (slow), Options (next), +2 more' in lines


def test_tikz() -> None:
    def link(name: str) -> str:
        return r"{\hyperref[\detokenize{p:" + name + "}]{" if name == "run_it" else ""

    drawing = layered_layout(DIAGRAM)
    text = tikz(drawing, link, width=300, height=500)
    assert text.startswith(r"\begin{tikzpicture}")
    assert r"\textbf{command\ {\hyperref[\detokenize{p:run_it}]{run\_it}}}" in text
    assert r"st \& <b>:\ Fast" in text
    assert 0 < _unit(text) * drawing.width <= 300
    assert text.count("{") == text.count("}")
    turned = tikz(drawing, link, width=100, height=500)
    assert turned.startswith(r"\rotatebox{90}{\begin{tikzpicture}"), "larger than it would be upright"
    assert _unit(turned) * drawing.height <= 100
    assert _unit(turned) * drawing.width <= 500
    assert turned.count("{") == turned.count("}")


def _unit(text: str) -> float:
    """The number of points that a pixel has in the output."""
    return float(re.findall(r"x=([\d.]+)bp", text)[0])


def test_tikz_frames_definitions() -> None:
    """A row that only counts others has no frame; the definition that the picture is about has a thick one."""
    text = tikz(layered_layout(DIAGRAM), lambda _name: "", width=400, height=400)
    frames = re.findall(r"\\draw\[(gray|thick),rounded corners=1bp", text)
    assert sorted(frames) == ["gray", "gray", "gray", "thick"]


def test_lines_have_round_corners() -> None:
    paths = re.findall(r'<path[^>]* d="([^"]*)"', svg(layered_layout(DIAGRAM), lambda _row: None))
    assert [path for path in paths if re.search(r"h[-.\d]+q.*v", path)]
