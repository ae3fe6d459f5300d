"""Sphinx's own search and old links, in a real browser, on sites with a page for each definition."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from sphinx_qapi.cli.main import main

from .conftest import ROOT

pytestmark = pytest.mark.browser
Hits = list[tuple[str, str]]
"""The address and the shown text of each hit."""
EXPECTED = {
    "power off": (3, r"event-POWERDOWN|command-system_powerdown"),
    "live migration bandwidth": (3, r"command-migrate-set-parameters"),
    "out of band": (4, r"command-(?:migrate-recover|migrate-pause|yank|query-yank)"),
    "hot unplug device": (3, r"command-device_del"),
    "memory hotplug": (5, r"[Mm]emory|DIMM"),
    "take a screenshot": (3, r"command-screendump"),
    "send keys to the guest": (3, r"command-send-key"),
    "reset the machine": (3, r"command-system_reset|event-RESET"),
    "bitmap incremental backup": (5, r"command-(?:block-dirty-bitmap|drive-backup)"),
    "change vnc password": (3, r"command-(?:change-vnc-password|set_password)"),
}
"""By query as people type it: the lowest acceptable rank of a suitable page, and a pattern of suitable pages."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """A function that gives the address of the site of a schema, with a page for each definition."""
    folder = tmp_path_factory.mktemp("definition-pages")
    servers: dict[Path, ThreadingHTTPServer] = {}

    def serve(schema: Path) -> str:
        if schema not in servers:
            out = folder / str(len(servers))
            words = ["--theme", "alabaster", "-o", str(out)]
            assert main(["build", f"N={schema}", *words]) == 0
            handler = partial(_Quiet, directory=str(out / "html"))
            servers[schema] = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            Thread(target=servers[schema].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[schema].server_port}"

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A browser page that all tests use."""
    new = browser.new_page()
    yield new
    new.close()


def search(tab: Page, site: str, query: str) -> Hits:
    """The first hits of Sphinx's search, once it reports that it has finished."""
    tab.goto(f"{site}/search.html?q={quote(query)}")
    expect(tab.locator("#search-results .search-summary")).to_have_text(re.compile("found|did not match"))
    items = tab.locator("#search-results ul.search > li")
    expect(items.first).to_have_text(re.compile("."))
    links = [item.locator("a").first.get_attribute("href") or "" for item in items.all()[:6]]
    tab.wait_for_load_state("networkidle")
    return [(link.partition("?")[0], items.nth(n).inner_text()) for n, link in enumerate(links)]


EXAMPLE = ROOT / "examples" / "granary" / "granary.json"


def test_a_definition_is_one_hit_under_its_own_name(tab: Page, served: Callable[[Path], str]) -> None:
    for name in ("volume-create", "VolumeInfo", "ALARM_RAISED"):
        hits = search(tab, served(EXAMPLE), name)
        pages = [address for address, _text in hits if "#" not in address]
        assert re.fullmatch(rf"(?:.*/)?\w+-{name}\.html", hits[0][0]), hits
        assert hits[0][1].startswith(name)
        assert pages.count(hits[0][0]) == 1
        assert not [each for each, _text in hits if each.endswith(f"#qapi-N-{name}")], "nor as an object"


def test_what_a_hit_shows_can_be_read(tab: Page, served: Callable[[Path], str]) -> None:
    """There is a space between the words of neighbouring cells."""
    _hits = search(tab, served(EXAMPLE), "volume-create")
    tab.goto(f"{served(EXAMPLE)}/command-volume-create.html")
    texts = tab.evaluate(
        """[...document.querySelectorAll("[role=main] .qapi-rows > div")].map(row =>
            [row.textContent, ...[...row.children].map(each => each.textContent.trim())])"""
    )
    assert len(texts) > 5
    for whole, *cells in texts:
        for cell, following in pairwise(cells):
            assert f"{cell}{following}" not in whole or not (cell and following)


@pytest.mark.shared
def test_what_people_type_is_found(tab: Page, served: Callable[[Path], str], shared: Path) -> None:
    lines = (shared / "reading" / "queries.tsv").read_text(encoding="utf-8").splitlines()
    queries = list(csv.DictReader(lines, delimiter="\t"))
    typed = {each["query"]: int(each["among the first"]) for each in queries if each["where"] == "full text"}
    assert typed == {query: limit for query, (limit, _pages) in EXPECTED.items()}
    site = served(shared / "corpus" / "10.2.2" / "qapi" / "qapi-schema.json")
    found = {query: search(tab, site, query) for query in typed}
    missed = {
        query: [address for address, _text in found[query]]
        for query, (limit, pages) in EXPECTED.items()
        if not any(re.search(pages, address) for address, _text in found[query][:limit])
    }
    assert missed == {}


def test_old_links_to_members_lead_on(tab: Page, served: Callable[[Path], str]) -> None:
    site = served(EXAMPLE)
    for anchor in (
        "volume-create.name",
        "volume-create:branch.nfs",
        "volume-create:feature.none",
        "VolumeOptionsNfs.server",
    ):
        tab.goto(f"{site}/volumes.html#qapi-N-{anchor}")
        name = re.split("[.:]", anchor)[0]
        expect(tab).to_have_url(re.compile(rf"/\w+-{name}\.html#qapi-N-{re.escape(anchor)}$"))
    tab.goto(f"{site}/volumes.html#qapi-N-volume-create")
    expect(tab.locator(":target")).to_contain_text("volume-create")
    expect(tab).to_have_url(re.compile(r"/volumes\.html#"))
