"""The card of a type in a browser: used with the pointer, the keyboard, a finger or a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser


def _link(page: Page, name: str) -> Locator:
    return page.locator(f".qapi-rows dt a[href*='-{name}']").first


def test_with_the_pointer_it_opens_stays_and_closes(page: Page, site_in: Callable[[str], Path]) -> None:
    page.goto(f"{site_in('furo').as_uri()}/command-volume-create.html")
    assert not page.evaluate("Boolean(window.qapiSymbols)"), "nothing is loaded before somebody points at a type"
    link, card = _link(page, "QosPolicy"), page.locator(".qapi-peek")
    link.hover()
    expect(card).to_be_visible()
    assert card.inner_text().startswith("struct QosPolicy ")
    expect(link).to_have_attribute("aria-describedby", "qapi-peek")
    card.hover(position={"x": 20, "y": 20})
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None
    page.locator("h1").hover()
    link.hover()
    expect(card).to_be_visible()
    page.locator("h1").hover()
    expect(card).to_be_hidden()


def test_it_says_what_a_reader_asks(page: Page, site_in: Callable[[str], Path]) -> None:
    page.goto(f"{site_in('furo').as_uri()}/command-volume-create.html")
    card, lines = page.locator(".qapi-peek"), page.locator(".qapi-peek > div")
    code = page.locator(".qapi-rows small > span > code", has_text="size").first
    code.hover()
    expect(card).to_contain_text("size a number of bytes, from 0 to 2⁶⁴")
    assert code.get_attribute("title") is None, "the browser does not show the title, too"
    page.goto(f"{site_in('furo').as_uri()}/struct-VolumeInfo.html")
    _link(page, "VolumeState").hover()
    expect(card).to_contain_text("enum VolumeState")
    assert len(lines.all_inner_texts()) >= 2
    page.goto(f"{site_in('furo').as_uri()}/enum-VolumeState.html")
    link = '<a id="own" href="#qapi-Granary-VolumeState">own</a>'
    page.evaluate("link => document.querySelector('section.qapi p').insertAdjacentHTML('beforeend', link)", link)
    page.locator("#own").hover()
    page.wait_for_timeout(600)
    assert not card.is_visible(), "the type is on the page"


def test_with_the_keyboard_and_for_screen_readers(page: Page, site_in: Callable[[str], Path]) -> None:
    page.goto(f"{site_in('furo').as_uri()}/command-volume-create.html")
    link, card = _link(page, "QosPolicy"), page.locator(".qapi-peek")
    page.keyboard.press("Tab")
    link.focus()
    expect(card).to_be_visible()
    expect(card).to_have_role("tooltip")
    expect(link).to_have_accessible_description(card.inner_text().replace("\n", " "))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card).to_be_hidden()


def test_with_a_finger_a_link_is_a_link(browser: Browser, site_in: Callable[[str], Path]) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site_in('furo').as_uri()}/command-volume-create.html")
    _link(page, "QosPolicy").tap()
    page.wait_for_url("**/struct-QosPolicy.html*")
    assert page.locator(".qapi-peek").count() == 0
    context.close()


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "pydata_sphinx_theme"])
def test_it_fits_and_everybody_can_use_it(browser: Browser, site_in: Callable[[str], Path], theme: str) -> None:
    for width, scheme in ((390, "dark"), (1400, "light")):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{site_in(theme).as_uri()}/command-volume-create.html")
        _link(page, "QosPolicy").hover()
        expect(page.locator(".qapi-peek")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, context=".qapi-peek")
        assert [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]] == []
        whole = Axe().run(page, options={"runOnly": ["region"]})
        outside = [node["html"] for each in whole.response["violations"] for node in each["nodes"]]
        assert not [html for html in outside if "qapi" in html]
        link, card = _link(page, "QosPolicy").bounding_box(), page.locator(".qapi-peek").bounding_box()
        assert link
        assert card
        assert min(abs(card["y"] - link["y"] - link["height"]), abs(card["y"] + card["height"] - link["y"])) < 2
        context.close()
