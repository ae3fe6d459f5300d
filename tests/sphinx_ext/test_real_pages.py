"""The content and size of pages of real schemas, and anchors that stay the same from release to release."""

from __future__ import annotations

import pickle
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.kinds import KINDS
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row

if TYPE_CHECKING:
    from .conftest import Build

pytestmark = pytest.mark.shared
QMP = "qapi/qapi-schema.json"


def _definitions(three_manuals: Path) -> list[addnodes.desc]:
    folder = three_manuals.parent / ".sphinx-qapi" / "doctrees" / "qmp"
    pages: list[nodes.document] = [pickle.loads(path.read_bytes()) for path in sorted(folder.glob("*.doctree"))]
    return [desc for page in pages for desc in page.findall(addnodes.desc)]


def test_every_condition_below_definitions_is_shown(three_manuals: Path) -> None:
    """Of the 76 branches, 52 have a condition of their own, and 24 only that of the enum's value."""
    found: Counter[str] = Counter()
    for desc in _definitions(three_manuals):
        for row in desc.findall(qapi_row):
            if desc["objtype"] in ("command", "event") or not row.get("condition"):
                continue  # commands and events repeat what types declare
            anchor = row["ids"][0]
            part = next((part for part in ("branch", "feature") if f":{part}." in anchor), "")
            found[part or ("value" if desc["objtype"] == "enum" else "member")] += 1
    assert found == {"member": 8, "value": 58, "branch": 76, "feature": 2}


def test_the_largest_page(three_manuals: Path) -> None:
    """Of the 1,011 pages of definitions, that of `object-add` has a tenth of the largest page of a module."""
    pages = (three_manuals / "qmp").glob("*.html")
    sizes = {path.stem: path.stat().st_size for path in pages if path.stem.partition("-")[0] in KINDS}
    assert len(sizes) == 1011
    assert max(sizes, key=sizes.__getitem__) == "command-object-add"
    assert max(sizes.values()) < 210_000


def test_the_largest_page_of_a_module(module_manual: Path) -> None:
    """The page has 224 definitions; readers on slow lines should not have to wait for more than 2 MB."""
    path = module_manual / "block-core.html"
    assert path.read_text("utf-8").count('<dl class="qapi ') == 224
    assert path.stat().st_size < 2_000_000


class _Balance(HTMLParser):
    """Finds end tags that do not close the element opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[tuple[str, tuple[int, int]]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the signature is the parser's
        if tag not in ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Ignore the element, which is closed at once."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


def test_what_a_plain_schemas_pages_open_they_close(shared: Path, build: Build) -> None:
    """The oldest schema has lists in its prose too. Browsers repair a wrong tag, and then show the rest wrongly."""
    root = shared / "corpus" / "seed-2012" / "qapi-schema.json"
    pages = {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n"}
    parser = _Balance()
    parser.feed(build("", pages, qapi_schemas={"QMP": str(root)}).output())
    assert (parser.wrong[:3], parser.open) == ([], [])


def _anchors(build: Build, root: Path, schema: Schema, names: list[str]) -> dict[str, dict[str, str]]:
    """By name of *names*: the anchors of the definition and its parts, by kind and name of the part."""
    page = "".join(f".. qapi:{schema.definitions[name].kind}:: QMP:{name}\n\n" for name in names)
    project = build("", {"index.rst": f"T\n=\n\n{page}"}, builder="dummy", qapi_schemas={"QMP": str(root)})
    return {
        row.name: {"": row.anchor, **{f"{part.kind} {part.name}": part.anchor for part in row.parts}}
        for row in project.domain.data["objects"]["index"]
    }


def test_anchors_outlive_a_move_to_another_module(shared: Path, build: Build) -> None:
    roots = [shared / "corpus" / release / QMP for release in ("10.0", "10.2.2")]
    old, new = (load_schema(root).schema for root in roots)
    moved = [
        name
        for name, before in old.definitions.items()
        if name in new.definitions and before.module != new.definitions[name].module
    ]
    assert len(moved) == 41
    before, after = (_anchors(build, root, schema, moved) for root, schema in zip(roots, (old, new), strict=True))
    assert before.keys() == after.keys() == set(moved)
    common = {(name, part) for name in moved for part in before[name].keys() & after[name].keys()}
    assert len(common) > 100
    assert {each: before[each[0]][each[1]] for each in common} == {each: after[each[0]][each[1]] for each in common}
