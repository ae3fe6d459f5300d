"""The button that copies the wire path for which clients probe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from sphinx_qapi.analysis.probes.probe_paths import probe_paths
from sphinx_qapi.schema.load import load_schema

pytestmark = pytest.mark.browser

GRANARY = Path(__file__).parents[2] / "examples/granary/granary.json"
_STUB = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}})"
_ALL = """() => [...document.querySelectorAll('dl.qapi .qapi-rows > div[id]')].map(row => {
  row.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
  const button = row.querySelector('.qapi-probe');
  return [row.closest('dl.qapi').className, row.id, button && button.title];
})"""


@pytest.fixture
def page(new_page: Callable[..., Page], module_site: Path) -> Page:
    new = new_page(console=False)  # axe cannot load style sheets from files
    new.add_init_script(_STUB)
    new.goto((module_site / "volumes.html").as_uri())
    return new


def test_every_row_of_a_command_and_every_value_has_a_path_that_exists(page: Page) -> None:
    known = probe_paths(load_schema(GRANARY).schema)
    rows = page.evaluate(_ALL)
    shown = [path for _, _, path in rows if path]
    assert any("/+" in path for path in shown), "rows of branches"
    assert any("/ret-type/" in path for path in shown), "rows of what is returned"
    assert any("/^" in path for path in shown), "values"
    assert [path for path in shown if path not in known] == []
    without = [anchor for kinds, anchor, path in rows if not path and {"command", "event"} & set(kinds.split())]
    assert without == []


def test_it_copies_and_says_so(page: Page) -> None:
    row = page.locator('[id="qapi-Granary-volume-create.nfs.export"], [id^="qapi-Granary-volume-create."]').first
    row.hover()
    button = row.get_by_role("button", name="Copy path")
    path = button.get_attribute("title")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("window.copied") == path
    assert str(path).startswith("volume-create/arg-type/")


def test_it_moves_nothing_and_is_accessible(page: Page) -> None:
    row = page.locator('[id^="qapi-Granary-volume-create."]').first
    row.scroll_into_view_if_needed()
    before = row.bounding_box()
    row.hover()
    assert row.bounding_box() == before
    results = Axe().run(page, context="dl.qapi")
    assert results.violations_count == 0, results.generate_report()
