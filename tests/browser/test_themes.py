"""A reference in several themes: everybody can read and reach our elements, and sees which definition is in view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

pytestmark = pytest.mark.browser

THEMES = ("furo", "sphinx_rtd_theme", "pydata_sphinx_theme")
KINDS = ("index", "volumes", "command-volume-create", "event-VOLUME_FULL", "enum-VolumeDriver", "qapi-deprecated")
"""Names of pages, one of each kind."""
MEMBER = "qapi-Granary-volume-create.throttle-group"
_CONTENT = "article, [role=main]"
_IN_CONTENT = "([selector, content]) => Boolean(document.querySelector(selector)?.closest(content))"
_STUB = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}})"
_TOPS = """id => {
  const target = document.getElementById(id).getBoundingClientRect();
  return [document.querySelector(".qapi-bar").getBoundingClientRect().bottom, target.top, innerHeight];
}"""

_ROOM_BESIDE = """([selector, name]) => {
  const link = document.querySelector(selector);
  link.innerHTML = `<code class="literal"><span class="pre">${name}</span></code>`;
  return innerWidth - link.firstChild.getBoundingClientRect().right;
}"""


def findings(page: Page) -> tuple[list[Any], set[str]]:
    """The problems that axe finds in the content of the page, and the rules that it finds broken elsewhere."""
    ours, others = [], set()
    for each in Axe().run(page).response["violations"]:
        for node in each["nodes"]:
            if page.evaluate(_IN_CONTENT, [node["target"][0], _CONTENT]):
                ours.append((each["id"], node["html"][:160]))
            else:
                others.add(each["id"])
    return ours, others


@pytest.mark.parametrize(("theme", "scheme"), [(each, "light") for each in THEMES] + [("pydata_sphinx_theme", "dark")])
def test_axe_finds_nothing_that_a_page_without_us_has_not(
    browser: Browser, site_in: Callable[[str], Path], theme: str, scheme: str
) -> None:
    """All branches are unfolded; the problems are compared with those of a page without content."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page = context.new_page()
    page.goto((site_in(theme) / f"{KINDS[0]}.html").as_uri())
    page.evaluate("content => document.querySelector(content).replaceChildren()", _CONTENT)
    _, of_theme = findings(page)
    found = {}
    for kind in KINDS:
        page.goto((site_in(theme) / f"{kind}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        ours, others = findings(page)
        found[kind] = [*ours, *(others - of_theme)]
    context.close()
    assert {key: each for key, each in found.items() if each} == {}


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("theme", [*THEMES, "alabaster"])
def test_a_bar_says_where_one_is(browser: Browser, site_in: Callable[[str], Path], theme: str, width: int) -> None:
    """The bar appears once the title is out of sight, and does not cover the target of a link."""
    page = browser.new_page(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("console", lambda message: _note(messages, message))
    page.add_init_script(_STUB)
    address = (site_in(theme) / "command-volume-create.html").as_uri()
    page.goto(address)
    bar = page.locator(".qapi-bar")
    expect(bar).to_be_hidden()
    page.goto(f"{address}#{MEMBER}")
    expect(bar.locator("[aria-current]")).to_have_text("throttle-group")
    bottom, top, height = page.evaluate(_TOPS, MEMBER)
    assert bottom <= top < height
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    bar.get_by_role("button", name="Role").click()
    assert page.evaluate("window.copied") == ":qapi:memb:`Granary:volume-create.throttle-group`"
    bar.get_by_role("button", name="Link").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.copied") == f"{address}#{MEMBER}"
    if width == 1400:
        expect(bar.get_by_role("link", name="Volumes", exact=True)).to_be_visible()
        page.evaluate("window.getSelection().removeAllRanges()")
        page.emulate_media(media="print")
        expect(bar).to_be_hidden()
    page.close()
    assert messages == []


def test_names_of_the_front_page_go_on_over_sheets(browser: Browser, site_in: Callable[[str], Path]) -> None:
    """Furo keeps lists on one sheet of paper; a list of hundreds of names would leave the sheet before it empty."""
    page = browser.new_page()
    page.goto((site_in("furo") / "index.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator("ul.qapi-names").first).to_have_css("break-inside", "auto")
    page.close()


def test_the_keyboard_comes_to_the_bar_from_a_row(browser: Browser, site_in: Callable[[str], Path]) -> None:
    """The row's link to itself leads to the bar; after the bar, the keyboard goes on in the row."""
    page = browser.new_page(viewport={"width": 1400, "height": 500}, reduced_motion="reduce")
    page.add_init_script(_STUB)
    page.goto((site_in("furo") / "command-volume-create.html").as_uri() + "#qapi-Granary-volume-create.size")
    own = page.get_by_role("link", name="Link to size", exact=True).first
    page.keyboard.press("Tab")
    expect(own).to_be_focused()
    expect(own).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator(".qapi-bar").get_by_role("button", name="Link")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("window.copied") == ":qapi:memb:`Granary:volume-create.size`"
    page.keyboard.press("Tab")
    expect(page.locator("[id='qapi-Granary-volume-create.size'] .qapi-probe")).to_be_focused()
    page.close()


def _note(messages: list[str], message: ConsoleMessage) -> None:
    if "qapi" in message.location["url"].rpartition("_static")[2]:
        messages.append(message.text)


def test_the_bar_follows_the_definition_in_view(browser: Browser, module_site: Path) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 700})
    page.goto((module_site / "volumes.html").as_uri())
    way = page.locator(".qapi-bar-way")
    for name, member in (("volume-create", "size"), ("VolumeRef", "number")):
        anchor = f"qapi-Granary-{name}.{member}"
        page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", anchor)
        expect(way.locator("a")).to_have_text(["Granary reference", "Volumes", name, member])
    page.close()


def test_pydata_has_the_contents_next_to_the_page(browser: Browser, site_in: Callable[[str], Path]) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto((site_in("pydata_sphinx_theme") / "volumes.html").as_uri())
    sidebar = page.locator(".bd-sidebar-primary")
    assert sidebar.locator(".caption-text").all_inner_texts() == ["Modules", "Lists"]
    expect(sidebar.get_by_role("link", name="Pools")).to_be_visible()
    expect(page.locator("header .navbar-nav .nav-link").first).to_have_text("Granary reference")
    assert page.locator("header .bd-navbar-elements .nav-link").count() == 1
    page.close()


def test_pydata_cuts_no_name_next_to_the_page(browser: Browser, site_in: Callable[[str], Path]) -> None:
    """Names may be of any length, and are in the sidebar as on a page of a module that contains its definitions."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto((site_in("pydata_sphinx_theme") / "volumes.html").as_uri())
    for name in ("volume-of-many-words" * 4, "VolumeOfManyWords" * 4):
        assert page.evaluate(_ROOM_BESIDE, [".bd-sidebar-secondary li a", name]) >= 0, name
    page.close()
