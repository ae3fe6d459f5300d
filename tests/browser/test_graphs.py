"""Graphs in a real browser: sizes, names, keyboard, controls, and the search field of the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from sphinx_qapi.cli.main import main

pytestmark = pytest.mark.browser

OUTSIDE = """\
[...document.querySelectorAll(":is(.qapi-graph, .qapi-types) text")].filter(text => {
  if (!text.parentElement.matches("a, .qapi-g-node")) return false;
  const rectangle = text.parentElement.querySelector("path");
  const inner = text.getBoundingClientRect(), outer = rectangle.getBoundingClientRect();
  return inner.left < outer.left || inner.right > outer.right || inner.top < outer.top || inner.bottom > outer.bottom;
}).map(text => text.textContent)
"""


OPEN = "document.querySelectorAll('.qapi-types').forEach(each => { each.open = true })"


@pytest.fixture
def page(new_page: Callable[..., Page], module_site: Path) -> Page:
    """The page of the module "volumes"."""
    new = new_page()
    new.goto((module_site / "volumes.html").as_uri())
    new.evaluate(OPEN)
    return new


def test_no_text_leaves_its_box(page: Page) -> None:
    assert page.locator(":is(.qapi-graph, .qapi-types) text").count() > 100
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.shared
@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_no_text_of_a_real_schema_leaves_its_box(browser: Browser, shared: Path, tmp_path: Path, theme: str) -> None:
    schema = shared / "corpus" / "10.2.2" / "storage-daemon" / "qapi" / "qapi-schema.json"
    assert main(["build", f"QSD={schema}", "-o", str(tmp_path), "--theme", theme, "--pages", "module"]) == 0
    page = browser.new_page()
    page.goto((tmp_path / "html" / "block-core.html").as_uri())
    page.evaluate(OPEN)
    assert page.evaluate(OUTSIDE) == []
    page.close()


def test_figures_and_nodes_have_names(page: Page) -> None:
    figure = page.get_by_role("group", name="VolumeOptionsIscsi and its types", exact=True)
    assert figure.count() == 1
    names = [link.get_attribute("href") for link in figure.get_by_role("link").all()]
    assert len(names) == figure.locator("a").count() > 5
    assert figure.get_by_role("link", name="union VolumeOptions", exact=True).count() == 1


def test_the_keyboard_reaches_every_node(page: Page) -> None:
    figure = page.get_by_role("group", name="VolumeOptionsIscsi and its types", exact=True)
    figure.focus()
    reached = []
    for _node in range(figure.locator("a").count()):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert reached == [link.get_attribute("href") for link in figure.locator("a").all()]


def test_a_focused_node_is_seen(page: Page) -> None:
    link = page.get_by_role("group", name="VolumeOptionsIscsi and its types", exact=True).locator("a").nth(1)
    before = link.locator("path").evaluate("each => getComputedStyle(each).strokeWidth")
    page.get_by_role("group", name="VolumeOptionsIscsi and its types", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert link.locator("path").evaluate("each => getComputedStyle(each).strokeWidth") != before


def test_a_folded_graph_fits_into_its_column_and_shows_what_it_is_about(page: Page) -> None:
    """In a narrow column it shrinks as long as it can be read, and then scrolls."""
    figure = page.get_by_role("group", name="VolumeOptionsIscsi and its types", exact=True)
    assert figure.evaluate("each => each.scrollWidth <= each.clientWidth")
    page.set_viewport_size({"width": 390, "height": 900})
    page.reload()
    fold = page.locator(".qapi-types").filter(has=page.locator('[aria-label="VolumeOptionsIscsi and its types"]'))
    fold.locator("summary").click()
    about = fold.locator(".qapi-g-me").bounding_box()
    room = fold.locator(".qapi-scroll").bounding_box()
    assert about
    assert room
    assert room["x"] <= about["x"] <= about["x"] + about["width"] <= room["x"] + room["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_wide_graphs_fit_and_zoom(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 600, "height": 900})
    page.goto((site / "qapi-map.html").as_uri())
    graph = page.locator(".qapi-graph:has(.qapi-g-tools)").first
    scroll, svg = graph.locator(".qapi-scroll"), graph.locator("svg")
    full = svg.bounding_box()
    graph.get_by_role("button", name="Fit to width").click()
    fitted = svg.bounding_box()
    room = scroll.bounding_box()
    assert full
    assert fitted
    assert room
    assert fitted["width"] <= room["width"] < full["width"]
    scroll.focus()
    page.keyboard.press("0")
    page.keyboard.press("-")
    smaller = svg.bounding_box()
    assert smaller
    assert smaller["width"] == pytest.approx(full["width"] / 1.25, abs=2)


def test_dragging_moves_and_follows_no_link(page: Page, site: Path) -> None:
    """Dragging may also begin on a node."""
    page.set_viewport_size({"width": 600, "height": 900})
    page.goto((site / "qapi-map.html").as_uri())
    scroll = page.get_by_role("group", name="Map of volumes", exact=True)
    scroll.scroll_into_view_if_needed()
    link = scroll.locator("a:not(.qapi-g-away)").first
    link.scroll_into_view_if_needed()
    node = link.bounding_box()
    assert node
    before, left = page.url, scroll.evaluate("each => each.scrollLeft")
    x, y = node["x"] + 20, node["y"] + node["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    shift = 100 if left >= 100 else -100  # into the direction that has room
    page.mouse.move(x + shift, y, steps=4)
    page.mouse.up()
    assert scroll.evaluate("each => each.scrollLeft") == pytest.approx(left - shift, abs=1)
    assert page.url == before
    page.wait_for_timeout(50)
    address = link.get_attribute("href")
    link.click()
    assert address
    assert page.url.endswith(address)


def test_find_dims_what_is_not_related(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "qapi-map.html").as_uri())
    graphs = page.locator(".qapi-graph:visible").count()
    nodes = page.locator(".qapi-graph a:visible").count()
    page.get_by_label("Find in the map").fill("VolumeOptionsNf")
    assert page.locator(".qapi-g-find output").text_content() == "1 found"
    assert page.locator(".qapi-graph:visible").count() < graphs, "sheets without it are hidden"
    shown = page.locator(".qapi-scroll a:visible:not(.qapi-g-dim)")
    assert 1 < shown.count() < nodes / 2
    page.get_by_label("Find in the map").fill("")
    assert page.locator(".qapi-g-dim").count() == 0
    assert page.locator(".qapi-graph:visible").count() == graphs
    page.close()


def test_a_box_of_the_map_leads_to_the_sheet_that_draws_it(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "qapi-map.html").as_uri())
    box = page.locator(".qapi-g-away").first
    name = (box.locator("text").text_content() or "").split()[-1]
    sheet = page.locator(f"[id='{(box.get_attribute('href') or '').lstrip('#')}']")
    assert sheet.get_by_role("link", name=name).count() >= 1
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_map(browser: Browser, site: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto((site / "qapi-map.html").as_uri())
    result = Axe().run(page, context={"include": ["#furo-main-content"]})
    context.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in result.response["violations"]] == []
