"""Domain tables, relative paths and directive state that each comment has for itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils.parsers.rst import roles

from sphinx_qapi.sphinx_ext._compat.sphinx_comments import (
    ReadingState,
    Tables,
    more_names,
    note_equation,
    note_term,
    noted,
    own_tables,
    paths_from,
)

from .contracts import contract

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from tests.sphinx_ext.conftest import Build

NAMES = "what one comment names is taken for what another one names"


@pytest.fixture
def env(build: Build) -> BuildEnvironment:
    env = build("", {"index.rst": "T\n=\n", "sub/page.rst": ":orphan:\n\nS\n=\n"}).app.env
    env.prepare_settings("sub/page")
    return env


def test_domains_have_tables_by_name(env: BuildEnvironment) -> None:
    tables: Tables = {}
    with contract("domains keep all that they know in `data`, whose beginning is `initial_data`", breaks=NAMES):
        before = env.get_domain("std").data
        note_term(env, tables, "Kiln", "term-kiln")
        assert env.get_domain("std").data is before
        assert noted(env, tables)["std"]["objects"] == {("term", "Kiln"): ("sub/page", "term-kiln")}
        with more_names(env, noted(env, tables)):
            assert ("term", "Kiln") in env.get_domain("std").data["objects"]
        assert ("term", "Kiln") not in env.get_domain("std").data.get("objects", {})


def test_nothing_is_noted_twice(env: BuildEnvironment) -> None:
    with contract("the domain of labels has those of Sphinx' own pages from the beginning", breaks=NAMES):
        tables: Tables = {}
        with own_tables(env, tables):
            pass
        assert noted(env, tables) == {}


def test_equations_have_numbers(env: BuildEnvironment) -> None:
    with contract("the domain of equations has a document and a number for each label", breaks="`:eq:` leads nowhere"):
        note_equation(env, "e", 7)
        assert env.get_domain("math").get_equation_number_for("e") == 7  # type: ignore[attr-defined]


def test_paths_start_at_the_file(env: BuildEnvironment) -> None:
    file = Path(env.srcdir, "schemas", "a.json")
    with contract(
        "directives ask `env.relfn2path` for files", breaks="comments cannot include files next to the schema"
    ):
        with paths_from(env, str(file)):
            relative, absolute = env.relfn2path("x.txt")
            assert env.relfn2path("/y.txt")[0] == "y.txt"
        assert (relative, absolute) == ("schemas/x.txt", str(file.with_name("x.txt").resolve()))
        assert env.relfn2path("x.txt")[0] == "sub/x.txt"
        assert "relfn2path" not in vars(env)


def test_what_directives_set_ends_with_the_comment(env: BuildEnvironment) -> None:
    with contract(
        "`highlight` sets `highlight_language` in `temp_data`, `program` a key of `ref_context`, `role` a local role",
        breaks="one comment decides how the code of the next is shown",
    ):
        state = ReadingState(env)
        before = env.temp_data.get("highlight_language")
        with state.current():
            env.temp_data["highlight_language"] = "c"
            env.ref_context["std:program"] = "kiln"
            roles.register_local_role("of-a-comment", roles.generic_custom_role)  # type: ignore[arg-type]
        assert (env.temp_data.get("highlight_language") or None) == (before or None)
        assert "std:program" not in env.ref_context
        assert "of-a-comment" not in roles._roles  # type: ignore[attr-defined]
        with state.current():
            assert env.temp_data["highlight_language"] == "c"
            assert "of-a-comment" in roles._roles  # type: ignore[attr-defined]
