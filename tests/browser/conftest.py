"""Fixtures with the example's site, for tests in a browser."""

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
    """The folder of the example's site, in the theme of the project's docs."""
    folder = tmp_path_factory.mktemp("site")
    assert main(["build", _SCHEMA, "-o", str(folder), "--theme", "furo", "-W"]) == 0
    return folder / "html"


@pytest.fixture(scope="session")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the folder of the example's site in a theme, with a page for each definition."""

    @cache
    def build(theme: str) -> Path:
        folder = tmp_path_factory.mktemp(theme)
        assert main(["build", _SCHEMA, "-o", str(folder), "--theme", theme, "--pages", "definition"]) == 0
        return folder / "html"

    return build


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser page; the test fails if a script reports an error or writes to the console."""
    with silent(browser.new_page(viewport={"width": 1400, "height": 900})) as new:
        yield new
