"""Tables of Sphinx's environment, and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import (
    add_dependencies,
    forget_index_labels,
    note_label,
    times_of_reading,
)

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

PAGES = {"index.rst": ":orphan:\n\nT\n=\n", "other.rst": ":orphan:\n\nT\n=\n"}


def test_documents_that_are_read_again_have_another_time(build: Build) -> None:
    project = build("", PAGES)
    before = dict(times_of_reading(project.app.env))
    (project.app.srcdir / "other.rst").write_text(":orphan:\n\nOther\n=====\n", encoding="utf-8")
    project.rebuild()
    now = times_of_reading(project.app.env)
    with contract(
        "`env.all_docs` has a number for each document, which changes when it is read",
        breaks="the output folder of another builder that shares the doctrees keeps old pages",
    ):
        assert {name for name in now if now[name] != before[name]} == {"other"}


def test_files_become_dependencies(build: Build) -> None:
    env = build("", PAGES).app.env
    with contract(
        "`env.dependencies` has a set of files for each document",
        breaks="makefiles that ask Sphinx what a page was made of do not build it again when a schema changes",
    ):
        add_dependencies(env, "index", ["one.json"])
        add_dependencies(env, "index", ["two.json"])
        assert {str(each) for each in env.dependencies["index"]} >= {"one.json", "two.json"}


def test_labels_lead_to_sections(build: Build) -> None:
    env = build("", PAGES).app.env
    env.prepare_settings("index")
    section = nodes.section("", nodes.title("", "Names"), ids=["names"])
    with contract(
        "Sphinx' standard domain has `note_hyperlink_target`",
        breaks="links to a schema's commands and events lead nowhere",
    ):
        note_label(env, "qapi-x-names", section)
        standard: Any = env.get_domain("std")
        assert standard.labels["qapi-x-names"] == ("index", "names", "Names")


def test_labels_of_indexes_can_be_removed(build: Build) -> None:
    schema = "##\n# @go:\n#\n# Since: 1.0\n##\n{ 'command': 'go' }\n"
    env = build(schema, {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n"}).app.env
    standard: Any = env.get_domain("std")
    with contract(
        "Sphinx has the labels of indexes in `labels` and `anonlabels`, with their own name as the document",
        breaks="references to an index that is gone lead to a page that is not there, instead of being reported",
    ):
        assert "qapi-qmp-index" in standard.labels
        others = set(standard.anonlabels) - {"qapi-qmp-index"}
        forget_index_labels(env, lambda name: name == "qapi-qmp-index")
        assert "qapi-qmp-index" not in standard.labels
        assert set(standard.anonlabels) == others
