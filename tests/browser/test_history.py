"""How readers use a history: they compare any two releases, and choose their own release."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from sphinx.cmd.build import build_main

from sphinx_qapi.analysis.evolution.changes import ChangeLog
from sphinx_qapi.analysis.history.history_file import read_history

from .conftest import ROOT

pytestmark = pytest.mark.browser
GRANARY = ROOT / "examples" / "granary"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's reference with its history."""
    folder = tmp_path_factory.mktemp("history")
    table = {"path": str(GRANARY / "granary.json"), "output": ".", "history": str(GRANARY / "history.jsonl")}
    conf = f"extensions = ['sphinx_qapi']\nhtml_theme = 'furo'\nqapi_schemas = {json.dumps({'Granary': table})}\n"
    (folder / "conf.py").write_text(conf, "utf-8")
    assert build_main(["-Q", "-b", "html", str(folder), str(folder / "html")]) == 0
    return folder / "html"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A browser page whose console is ignored: axe cannot load style sheets from files."""
    return new_page(console=False)


def test_any_two_releases_are_compared(page: Page, reference: Path) -> None:
    """The script combines changes between adjacent releases into what a comparison of the two releases finds."""
    history = read_history((GRANARY / "history.jsonl").read_text("utf-8"), "history")
    names = history.names
    page.goto((reference / "changes/index.html").as_uri())
    page.get_by_label("with unstable parts").check()
    for first, last in ((0, 6), (0, 3), (3, 5), (4, 5)):
        page.get_by_label("Changes from").select_option(names[first])
        page.get_by_label("to", exact=True).select_option(names[last])
        changes = ChangeLog(history).between(first, last)
        shown = page.locator(".qapi-choose-place dt b").all_inner_texts()
        assert sorted(shown) == sorted(" ".join(filter(None, (each.entry, each.path))) for each in changes)
    assert Axe().run(page, ".qapi-choose-place").violations_count == 0


def test_a_readers_release_is_remembered(page: Page, reference: Path) -> None:
    address = (reference / "command-pool-create.html").as_uri()
    page.goto(address)
    row = page.locator('[id="qapi-Granary-pool-create.labels"]')
    expect(row).not_to_have_class("qapi-newer")
    page.get_by_label("My release").select_option("1.2")
    expect(row).to_have_class("qapi-newer")
    expect(row).to_contain_text("not in 1.2")
    expect(page.locator(".qapi-mine output")).to_contain_text("newer than yours")
    page.goto(address)
    expect(row).to_contain_text("not in 1.2")
    assert Axe().run(page, ".qapi-mine, .qapi-newer, .qapi-strip").violations_count == 0
    page.get_by_label("My release").select_option("all releases")
    expect(row).not_to_contain_text("not in")
    page.emulate_media(media="print")
    expect(page.locator(".qapi-mine")).to_be_hidden()


def test_without_a_script_there_is_the_list(browser: Browser, reference: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((reference / "changes/index.html").as_uri())
    assert page.locator(".qapi-choose").count() == 0
    assert page.locator("dl.qapi-rows dt a").all_inner_texts() == ["2.1", "2.0", "1.8", "1.6", "1.4", "1.2"]
    context.close()
