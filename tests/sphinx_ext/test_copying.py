"""The settings given to sphinx-copybutton; the tests declare them, since that extension itself is not loaded."""

from __future__ import annotations

from typing import cast

import pytest
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext.configuration.copybutton import leave_arrows_out

NO_APP = cast("Sphinx", None)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ".linenos, .gp"),
        ({"copybutton_exclude": ".mine"}, ".mine"),
        ({"copybutton_prompt_text": "$ "}, ".linenos"),
    ],
)
def test_arrows_are_left_out_unless_the_project_says_what_is(settings: dict[str, str], expected: str) -> None:
    config = Config(settings)
    config.add("copybutton_exclude", ".linenos", "env", ())
    config.add("copybutton_prompt_text", "", "env", ())
    leave_arrows_out(NO_APP, config)
    assert config["copybutton_exclude"] == expected


def test_a_project_without_the_button_has_no_setting_of_it() -> None:
    config = Config({})
    leave_arrows_out(NO_APP, config)
    assert "copybutton_exclude" not in config
