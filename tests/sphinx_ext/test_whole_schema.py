"""A whole schema on one page: the sections that its markup states, and what is linked there in place of repeated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from .conftest import Build

PAGE = "Manual\n======\n\n.. qapi-doc:: root.json\n   :namespace: QMP\n"
ON_ONE_PAGE = {"path": "root.json", "output": "ref", "pages": "schema"}


def heading(text: str, level: int) -> str:
    return f"##\n# {'=' * level} {text}\n##\n"


def include(name: str) -> str:
    return f"{{ 'include': '{name}.json' }}\n"


def command(name: str) -> str:
    return f"##\n# @{name}:\n#\n# Do it.\n#\n# Since: 1.0\n##\n{{ 'command': '{name}' }}\n"


def outline(holder: nodes.Node, depth: int = 0) -> Iterator[str]:
    """The sections below *holder* and the definitions in them, indented by two blanks for each section around them."""
    for child in holder.children:
        if isinstance(child, nodes.section):
            yield "  " * depth + child.children[0].astext()
            yield from outline(child, depth + 1)
        elif isinstance(child, addnodes.desc):
            yield "  " * depth + "- " + child.children[0].astext().split()[1].partition("(")[0]


HEADINGS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "modules go on where those before them left off": (
        {
            "root": heading("Introduction", 1) + include("a") + include("b") + include("c"),
            "a": heading("A", 1) + command("one") + heading("A part", 2) + command("two"),
            "b": heading("More of A", 2) + command("three"),
            "c": heading("C", 1) + command("four"),
        },
        """
        Introduction
        A
          - one
          A part
            - two
          More of A
            - three
        C
          - four
        """,
    ),
    "what a module includes is before its next heading of that level": (
        {
            "root": heading("A", 1) + include("b") + command("one") + heading("A deep", 3) + command("two")
            + heading("A part", 2) + command("three"),
            "b": heading("B", 2) + command("four"),
        },
        """
        A
          - one
          A deep
            - two
          B
            - four
          A part
            - three
        """,
    ),
    "what it includes does not take its parts away": (
        {
            "root": heading("A", 1) + include("b") + command("one") + heading("A part", 2) + command("two"),
            "b": heading("B", 1) + command("three"),
        },
        """
        A
          - one
          A part
            - two
        B
          - three
        """,
    ),
    "a module without headings belongs to the section before it": (
        {
            "root": heading("A", 1) + include("b") + include("c"),
            "b": command("one"),
            "c": include("d") + heading("C", 1) + command("two"),
            "d": command("three"),
        },
        """
        A
          - one
          - three
        C
          - two
        """,
    ),
    "a first heading of a lower level, and one that skips a level": (
        {
            "root": heading("First", 2) + command("one") + heading("A", 1) + heading("Deep", 4) + command("two")
            + heading("Part", 2) + command("three"),
        },
        """
        First
          - one
        A
          Deep
            - two
          Part
            - three
        """,
    ),
    "modules of a schema without headings are called by their names": (
        {"root": include("a") + include("b") + command("one"), "a": command("two"), "b": command("three")},
        """
        a
          - two
        b
          - three
        root
          - one
        """,
    ),
    "one file without headings": ({"root": command("one") + command("two")}, "\n        - one\n        - two\n"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_sections_have_the_levels_that_the_schema_states(build: Build, files: Mapping[str, str], expected: str) -> None:
    sources = {f"{name}.json": text for name, text in files.items()}
    project = build(sources, pages={"index.rst": PAGE}, qapi_schemas={})
    assert project.warnings == []
    lines = [line.removeprefix(" " * 8).rstrip() for line in expected.splitlines()]
    assert list(outline(project.doctree().children[0])) == [line for line in lines if line]
    for name in files:
        if any("'command'" in line for line in files[name].splitlines()):
            assert f'id="qapi-module:QMP:{name}"' in project.output("index.html")
