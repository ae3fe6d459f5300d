"""A browser, and the example's site to look at with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from sphinx_qapi.cli.main import main

ROOT = Path(__file__).parents[2]
_SWITCHES = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's site, in the theme of the docs."""
    folder = tmp_path_factory.mktemp("site")
    schema = ROOT / "examples" / "granary" / "granary.json"
    assert main(["build", f"Granary={schema}", "-o", str(folder), "--theme", "furo", "-W"]) == 0
    return folder / "html"
