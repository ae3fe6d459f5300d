"""Sites of strangers' schemas, in a real browser: none of their scripts runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sphinx.testing.util import SphinxTestApp

from tests.sphinx_ext.untrusted_attempts import JS, write_granaries

pytestmark = pytest.mark.browser

_TOUCH_ALL = """async (patience) => {
    const leadsAway = (link) => ["http:", "https:", "mailto:", "file:"].includes(link?.protocol);
    document.addEventListener("click", (event) => {
        if (leadsAway(event.target.closest("a"))) event.preventDefault();
    }, true);
    document.addEventListener("submit", (event) => event.preventDefault(), true);
    for (const element of document.querySelectorAll("body *"))
        for (const name of ["mouseover", "focus", "load", "error", "click", "toggle"])
            element.dispatchEvent(new MouseEvent(name, {bubbles: false, cancelable: true}));
    for (const link of document.querySelectorAll("a"))
        if (!leadsAway(link)) link.click();
    for (let waited = 0; waited < patience && !window.harvest; waited += 50)
        await new Promise((done) => setTimeout(done, 50));
    return window.harvest ?? null;
}"""


def _build(folder: Path, *, trusted: bool) -> Path:
    # Many attempts are on one page of a module, which a browser opens much faster than a page for each.
    more = {"trusted": trusted, "pages": "module"}
    schemas = {name: {**table, **more} for name, table in write_granaries(folder).items()}
    values = {
        "extensions": ["sphinx_qapi"],
        "html_theme": "basic",
        "qapi_schemas": schemas,
        "exclude_patterns": ["outside"],
    }
    (folder / "conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()))
    (folder / "index.rst").write_text(f"Site\n====\n\n`x <{JS}>`__\n")
    app = SphinxTestApp(srcdir=folder)
    app.build()
    app.cleanup()
    return Path(app.outdir)


def _harvested(browser: Browser, page: Path, *, patience: int = 100) -> object:
    """The value that scripts have set, *patience* ms after *page* was opened and everything on it was touched."""
    context = browser.new_context()
    new = context.new_page()
    new.route("http*://**", lambda route: route.abort())
    new.goto(page.as_uri())
    harvested: object = new.evaluate(_TOUCH_ALL, patience)
    context.close()
    return harvested


def test_no_script_runs(browser: Browser, tmp_path: Path) -> None:
    site = _build(tmp_path, trusted=False)
    assert _harvested(browser, site / "index.html", patience=5000) == 1, "the author's own links do"
    pages = [path for folder in ("rst", "md", "old", "inc") for path in (site / folder).glob("*.html")]
    assert len(pages) > 8
    for page in pages:
        assert _harvested(browser, page) is None, page
