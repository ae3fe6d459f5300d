"""Fixtures with the example's site, for tests in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from sphinx_qapi.cli.main import main
from tests.browser.silent import silent

ROOT = Path(__file__).parents[2]
_SCHEMA = f"Granary={ROOT / 'examples' / 'granary' / 'granary.json'}"


@pytest.fixture(scope="session")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the folder of the example's site in a theme, with a page for each definition."""

    @cache
    def build(theme: str) -> Path:
        folder = tmp_path_factory.mktemp(theme)
        assert main(["build", _SCHEMA, "-o", str(folder), "--theme", theme, "-W"]) == 0
        return folder / "html"

    return build


@pytest.fixture(scope="session")
def site(site_in: Callable[[str], Path]) -> Path:
    """The folder of the example's site, in the theme of the project's docs."""
    return site_in("furo")


@pytest.fixture(scope="session")
def module_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's site with pages of modules, on which many definitions are together."""
    folder = tmp_path_factory.mktemp("modules")
    assert main(["build", _SCHEMA, "-o", str(folder), "--theme", "furo", "--pages", "module", "-W"]) == 0
    return folder / "html"


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a browser page, 1,400 pixels wide, with the options of `Browser.new_context`.

    The test fails if a script reports an error or, unless *console* is False, if anything is written to the console.
    """
    with ExitStack() as pages:

        def open_page(*, console: bool = True, **options: Any) -> Page:
            context = browser.new_context(viewport={"width": 1400, "height": 900}, **options)
            pages.callback(context.close)
            return pages.enter_context(silent(context.new_page(), console=console))

        yield open_page


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A browser page; see `new_page`."""
    return new_page()
