"""Branches of a union: readers choose one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ENTRY = "qapi-Granary-volume-create"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A browser page without animations."""
    return new_page(reduced_motion="reduce")


@pytest.fixture
def address(site_in: Callable[[str], Path]) -> str:
    """The address of the page of a command with many branches, one of which has branches itself."""
    return (site_in("furo") / "command-volume-create.html").as_uri()


def _shown(page: Page, within: str = ".qapi-branches") -> list[str]:
    """The names of the visible branches of the union *within*, in the order of the page."""
    heads = page.locator(within).first.locator(":scope > .qapi-branch:visible > .qapi-head > b")
    return heads.all_text_contents()


def test_one_is_shown_and_the_address_says_which(page: Page, address: str) -> None:
    page.goto(address)
    assert _shown(page) == ["pool"]
    choice = page.get_by_role("radiogroup", name="When driver is …")
    choice.get_by_role("radio", name=re.compile("^nfs")).click()
    assert _shown(page) == ["nfs"]
    expect(page).to_have_url(f"{address}#{ENTRY}:branch.nfs")
    expect(choice.get_by_role("radio", checked=True)).to_have_count(1)
    shown = page.locator(".qapi-branch:visible")
    expect(shown.get_by_role("link", name="VolumeOptionsNfs").first).to_be_visible()
    expect(shown.locator(".qapi-aside").first).to_have_text(
        "Members of VolumeOptionsNfs: Options for volumes on an NFS server."
    )
    page.reload()
    assert _shown(page) == ["nfs"]
    page.go_back()
    assert _shown(page) == ["pool"]
    page.go_forward()
    assert _shown(page) == ["nfs"]


def test_all_of_them_are_stacked(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("radio", name="all", exact=True).first.click()
    assert len(_shown(page)) == 13
    expect(page.locator("details.qapi-branch:not([open])")).to_have_count(0)
    page.goto("about:blank")
    page.goto(f"{address}#{ENTRY}:branch.*")
    assert len(_shown(page)) == 13, "by the address, too"


def test_links_into_a_branch_choose_it(page: Page, address: str) -> None:
    page.goto(f"{address}#{ENTRY}.nfs.server")
    assert _shown(page) == ["nfs"]
    expect(page.locator(":target")).to_be_in_viewport()
    page.evaluate("anchor => location.hash = anchor", f"{ENTRY}.iscsi.chap.user")
    assert _shown(page) == ["iscsi"]
    assert _shown(page, f'[id="{ENTRY}:branch.iscsi"] .qapi-branches') == ["chap"], (
        "branches within the branch can be chosen, too"
    )
    expect(page.locator(":target")).to_be_in_viewport()
    page.go_back()
    assert _shown(page) == ["nfs"]


def test_many_are_a_list_with_a_filter_for_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    field = page.get_by_label("Filter: When driver is …")
    field.focus()
    page.keyboard.type("server")
    expect(page.get_by_role("status").filter(has_text="found")).to_have_text(re.compile(r"^\d found$"))
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert len(_shown(page)) == 1
    focused = page.evaluate("document.activeElement.innerText")
    assert focused.startswith(_shown(page)[0])
    assert "server" in focused.lower(), "options that the filter has hidden are skipped"
    before = page.evaluate("history.length")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("history.length") == before, "Back leads out of the list at once"
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.qapi-choices')"), "one stop"


def test_few_are_chips(page: Page, site_in: Callable[[str], Path]) -> None:
    page.goto((site_in("furo") / "command-interface-set.html").as_uri())
    expect(page.locator(".qapi-chips").get_by_role("radio")).to_have_text(["all", "port", "bond", "vlan", "loopback"])
    assert _shown(page) == ["port"]


def test_each_union_of_a_page_has_a_choice_of_its_own(page: Page, module_site: Path) -> None:
    """The unions are on the page of a module."""
    page.goto((module_site / "network.html").as_uri())
    address = (module_site / "volumes.html").as_uri()
    page.goto(f"{address}#{ENTRY}:branch.iscsi.chap")
    assert _shown(page) == ["iscsi"]
    unions, choices = page.locator(".qapi-branches"), page.get_by_role("radiogroup", include_hidden=True)
    assert unions.count() == choices.count() > 1
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert len(set(ids)) == len(ids)


def test_paper_has_all(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(_shown(page)) == 13
    expect(page.locator("details.qapi-branch:not([open])")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert _shown(page) == ["pool"]


def test_without_a_script_they_fold(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert len(_shown(page)) == 13
    assert page.locator("details.qapi-branch[open]").count() < 13
    context.close()
