"""Keep arrows out of what sphinx-copybutton copies of examples: the lexer marks them as prompts."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext._compat import copybutton

_PROMPTS = ".gp"
"""The class that Pygments gives to prompts."""


def leave_arrows_out(_app: Sphinx, config: Config) -> None:
    """Let the copy button copy examples as JSON, without arrows (handler of ``config-inited``)."""
    copybutton.keep_from_copying(config, _PROMPTS)
