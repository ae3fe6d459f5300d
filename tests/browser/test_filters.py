"""The filter for arguments on pages that have many."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ENTRY = "qapi-Granary-volume-create"


@pytest.fixture
def page(new_page: Callable[..., Page], site_in: Callable[[str], Path]) -> Page:
    """The page of a command with many arguments, without animations."""
    new = new_page(reduced_motion="reduce")
    new.goto((site_in("furo") / "command-volume-create.html").as_uri())
    return new


def _names(page: Page) -> list[str]:
    rows = page.locator(f'.qapi-rows > div[id^="{ENTRY}."]:visible > dt > :first-child > code')
    return rows.all_text_contents()


def test_words_are_looked_for_in_all_branches(page: Page) -> None:
    before = _names(page)
    field = page.get_by_label("Filter: Arguments")
    field.fill("server")
    assert _names(page).count("server") > 1
    said = page.get_by_role("status").filter(has_text="hidden")
    expect(said).to_have_text(re.compile(r"^\d+ of \d+ hidden$"))
    page.get_by_role("radio", name=re.compile("^nfs")).click()
    assert "server" in _names(page), "one of the branches is chosen"
    assert "read-only" not in _names(page)
    page.get_by_role("radio", name=re.compile("^pool")).click()
    page.get_by_role("button", name="Show all").press("Enter")
    expect(field).to_be_focused()
    assert _names(page) == before
    expect(field).to_have_value("")
    expect(page.get_by_role("status").filter(has_text="hidden")).to_have_count(0)
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_what_is_new_required_or_stable(page: Page) -> None:
    release = page.get_by_label("new since")
    release.fill("2.0")
    assert {"qos", "session-trunking"} <= set(_names(page))
    assert "cache" not in _names(page)
    page.get_by_label("hide unstable").check()
    assert "qos" in _names(page)
    assert "x-inline-dedup-minimum-extent-size" not in _names(page)
    release.fill("")
    page.get_by_label("required only").check()
    assert {"name", "driver"} <= set(_names(page))
    assert "size" not in _names(page)


def test_a_link_to_what_is_hidden_shows_it(page: Page) -> None:
    page.get_by_label("Filter: Arguments").fill("server")
    page.evaluate("anchor => location.hash = anchor", f"{ENTRY}.read-only")
    expect(page.locator(":target")).to_be_in_viewport()


def test_everybody_can_use_it(page: Page) -> None:
    """The filter works with the keyboard alone, and its controls have roles and names for screen readers."""
    field = page.get_by_label("Filter: Arguments")
    field.focus()
    page.keyboard.type("server")
    for role, name in (
        ("textbox", "new since"),
        ("checkbox", "required only"),
        ("checkbox", "hide unstable"),
        ("button", "Show all"),
    ):
        page.keyboard.press("Tab")
        expect(page.get_by_role(role, name=name)).to_be_focused()  # type: ignore[arg-type]
    page.keyboard.press("Enter")
    expect(field).to_have_value("")


def test_few_have_none(page: Page, site_in: Callable[[str], Path]) -> None:
    page.goto((site_in("furo") / "command-pool_sync.html").as_uri())
    expect(page.get_by_label(re.compile("^Filter"))).to_have_count(0)
