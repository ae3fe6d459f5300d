"""A page for each definition: its head, the path to it, its parts, and the links that lead to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from .conftest import EXAMPLE
from .site_reader import read_site

BELOW = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
Site = Callable[[str], Path]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A function that gives the example's site in a theme, below an author's page; ``module`` has pages of modules."""
    folder = tmp_path_factory.mktemp("definition-pages")

    def run(theme: str) -> Path:
        out, source = folder / f"{theme}-html", folder / theme
        if not out.exists():
            pages, html_theme = ("module", "alabaster") if theme == "module" else ("definition", theme)
            source.mkdir()
            table = {"path": str(EXAMPLE), "title": "Granary", "release": "3.2", "output": "ref", "pages": pages}
            (source / "conf.py").write_text(
                f"project, extensions = 'Site', ['sphinx_qapi']\nhtml_title = 'All of it'\n"
                f"html_theme = {html_theme!r}\nqapi_schemas = {{'G': {table!r}}}\n"
            )
            (source / "index.rst").write_text("Top\n===\n\n.. toctree::\n\n   ref/index\n")
            assert build_main(["-q", "-W", "-b", "html", str(source), str(out)]) == 0
        return out

    return run


def page(site: Path, name: str) -> str:
    return (site / "ref" / f"{name}.html").read_text(encoding="utf-8")


def test_the_head_says_what_it_is_and_where_from(site: Site) -> None:
    html = page(site("alabaster"), "command-volume-create")
    title = re.findall("<title>(.*?)</title>", html)[0]
    assert title == "volume-create (command) \N{EN DASH} Granary 3.2 &#8212; All of it"
    (description,) = re.findall('<meta content="([^"]*)" name="description"', html)
    first = html.partition('class="sig qapi-signature"')[2].partition("<p>")[2].partition("</p>")[0]
    assert description.split()[:4] == first.split()[:4]


def test_the_signature_is_the_only_title(site: Site) -> None:
    html = page(site("alabaster"), "command-volume-create")
    (heading,) = re.findall("<h1.*?</h1>", html.partition('role="main"')[2].partition("sphinxsidebar")[0])
    assert 'id="qapi-G-volume-create"' in heading
    assert re.sub("<[^>]*>", "", heading).startswith("command volume-create")
    assert html.count('id="qapi-G-volume-create"') == 1


@pytest.mark.parametrize(
    ("theme", "own", "words"),
    [
        ("alabaster", 1, ""),
        ("furo", 1, ""),
        ("classic", 0, '<a href="volumes.html"'),
        ("sphinx_rtd_theme", 0, '<li class="breadcrumb-item"><a href="volumes.html">'),
    ],
)
def test_the_path_to_a_page_is_on_it_once(site: Site, theme: str, own: int, words: str) -> None:
    html = page(site(theme), "command-volume-create")
    ways = re.findall('<nav class="qapi-path".*?</nav>', html)
    assert len(ways) == own
    assert words in html
    for way in ways:
        assert re.sub("<[^>]*>", "", way) == f"Granary {BELOW} Volumes {BELOW} volume-create"
        assert re.findall('href="([^"#]*)', way) == ["index.html", "volumes.html"]


@pytest.mark.parametrize(
    ("name", "above"), [("qapi-deprecated", []), ("qapi-since-2.0", ["Releases"]), ("qapi-map", [])]
)
def test_lists_say_of_which_reference_they_are(site: Site, name: str, above: list[str]) -> None:
    """A list names its reference in its title and in the path to it: all references have lists of the same names."""
    html = page(site("furo"), name)
    heading = re.sub("<[^>]*>|\N{PILCROW SIGN}", "", re.findall("<h1>.*?</h1>", html)[0])
    assert re.findall("<title>(.*?)</title>", html)[0] == f"{heading} \N{EN DASH} Granary 3.2 - All of it"
    (way,) = re.findall('<nav class="qapi-path".*?</nav>', html)
    assert re.sub("<[^>]*>", "", way) == f" {BELOW} ".join(["Granary", *above, heading])
    assert 'class="qapi-path"' not in page(site("module"), name)


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme"])
def test_the_sidebar_marks_the_module_and_lists_no_release(site: Site, theme: str) -> None:
    html = page(site(theme), "command-volume-create")
    marked = re.findall(r'<li class="[^"]*\bcurrent\b[^"]*">(?:<input.*?>)?<a [^>]*href="([^"]*)"', html)
    assert marked[-1:] == ["volumes.html"]
    entries = re.findall('<li class="toctree-l[^>]*><a [^>]*href="([^"]*)"', html)
    assert "qapi-releases.html" in entries or theme == "alabaster"
    assert not [entry for entry in entries if "qapi-since" in entry or "command-" in entry]


def test_parts_are_listed_next_to_the_page(site: Site) -> None:
    html = page(site("furo"), "command-volume-create")
    _before, _mark, beside = html.partition("toc-tree")
    parts = re.findall('href="#qapi-G-volume-create:([^"]*)"', beside)
    assert parts[:2] == ["arguments", "branches"]
    assert all(f'id="qapi-G-volume-create:{each}"' in html for each in parts)
    _before, _mark, beside = page(site("furo"), "volumes").partition("toc-tree")
    assert re.findall('href="#qapi-module:G:volumes:([^"]*)"', beside)[:3] == ["commands", "events", "types"]


def test_neighbours_are_those_of_the_module(site: Site) -> None:
    html = page(site("alabaster"), "volumes")
    order = re.findall(r'<b><a href="((?:command|event|struct|enum|union|alternate)-[^"#]*)\.html', html)
    for each in order:
        found = dict(re.findall('<link rel="(next|prev)" title="[^"]*" href="([^"]*)', page(site("alabaster"), each)))
        assert found["prev"] in ("volumes.html", *(f"{other}.html" for other in order))


def test_anchors_of_a_module_lead_to_its_definitions(site: Site) -> None:
    """Each anchor of a module's page leads to its row, or to an outer row from which the script leads on."""
    old, new = read_site(site("module")), read_site(site("alabaster"))
    before = [path for path in old if path.parent.name == "ref" and re.search('"qapi-module:', path.read_text())]
    assert len(before) > 5
    checked = 0
    for path in before:
        now = site("alabaster") / "ref" / path.name
        rows = dict(re.findall('<div id="([^"]*)"[^>]*><dt><b><a href="([^"#]*)[#"]', now.read_text(encoding="utf-8")))
        for anchor in [each for each in old[path].ids if each.startswith("qapi-G-")]:
            owner = anchor
            while owner not in rows:
                owner, mark, _rest = owner.rpartition(next(each for each in reversed(owner) if each in ".:"))
                assert mark, anchor
            assert anchor in new[now.parent / rows[owner]].ids
            checked += 1
    assert checked > 500
