"""The variables with which themes link to the source of a page."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.sphinx_ext._compat.themes import lead_to_source

from .contracts import contract

LINKS = (
    'pages lose their link to the schema, or get one to a source that nobody has: "view source" and "edit this page"'
)


@pytest.mark.parametrize(
    ("package", "variables"),
    [
        ("sphinx_basic_ng", ["theme_source_view_link", "theme_source_edit_link", "page_source_suffix"]),
        ("furo", ["theme_source_view_link", "theme_source_repository"]),
        ("sphinx_rtd_theme", ["display_github", "display_gitlab", "display_bitbucket", "page_source_suffix", "meta"]),
        ("sphinx.themes", ["sourcename"]),
    ],
)
def test_templates_ask_for_the_variables(package: str, variables: list[str]) -> None:
    try:
        module = import_module(package)
    except ImportError:
        pytest.skip(f"{package} is not installed")
    folder = Path(module.__file__ or module.__path__[0])
    folder = folder.parent if folder.is_file() else folder
    texts = [
        path.read_text(encoding="utf-8") for suffix in ("html", "py", "conf") for path in folder.rglob(f"*.{suffix}")
    ]
    for variable in variables:
        with contract(f"templates of {package} know {variable}", breaks=LINKS):
            assert any(variable.removeprefix("theme_") in text for text in texts)


def test_a_context_is_changed_for_each_theme() -> None:
    basic_ng: dict[str, Any] = {"theme_source_view_link": "", "theme_source_repository": "https://example.org"}
    lead_to_source(basic_ng, "https://example.org/{a}")
    assert basic_ng["theme_source_view_link"] == basic_ng["theme_source_edit_link"] == "https://example.org/{{a}}"
    rtd: dict[str, Any] = {"meta": None, "display_github": True}
    lead_to_source(rtd, "https://github.com/a")
    assert rtd["meta"] == {"github_url": "https://github.com/a"}
    assert not rtd["display_github"]
    assert rtd["sourcename"] == rtd["page_source_suffix"] == ""
