"""Scripts of a reference: small, plain files, each independent and loaded only where it is of use.

The readable sources are in ``scripts``; the files that pages load are made from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import sphinx_qapi
from tests.minified import DIGESTS, LOADED, SOURCES, TERSER, digests, minified, scripts_in

STATIC = Path(sphinx_qapi.__file__).parent / "sphinx_ext/static"
ALL = scripts_in(LOADED)
SCRIPTS = {name.removesuffix(".js"): text for name, text in ALL.items() if "/" not in name}
LATER = {name: text for name, text in ALL.items() if "/" in name}
"""Scripts that other scripts load when a reader needs them, except the symbols of the site."""
MOST = 30_000
"""Maximal number of bytes of all scripts that a page can ever load, and of the style sheet."""
MOST_AT_ONCE = 15_000
"""Maximal number of bytes of the scripts that a page of definitions loads by itself."""
_COMPARISON = "compare"
_OF_LISTS = ("changes", "find", "map", "moved")
"""Scripts for pages without definitions only."""
FOR_WHAT = {
    "bar": ".qapi > .sig[id]",
    "base": "nothing",
    "branches": "details.qapi-branch",
    "changes": ".qapi-choose-place",
    "compare": ".qapi-choose-place",
    "copy": "[class*=highlight-QMP i]",
    "filter": ".qapi-many",
    "find": ".qapi-find",
    "graph": ".qapi-graph",
    "map": ".qapi-g-find",
    "moved": ".qapi-moved",
    "my-release": ".qapi [data-since]",
    "open": "nothing",
    "payload": ".qapi-payload",
    "probe": ".qapi:is(.command, .event), [data-probe]",
}
"""By script: a selector of the elements for which a page loads it; ``nothing`` if the page loads it anyway."""
_FOR_ALL = {"base", "open"}
"""Scripts that every page of a reference loads; all pages belong to one, except Sphinx's own."""
_OF_SPHINX = ("genindex", "search")
_LOADED = re.compile(r'<script [^>]*src="[^"]*_static/qapi/([\w-]+)\.js[^"]*"')
_FOUND = """selectors => Object.keys(selectors).filter(each => document.querySelector(selectors[each]))"""


def test_scripts_and_style_sheet_are_small() -> None:
    """A reader may open everything: palette, bar and card are loaded in addition to a page's own scripts."""
    sizes = {name: len(text.encode()) for name, text in SCRIPTS.items()}
    opened = sum(len(text.encode()) for text in LATER.values())
    definition = sum(size for name, size in sizes.items() if name not in (_COMPARISON, *_OF_LISTS))
    assert definition + opened <= MOST, "the scripts of a definition's page with every kind of part"
    assert sum(sizes[each] for each in ("bar", "base", "open", *_OF_LISTS)) + opened <= MOST, "the scripts of lists"
    assert sum(sizes[each] for each in ("base", "open", "changes", _COMPARISON)) <= MOST, (
        "the scripts of the page of all changes"
    )
    assert sorted(path.name for path in STATIC.iterdir()) == ["qapi", "qapi.css"]
    assert (STATIC / "qapi.css").stat().st_size <= MOST


def test_browsers_find_rules_by_class_or_tag() -> None:
    """A rule is tried on each element if it ends in a list of an id's weight, or if it is for what is below a ``:has``.

    Rules of either kind took a third of the time that a browser needs for a whole schema on one page.
    """
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "qapi.css").read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"(?<!:not\()(?<!#q)#q", css) == []
    assert re.findall(r"(?<!head):has\((?! *>)[^)]*\) +[^{,\s]", css) == []


def test_what_pages_load_is_made_of_what_one_reads() -> None:
    """Digests of both are recorded, so that neither is changed without the other; terser is not needed for this."""
    assert ALL.keys() == scripts_in(SOURCES).keys()
    assert DIGESTS.read_text("utf-8") == digests(), (
        "run `make scripts`, which writes the scripts that pages load, and this list"
    )
    for name, text in ALL.items():
        assert text.startswith(f"//sphinx_qapi scripts/{name}\n"), "the first line names the readable source"


def test_minified_again_it_is_the_same() -> None:
    if not TERSER.is_dir():
        pytest.skip("no terser, which `make scripts` installs")
    assert minified() == ALL


@pytest.mark.parametrize("name", scripts_in(SOURCES))
def test_a_script_is_readable_and_needs_no_server(name: str) -> None:
    """A script that is no module and fetches nothing also runs from a folder of files."""
    text = scripts_in(SOURCES)[name]
    assert text.startswith("/* "), "the first comment says what the script is for"
    assert max(map(len, text.splitlines())) < 150
    assert not re.findall(r"\bimport\b|\bexport\b|\brequire\(|\bfetch\(|XMLHttpRequest|https?:|\beval\(", text)
    assert [other for other in SCRIPTS if f" {other}.js" in text] == []


@pytest.mark.browser
def test_a_page_loads_the_scripts_that_it_has_something_for(browser: Browser, module_site: Path) -> None:
    """The example without a history has no page for the scripts of releases."""
    assert set(FOR_WHAT) == set(SCRIPTS)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    used = set()
    for path in sorted(module_site.glob("*.html")):
        text = path.read_text("utf-8")
        if 'content="noindex"' in text:
            continue  # an old address that only redirects
        loaded = _LOADED.findall(text)
        page.goto(path.as_uri())
        found = page.evaluate(_FOUND, FOR_WHAT)
        assert loaded[:1] == (["base"] if path.stem not in _OF_SPHINX else []), path.name
        assert loaded[-1:] == (["open"] if path.stem not in _OF_SPHINX else []), path.name
        assert sorted(loaded[1:-1]) == found, path.name
        used |= set(found)
    context.close()
    assert used == set(FOR_WHAT) - {*_FOR_ALL, "changes", "compare", "moved", "my-release"}


@pytest.mark.browser
def test_the_page_of_a_definition_loads_little_by_itself(site_in: Callable[[str], Path]) -> None:
    pages = {path.name: path.read_text("utf-8") for path in site_in("furo").glob("*.html")}
    definitions = {name: text for name, text in pages.items() if 'class="sig qapi-signature"' in text}
    loaded = {name: _LOADED.findall(text) for name, text in definitions.items()}
    sizes = {name: sum(len(SCRIPTS[each].encode()) for each in scripts) for name, scripts in loaded.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_AT_ONCE} == {}
    assert max(sizes.values()) > MOST_AT_ONCE / 2, "some have much"


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "base"])
def test_a_script_needs_no_other_but_the_shared_one(browser: Browser, module_site: Path, name: str) -> None:
    """A script raises no error on pages without the elements that it is for."""
    errors: list[str] = []
    for path in ("volumes", "qapi-map"):
        page = browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        text = re.sub(r"<script.*?</script>", "", (module_site / f"{path}.html").read_text("utf-8"), flags=re.DOTALL)
        page.set_content(text, wait_until="domcontentloaded")
        for each in ("base", name):
            page.add_script_tag(content=SCRIPTS[each])
        page.close()
    assert errors == []
