"""Take the pictures of README and of the docs' front page, light and dark: ``make html``, then this; needs Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "build/html/reference/granary/command-pool-create.html"
NAMES: dict[Literal["light", "dark"], str] = {"light": "reference.png", "dark": "reference-dark.png"}


def take(browser: Browser, scheme: Literal["light", "dark"], path: Path) -> None:
    """Write the picture of a command's page, including its sidebars, to *path*."""
    page = browser.new_page(viewport={"width": 1340, "height": 820}, color_scheme=scheme)
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
    page.goto(PAGE.as_uri())
    page.add_style_tag(content="* { scroll-behavior: auto !important; }")
    page.wait_for_timeout(500)
    page.screenshot(path=str(path))
    page.close()


def main() -> None:
    """Take the pictures in the light and in the dark scheme."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for scheme, name in NAMES.items():
            take(browser, scheme, ROOT / "docs/images" / name)
        browser.close()


if __name__ == "__main__":
    main()
