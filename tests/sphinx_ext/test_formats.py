"""What a whole site or book must satisfy in every format: unique ids, links with targets, readable files."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sphinx.cmd.build import build_main

from .site_reader import SitePage, bad_ids, dead_links, links_of, read_site

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"
CONF = f"""\
project, version, copyright = "p", "1", "nobody"
extensions = ["sphinx_qapi"]
html_theme = "alabaster"
qapidoc_srctree = {str(EXAMPLE.parent)!r}
qapi_schemas = {{
    "A": {{"path": {str(EXAMPLE)!r}, "output": "a", "pages": "definition"}},
    "B": {{"path": {str(EXAMPLE)!r}, "output": "b", "pages": "schema"}},
}}
"""
"""The configuration: one schema under two namespaces, which alone tell its names apart."""
PAGES = {
    "index.rst": "Types\n=====\n\n.. toctree::\n\n   own\n   a/index\n   b/index\n   whole\n\n:ref:`qapi-a-names`\n",
    "own.rst": """\
Commands
========

.. qapi:command:: ping

.. qapi:index::
   :namespace: A
   :by: name

.. qapi:index::
   :namespace: B
   :by: preconfig

.. qapi:graph:: VolumeInfo

:qapi:memb:`B:volume-create.name`
""",
    "whole.rst": "Whole\n=====\n\n.. qapi-doc:: granary.json\n   :namespace: A\n",
}
"""Documents that show what generated pages show too, with titles that generated pages have as well."""
BUILDERS = ("html", "dirhtml", "singlehtml", "epub")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the folder of a builder's output; the project is read once for all builders."""
    folder = tmp_path_factory.mktemp("formats")
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    for name, text in PAGES.items():
        (source / name).write_text(text, encoding="utf-8")

    def run(builder: str) -> Path:
        site = folder / builder
        if not site.exists():
            words = ["-b", builder, "-q", "-n", "-W", "--keep-going", "-d", str(folder / "doctrees")]
            assert build_main([*words, str(source), str(site)]) == 0
        return site

    return run


def read(site: Path) -> dict[Path, SitePage]:
    """The pages of *site*, whichever suffix their files have."""
    return read_site(site, ".xhtml" if (site / "index.xhtml").exists() else ".html")


@pytest.mark.parametrize("builder", BUILDERS)
def test_ids_are_apart_and_links_land(built: Callable[[str], Path], builder: str) -> None:
    pages = read(built(builder))
    assert (len(pages) == 1) is (builder == "singlehtml")
    assert sum(1 for _ in links_of(pages)) > 5000
    assert bad_ids(pages) == []
    assert dead_links(pages) == []


@pytest.mark.parametrize("page", ["b/index.html", "whole.html"])
def test_a_whole_schema_on_one_page_is_light(built: Callable[[str], Path], page: str) -> None:
    """The page links to members that it shows elsewhere; its size is two fifths of all definitions' pages at most."""
    site = built("html")
    of_definitions = [html for each in (site / "a").rglob("*.html") if "qapi-signature" in (html := _body(each))]
    on_one_page = _body(site / page)
    assert on_one_page.count('<dl class="qapi ') == len(of_definitions)
    for weight in (_elements, len):
        assert weight(on_one_page) <= 0.4 * sum(map(weight, of_definitions))


def _body(page: Path) -> str:
    """The body of *page*, without the frame of the theme."""
    return page.read_text(encoding="utf-8").partition('<div class="body"')[2].partition('<div class="clearer"')[0]


def _elements(html: str) -> int:
    return len(re.findall("<[a-z]", html))


def test_on_one_page_links_lead_to_what_they_lead_to_elsewhere(built: Callable[[str], Path]) -> None:
    """A definition that several documents show has its anchor where the generated page is."""
    html = (built("singlehtml") / "index.html").read_text(encoding="utf-8")
    documents = [match.start() for match in re.finditer(r'id="document-', html)]
    place = html.index('id="qapi-A-ping"')
    (number, _start) = max((n, start) for n, start in enumerate(documents) if start < place)
    assert html[documents[number] :].startswith('id="document-a/system"')
    assert "#document-a/system#" not in html


def test_pages_of_a_book_are_xml(built: Callable[[str], Path]) -> None:
    pages = sorted(built("epub").rglob("*.xhtml"))
    assert len(pages) > 50
    for page in pages:
        ElementTree.parse(page)
    assert not [page.name for page in pages if "qapi-find" in page.read_text(encoding="utf-8")], "no script shows it"


def test_style_sheet_of_a_book_is_of_css_2(built: Callable[[str], Path]) -> None:
    """The style sheet has no nested rules, and no features of later versions of CSS."""
    (book,) = built("epub").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        sheets = [name for name in archive.namelist() if name.endswith("qapi.css")]
        css = archive.read(sheets[0]).decode()
    assert sheets == ["_static/qapi.css"]
    rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert re.fullmatch(r"(?:\s*[\w., -]+\{[^{}]*\})+\s*", rules)
    assert "(" not in rules


def test_style_sheet_dresses_what_pages_of_a_book_have(built: Callable[[str], Path]) -> None:
    css = (built("epub") / "_static" / "qapi.css").read_text(encoding="utf-8")
    text = "".join(page.read_text(encoding="utf-8") for page in built("epub").rglob("*.xhtml"))
    classes = {name for match in re.finditer(r'class="([^"]*)"', text) for name in match[1].split()}
    assert set(re.findall(r"\.(qapi-[\w-]+)", css)) <= classes


def check_book(epubcheck: list[str], folder: Path) -> list[str]:
    """The lines in which epubcheck reports errors and warnings about the only book in *folder*."""
    (book,) = folder.glob("*.epub")
    done = subprocess.run([*epubcheck, str(book)], capture_output=True, text=True, check=False)
    assert "0 fatals" in done.stdout + done.stderr, "it has run"
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(("ERROR", "FATAL", "WARNING"))]


def test_epubcheck_finds_nothing(built: Callable[[str], Path], epubcheck: list[str]) -> None:
    """The book of a project without schemas has no findings either."""
    assert check_book(epubcheck, built("epub")) == []


@pytest.mark.shared
@pytest.mark.parametrize("root", ["10.2.2/qga/qapi-schema.json", "seed-2012/qapi-schema.json"])
def test_epubcheck_finds_nothing_in_real_books(shared: Path, tmp_path: Path, epubcheck: list[str], root: str) -> None:
    from sphinx_qapi.cli.main import main

    assert main(["build", f"Q={shared / 'corpus' / root}", "-b", "epub", "-o", str(tmp_path)]) == 0
    book = tmp_path / "epub"
    assert check_book(epubcheck, book) == []
    assert dead_links(read(book)) == []
