"""Entries for Sphinx's ``changes`` builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_qapi.sphinx_ext._compat.sphinx_changeset import note_addition

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build


def test_a_change_has_the_module_and_the_name_that_we_say(build: Build) -> None:
    env = build("", {"index.rst": "T\n=\n"}).app.env
    env.prepare_settings("index")
    before = dict(env.ref_context)
    with contract(
        "Sphinx' domain of changes takes module and name from `ref_context['py:module']` and `temp_data['object']`",
        breaks="the `changes` builder lists what is new in a release without names, or under the wrong ones",
    ):
        note_addition(env, "1.2", "Goes.", 7, module="vehicles", name="go")
        changes: Any = env.get_domain("changeset").data["changes"]
        (change,) = changes["1.2"]
        assert (change.type, change.docname, change.lineno) == ("versionadded", "index", 7)
        assert (change.module, change.descname, change.content) == ("vehicles", "go", "Goes.")
        assert {**before, "py:module": None} == {**env.ref_context, "py:module": env.ref_context["py:module"]}
        assert not env.temp_data.get("object")
