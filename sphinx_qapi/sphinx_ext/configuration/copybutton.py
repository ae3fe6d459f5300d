"""What sphinx-copybutton copies, where a project uses it."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

_OPTION, _DEFAULT = "copybutton_exclude", ".linenos"


def leave_arrows_out(_app: Sphinx, config: Config) -> None:
    """Let copies of examples be JSON, unless the project says what is copied.

    The lexer marks arrows as prompts. Where the project has told the button of prompts of its own, it looks for them
    in what is left, so that nothing may be left out before.
    """
    if _OPTION in config and config[_OPTION] == _DEFAULT and not config["copybutton_prompt_text"]:
        config[_OPTION] = f"{_DEFAULT}, .gp"
