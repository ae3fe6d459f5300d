"""The words that we put on pages, for translation."""

from __future__ import annotations

from sphinx.locale import get_translation

CATALOG = "sphinx_qapi"

_ = get_translation(CATALOG)
