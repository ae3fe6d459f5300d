"""Which pages have the palette of symbols, and the data that they pass to its script."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.objects.state import state_of


def palette_of(app: Sphinx, page: str, context: dict[str, Any]) -> dict[str, str]:
    """The attributes of the script that opens the palette; empty if *page* is not part of a reference.

    Pages of a reference are the generated pages, and those with descriptions of definitions or modules.
    """
    if not abilities_of(app.builder).has_pages:
        return {}
    state = state_of(app.env)
    if page in state.store.pages:
        namespace = state.store.pages[page][0].namespace
    else:
        rows = state.data["objects"].get(page, [])
        if not rows:
            return {}
        namespace = rows[0].namespace
    wanted = {"data-key": app.config.qapi_search_key, "data-search": context["pathto"]("search")}
    usual = {"data-key": "/", "data-search": "search.html"}  # the defaults of the script
    return {"data-space": namespace, **{name: each for name, each in wanted.items() if each != usual[name]}}
