"""The example's site, to look at with a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sphinx_qapi.cli.main import main
from tests.browser.silent import silent

ROOT = Path(__file__).parents[2]
_SCHEMA = f"Granary={ROOT / 'examples' / 'granary' / 'granary.json'}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's site, in the theme of the docs."""
    folder = tmp_path_factory.mktemp("site")
    assert main(["build", _SCHEMA, "-o", str(folder), "--theme", "furo", "-W"]) == 0
    return folder / "html"


@pytest.fixture(scope="session")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the folder of the example's site with a page for each definition, in the theme of a name."""

    @cache
    def build(theme: str) -> Path:
        folder = tmp_path_factory.mktemp(theme)
        assert main(["build", _SCHEMA, "-o", str(folder), "--theme", theme, "--pages", "definition"]) == 0
        return folder / "html"

    return build


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without errors of a script, and without messages."""
    with silent(browser.new_page(viewport={"width": 1400, "height": 900})) as new:
        yield new
