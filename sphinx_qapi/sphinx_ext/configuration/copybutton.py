"""What sphinx-copybutton copies of examples: the lexer marks arrows as prompts, which are left out."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext._compat import copybutton

_PROMPTS = ".gp"
"""The class that Pygments gives to prompts."""


def leave_arrows_out(_app: Sphinx, config: Config) -> None:
    """Let copies of examples be JSON (handler of ``config-inited``)."""
    copybutton.leave_out(config, _PROMPTS)
