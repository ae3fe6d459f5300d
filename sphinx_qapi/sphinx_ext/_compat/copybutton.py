"""Keep parts of code blocks from being copied by sphinx-copybutton, if a project uses it."""

from __future__ import annotations

from sphinx.config import Config

_OPTION, _DEFAULT = "copybutton_exclude", ".linenos"
_PROMPTS = "copybutton_prompt_text"


def keep_from_copying(config: Config, selector: str) -> None:
    """Keep the copy button from copying what *selector* matches, unless the project has set what is excluded.

    If the project sets a prompt text, the button searches for the prompt in what is left after excluding, so nothing
    may be excluded before that.
    """
    if _OPTION in config and config[_OPTION] == _DEFAULT and not config[_PROMPTS]:
        config[_OPTION] = f"{_DEFAULT}, {selector}"
