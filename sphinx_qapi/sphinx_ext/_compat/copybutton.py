"""What sphinx-copybutton copies, where a project uses it."""

from __future__ import annotations

from sphinx.config import Config

_OPTION, _DEFAULT = "copybutton_exclude", ".linenos"
_PROMPTS = "copybutton_prompt_text"


def leave_out(config: Config, selector: str) -> None:
    """Let the button leave out what *selector* finds, unless the project says what is copied.

    Where the project has told the button of prompts of its own, it looks for them in what is left, so that nothing may
    be left out before.
    """
    if _OPTION in config and config[_OPTION] == _DEFAULT and not config[_PROMPTS]:
        config[_OPTION] = f"{_DEFAULT}, {selector}"
