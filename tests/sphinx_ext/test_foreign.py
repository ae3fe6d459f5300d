"""References in a schema's prose to things outside the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from .conftest import Build

SCHEMA = """\
##
# @go:
#
# See :doc:`/elsewhere`, :ref:`there`, `stop-now`,
# `goo-fast` and `the index <qapi-qmp-index>`.
##
{ 'command': 'go' }

##
# @go-fast:
#
# More than `go`.
##
{ 'command': 'go-fast' }
"""


def test_they_are_text_and_listed_once(build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A misspelt name of a definition is a mistake nevertheless."""
    project = build(SCHEMA, qapi_foreign_references="text")
    assert project.warnings == [
        'SRC/schema.json:5: WARNING: "goo-fast" is no definition (did you mean "go-fast"?) [qapi.unknown-reference]'
    ]
    (line,) = capsys.readouterr().out.replace(str(tmp_path), "SRC").splitlines()
    shown = "SRC/schema.json:4: :doc:`/elsewhere`; SRC/schema.json:4: :ref:`there`; and 2 more"
    assert line == f"References that lead out of the schema are shown as text: {shown}"
    assert f"  {tmp_path}/schema.json:5: `goo-fast`\n" in project.app.status.getvalue()
    assert 'href="index.html#commands-and-events"' in project.output("schema.html")


def test_in_a_project_of_the_author_they_are_what_sphinx_makes_of_them(build: Build) -> None:
    pages = {
        "index.rst": "T\n=\n\n.. _there:\n\nPart\n----\n\n.. qapi:schema:: QMP\n",
        "elsewhere.rst": ":orphan:\n\nE\n=\n",
    }
    project = build(SCHEMA, pages)
    assert [each.partition("WARNING: ")[2] for each in project.warnings] == [
        '"stop-now" is no definition [qapi.unknown-reference]',
        '"goo-fast" is no definition (did you mean "go-fast"?) [qapi.unknown-reference]',
    ]
    assert 'href="elsewhere.html"' in project.output()


def test_names_are_looked_up_in_the_schema_of_the_comment_first(build: Build) -> None:
    """The namespace of the page does not matter."""
    other = "{ 'command': 'go' }"
    schemas = {"QGA": "other.json", "QMP": "schema.json"}
    text = (
        "##\n# @go:\n##\n{ 'command': 'go' }\n\n##\n# @go-fast:\n#\n# More than `go`.\n##\n{ 'command': 'go-fast' }\n"
    )
    page = "T\n=\n\n.. qapi:namespace:: QGA\n\n.. qapi:schema:: QMP\n.. qapi:schema:: QGA\n"
    project = build({"schema.json": text, "other.json": other}, {"index.rst": page}, qapi_schemas=schemas)
    assert project.warnings == []
    (xref,) = [each for each in project.doctree().findall(addnodes.pending_xref) if each["reftarget"] == "go"]
    assert xref["qapi:namespace"] == "QMP"
    assert '<a class="reference internal" href="#qapi-QMP-go"' in project.output()
