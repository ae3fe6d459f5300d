"""The palette of symbols in a browser: its field, its key, its list, and what remains without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the site over HTTP."""
    with served(site) as found:
        yield found


@pytest.mark.parametrize("is_served", [False, True])
def test_from_a_key_to_a_member(page: Page, site: Path, address: str, is_served: bool) -> None:
    start = address if is_served else site.as_uri()
    page.goto(f"{start}/jobs.html")
    assert not page.evaluate("Boolean(window.qapiSymbols)"), "the index is loaded at first use"
    page.keyboard.press("/")
    field = page.locator(".qapi-palette [role=combobox]")
    expect(field).to_be_focused()
    page.keyboard.type("volume-create nfs export")
    first = page.locator(".qapi-palette [role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert re.match(r"argument export of volume-create \(nfs\)", first.inner_text())
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert page.url.endswith("?q=volume-create%20nfs%20export")
    last = page.locator(".qapi-palette [role=option]").last
    assert "search.html?q=volume-create%20nfs%20export" in str(last.get_attribute("href"))
    page.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/command-volume-create.html#qapi-Granary-volume-create.nfs.export")
    expect(page.locator('[id="qapi-Granary-volume-create.nfs.export"]')).to_be_visible()
    page.go_back()
    assert page.url == f"{start}/jobs.html", "the query adds no page to the browser's history"


def test_escape_outside_of_the_field_closes_the_palette(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/jobs.html")
    page.keyboard.press("/")
    expect(page.locator(".qapi-palette [role=combobox]")).to_be_focused()
    page.keyboard.type("volume")
    page.locator(".qapi-palette button").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".qapi-palette")).to_be_hidden()
    assert page.url == f"{site.as_uri()}/jobs.html"


def test_an_address_asks_and_chips_are_words(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html?q=state")
    field = page.locator(".qapi-palette [role=combobox]")
    expect(field).to_have_value("state")
    chip = page.get_by_role("button", name="kind:event")
    chip.click()
    expect(field).to_have_value("kind:event state ")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".qapi-palette [role=option]").first).to_contain_text(re.compile("event .*STATE"))
    chip.click()
    expect(field).to_have_value("state ")
    field.press("Escape")
    expect(field).to_be_hidden()
    expect(page).to_have_url(f"{site.as_uri()}/index.html")


def test_the_field_of_the_front_page_is_the_palette_for_who_types(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    page.locator(".qapi-search input").focus()
    page.keyboard.type("vol-create")
    expect(page.locator(".qapi-palette [role=combobox]")).to_have_value("vol-create")
    expect(page.locator(".qapi-palette [role=option]").first).to_contain_text("command volume-create")


def test_the_key_is_left_to_text_fields_and_to_other_pages(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/command-volume-create.html")
    box = page.locator("input[name=q]").first
    box.fill("a")
    box.press("/")
    expect(box).to_have_value("a/")
    assert page.locator(".qapi-palette").count() == 0
    page.goto(f"{site.as_uri()}/genindex.html")
    page.locator("body").press("/")
    expect(page.locator("input[name=q]").first).to_be_focused()


def test_every_hit_leads_to_what_it_says(page: Page, site: Path) -> None:
    """A script makes the addresses of hits, and the builder those of pages; both follow the same rule."""
    page.goto(f"{site.as_uri()}/jobs.html?q=x")
    expect(page.locator(".qapi-palette [role=combobox]")).to_be_visible()
    anchors = page.evaluate("""() => qapiReadSymbols(qapiSymbols).symbols.flatMap(hit => hit.places.length
      ? hit.places.map(({ of, path }) => of.page + "#" + of.anchor
        + ({ branch: ":branch.", feature: ":feature." }[hit.kind] || ".") + [...path, hit.name].join("."))
      : [hit.page + "#" + hit.anchor])""")
    pages = {name: (site / name).read_text("utf-8") for name in {each.split("#")[0] for each in anchors}}
    missing = [each for each in anchors if f' id="{each.split("#")[1]}"' not in pages[each.split("#")[0]]]
    assert len(anchors) > 900
    assert missing == []


def test_without_scripts_there_is_the_form_of_the_search(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    assert page.locator("form.qapi-search").count() == 1
    page.goto(f"{site.as_uri()}/command-volume-create.html")
    assert page.locator(".qapi-open").count() == 0
    context.close()


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "pydata_sphinx_theme"])
def test_it_fits_and_everybody_can_use_it(browser: Browser, site_in: Callable[[str], Path], theme: str) -> None:
    for width, scheme in ((390, "dark"), (1400, "light")):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{site_in(theme).as_uri()}/command-volume-create.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width == 1400:  # the request next to the arguments stays in view
            page.evaluate("document.querySelector('.qapi-branches').scrollIntoView({ behavior: 'instant' })")
            expect(page.locator(".qapi-payload").first).to_be_in_viewport()
            page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        assert Axe().run(page, context=".qapi-open").response["violations"] == []
        page.locator(".qapi-open").click()
        page.keyboard.type("volume")
        expect(page.locator(".qapi-palette [role=option]").first).to_be_visible()
        results = Axe().run(page, context=".qapi-palette")
        assert [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]] == []
        context.close()
