"""The settings by which sphinx-copybutton decides what to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import Config

from sphinx_qapi.sphinx_ext._compat import copybutton

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build


def test_its_settings_have_the_names_and_defaults_that_we_know(build: Build) -> None:
    extensions = ["sphinx_copybutton", "sphinx_qapi"]
    config: Config = build("", {"index.rst": "T\n=\n"}, extensions=extensions).app.config
    with contract(
        "sphinx-copybutton has `copybutton_exclude`, by default '.linenos', and `copybutton_prompt_text`",
        breaks="copies of examples have arrows in them",
    ):
        assert config["copybutton_exclude"] == ".linenos, .gp"
        config["copybutton_exclude"], config["copybutton_prompt_text"] = ".linenos", "$ "
        copybutton.keep_from_copying(config, ".gp")
        assert config["copybutton_exclude"] == ".linenos"
