"""Values of ``conf.py``: what a change of each makes Sphinx do again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.sphinx_ext.configuration.options import OPTIONS
from sphinx_qapi.sphinx_ext.configuration.schema_settings import read_schema_configs


def test_values_that_pages_depend_on_make_pages_stale() -> None:
    """All others are read with pages: a change of them reads all pages again."""
    assert {each.name: each.rebuild for each in OPTIONS if each.rebuild != "env"} == {"qapi_search_key": "html"}


@pytest.mark.parametrize(("output", "folder"), [("", ""), ("ref", "ref"), ("./a//ref/", "a/ref"), (".", ".")])
def test_output(output: str, folder: str) -> None:
    """An empty folder means that there are no generated pages."""
    table = {"QMP": {"path": "a.json", "output": output}}
    assert read_schema_configs(table, Path("docs")).configs["QMP"].output == folder
