"""The sections for which sphinx.ext.autosectionlabel makes labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.ext.autosectionlabel import register_sections_as_label

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

SCHEMA = """\
##
# = Lamps
##
{ 'command': 'light' }
"""
PAGE = "Lamps\n=====\n\n.. toctree::\n\n   generated/index\n"


def test_sections_are_found_when_a_document_was_read(build: Build) -> None:
    """The handler has the name and event that we know, and finds sections only by the document's `findall`."""
    extensions = ["sphinx_qapi", "sphinx.ext.autosectionlabel"]
    project = build(SCHEMA, {"index.rst": PAGE}, extensions=extensions, settings={"output": "generated"})
    with contract(
        "sphinx.ext.autosectionlabel handles `doctree-read` with `register_sections_as_label`, which calls `findall`",
        breaks="titles of schemas take the labels of the author's own sections away",
    ):
        handlers = [each.handler for each in project.app.events.listeners["doctree-read"]]
        assert register_sections_as_label not in handlers
        labels = project.app.env.domaindata["std"]["labels"]
        assert labels["lamps"][0] == "index"
        assert not [line for line in project.warnings if "duplicate label" in line]
