"""The rest of Sphinx' search index, where only some pages are written."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_search import complete_index


def complete_search(app: Sphinx) -> list[Any]:
    """Let the search index be that of a clean build (handler of ``html-collect-pages``: there are no pages)."""
    complete_index(app.builder)
    return []
