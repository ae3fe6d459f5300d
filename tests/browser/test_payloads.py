"""Payloads on pages, and how readers choose among them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

_STUB = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}})"


@pytest.fixture
def page(new_page: Callable[..., Page], site: Path) -> Page:
    """The page of the command "volume-create"."""
    new = new_page()
    new.add_init_script(_STUB)
    new.goto((site / "command-volume-create.html").as_uri())
    return new


def test_branch_and_size_are_chosen_and_copied(page: Page) -> None:
    entry = page.locator("section", has=page.locator('[id="qapi-Granary-volume-create"]'))
    tools, block = entry.locator(".qapi-p-tools"), entry.locator(".qapi-payload")
    assert "<- " in block.inner_text(), "the reply is shown, too"
    before = block.inner_text()
    minimal = tools.get_by_role("button", name="Minimal")
    expect(minimal).to_have_attribute("aria-pressed", "true")
    tools.get_by_role("button", name="Full").click()
    expect(minimal).to_have_attribute("aria-pressed", "false")
    assert len(block.inner_text()) > len(before)
    entry.get_by_role("radio", name=re.compile("^iscsi")).click()
    entry.get_by_role("radio", name="chap", exact=True).click()
    assert '"auth": "chap"' in block.inner_text(), "branches within branches are followed"
    entry.get_by_role("radio", name=re.compile("^nfs")).click()
    tools.get_by_role("button", name="Copy as JSON").click()
    expect(tools.get_by_role("button").last).to_have_text("Copied")
    message = json.loads(str(page.evaluate("window.copied")))
    assert message["execute"] == "volume-create"
    assert message["arguments"]["driver"] == "nfs", "the message shown now is copied, not the first one"
    assert len(message["arguments"]) > 3


def test_what_is_chosen_is_coloured_as_what_the_page_has(page: Page) -> None:
    entry = page.locator("section", has=page.locator('[id="qapi-Granary-volume-create"]'))
    block = entry.locator(".qapi-payload pre")
    html = block.inner_html()
    entry.get_by_role("button", name="Full", exact=True).click()
    assert block.inner_html() != html
    entry.get_by_role("button", name="Minimal").click()
    assert block.inner_html() == html
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()  # type: ignore[union-attr]
    plain.goto(page.url)
    there = plain.locator("section", has=plain.locator('[id="qapi-Granary-volume-create"]')).locator(
        ".qapi-payload pre"
    )
    assert there.inner_html().partition("\n&lt;-")[0] in f"<span></span>{html}", "but for the reply"
    plain.context.close()


def test_without_a_script_the_minimal_one_of_the_first_branch_is_there(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "command-volume-create.html").as_uri())
    assert page.locator(".qapi-p-tools").count() == 0
    shown = page.locator(".qapi-payload", has_text="volume-create").first.inner_text().strip()
    message = json.loads(shown.removeprefix("-> ").partition("\n<- ")[0])
    assert message["execute"] == "volume-create"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_they_fit_and_everybody_can_use_them(browser: Browser, site: Path, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((site / "command-volume-create.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = (
        page.locator(".qapi-two").first.locator(":scope > div").evaluate_all("all => all.map(each => each.offsetTop)")
    )
    assert (tops[0] == tops[1]) == (width > 390), "the message is next to the arguments, or below them"
    page.get_by_label("Filter: Arguments").first.fill("server")
    results = Axe().run(page, context=".qapi-two")
    assert results.response["violations"] == []
    context.close()
