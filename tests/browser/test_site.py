"""How readers use a site, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from sphinx_qapi.cli.main import main

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A browser page whose console is ignored: the server of a test has no icon."""
    return new_page(console=False)


def test_from_the_index_to_a_command_a_branch_a_type_and_back(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.locator("#furo-main-content").get_by_role("link", name="volume-create", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/command-volume-create\.html$"))
    page.wait_for_load_state("load")
    page.get_by_role("radio", name=re.compile("^nfs")).first.click()
    expect(page).to_have_url(re.compile(r"#qapi-Granary-volume-create:branch\.nfs$"))
    branch = page.locator('[id="qapi-Granary-volume-create:branch.nfs"]')
    branch.get_by_role("link", name="VolumeOptionsNfs").first.click()
    expect(page).to_have_url(re.compile(r"/struct-VolumeOptionsNfs\.html$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"#qapi-Granary-volume-create:branch\.nfs$"))
    expect(branch).to_be_visible()


def _clipboard(page: Page) -> str:
    return str(page.evaluate("window.copied"))


_STUB = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}})"


def test_examples_are_copied_as_json(page: Page, site: Path) -> None:
    page.add_init_script(_STUB)
    page.goto((site / "command-volume-create.html").as_uri())
    example = page.locator(".highlight-QMP:not(.qapi-payload)", has_text="volume-create").first
    example.hover()
    example.get_by_role("button", name="Copy").click()
    expect(example.get_by_role("button")).to_have_text("Copied")
    assert json.loads(_clipboard(page))["execute"] == "volume-create", "the request, and no answer"
    assert "->" in (example.text_content() or "")


def test_no_second_button_next_to_that_of_copybutton(page: Page, site: Path) -> None:
    page.add_init_script(_STUB + ";window.ClipboardJS = {}")
    page.goto((site / "command-volume-create.html").as_uri())
    assert page.locator(".highlight-QMP").count()
    assert not page.locator(".qapi-copy").count()


def test_a_search_in_the_page_chooses_a_branch(page: Page, site: Path) -> None:
    """A link with a text fragment behaves like the browser's search in the page, which no script can start."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/command-volume-create.html"
        page.goto(address)
        branch, words = page.evaluate(
            """() => {
                const all = [...document.querySelectorAll("p")], text = p => p.textContent.trim();
                const closed = all.filter(p => p.closest("details.qapi-branch[hidden]") && text(p).length > 12);
                const found = closed.find(p => all.find(each => each.textContent.includes(text(p))) === p);
                return [found.closest("details").id, text(found)];
            }"""
        )
        other = page.context.new_page()
        other.goto(f"{address}#:~:text={quote(words, safe='')}")
        expect(other.locator(f'[id="{branch}"]')).to_be_visible()
        server.shutdown()


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("name", ["index.html", "volumes.html", "common.html", "command-volume-create.html"])
def test_nothing_is_wider_than_the_window(page: Page, site: Path, module_site: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for folder in (each for each in (site, module_site) if (each / name).is_file()):
        page.goto((folder / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, folder


def test_long_names_break_in_themes_that_keep_code_on_one_line(page: Page, tmp_path: Path) -> None:
    name, mark = "OptionsOfDoorsThatAreOpenedByHandAndFoot", "open-with-both-hands-at-once"
    (tmp_path / "doors.json").write_text(
        f"{{ 'struct': '{name}', 'data': {{}}, 'features': ['{mark}'], 'if': 'CONFIG_DOORS_OPENED_BY_HAND_AND_FOOT' }}"
    )
    words = [str(tmp_path / "doors.json"), "-o", str(tmp_path), "--theme", "alabaster"]
    assert main(["build", *words]) == 0
    page.set_viewport_size({"width": 360, "height": 780})
    for each in (f"struct-{name}", "doors", "qapi-features", "qapi-conditional"):
        page.goto((tmp_path / "html" / f"{each}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, each


def test_badges_of_a_signature_keep_their_words_whole(page: Page, module_site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto((module_site / "tape.html").as_uri())
    badges = page.locator(".sig .qapi-badge:not(.qapi-if)")
    assert badges.count()
    script = "badges => badges.map(each => each.offsetHeight / parseFloat(getComputedStyle(each).fontSize))"
    assert max(badges.evaluate_all(script)) < 2, "one line each"


def test_nothing_is_missing_without_scripts(browser: Browser, page: Page, module_site: Path) -> None:
    """The text of a page does not depend on scripts; they only add controls."""
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    names = []
    for each in (plain, page):
        each.goto((module_site / "volumes.html").as_uri())
        names.append(each.locator(".qapi-rows > div, .qapi-branch, dt.sig").count())
    context.close()
    assert names[0] == names[1] > 100
