"""Values of ``conf.py``: what a change of each makes Sphinx do again."""

from __future__ import annotations

from sphinx_qapi.sphinx_ext.configuration.options import OPTIONS


def test_values_that_pages_depend_on_make_pages_stale() -> None:
    """All others are read with pages: a change of them reads all pages again."""
    assert {each.name: each.rebuild for each in OPTIONS if each.rebuild != "env"} == {"qapi_search_key": "html"}
