"""Sphinx extension that renders QAPI schemas as cross-linked reference pages.

``extensions = ["sphinx_qapi"]`` in ``conf.py`` is what a project writes. The reader of the language
(`sphinx_qapi.schema`) works without Sphinx, so nothing here imports it before `setup` is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_qapi._version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with *app* (Sphinx calls this)."""
    from sphinx_qapi.sphinx_ext import register

    return register(app)
