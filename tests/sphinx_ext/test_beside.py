"""The extension together with others: one project with many of them, and what each makes of a schema."""

from __future__ import annotations

import filecmp
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"
OTHERS = (
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_tabs.tabs",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "notfound.extension",
    "sphinx_togglebutton",
    "sphinx_llms_txt",
)
OF_SPHINX = ("todo", "extlinks", "intersphinx", "autosectionlabel", "graphviz")
CONF = """\
project = "P"
extensions = {extensions!r}
html_theme = "furo"
html_baseurl = ogp_site_url = "https://granary.example/"
sitemap_url_scheme = "{{link}}"
sitemap_show_lastmod = False
ogp_social_cards = {{"enable": False}}
todo_include_todos = True
extlinks = {{"bug": ("https://granary.example/%s", "bug %s")}}
qapi_schemas = {{"G": {{"path": {path!r}, "output": "g", "pages": "definition"}}}}

def stamp(app, page, template, context, doctree):
    titles = doctree is not None and [each.tagname for each in doctree.children if each.tagname == "section"]
    context["metatags"] = context.get("metatags", "") + f'<meta name="stamp" content="{{page}} {{titles}}" />'

def setup(app):
    app.connect("html-page-context", stamp)
"""
INDEX = """\
Types
=====

.. toctree::

   g/index
   alarms

.. todo:: :bug:`3`

:ref:`Commands`, :qapi:cmd:`ping`

Commands
--------

.. grid:: 1

   .. grid-item-card:: Ping

      :qapi:cmd:`ping`

.. tabs::

   .. tab:: Definition

      .. qapi:command:: ping
         :no-index:

   .. tab:: Example

      .. qmp-example::

         -> { "execute": "ping" }
         <- { "return": {} }

.. note::
   :class: toggle

   .. qapi:event:: ALARM_RAISED
      :no-index:
"""
ALARMS = "Alarms\n======\n\n.. qapi:module:: alarms\n   :members:\n"

pytestmark = pytest.mark.extensions


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sites of the project, built by one process and by two."""
    for name in OTHERS:
        if importlib.util.find_spec(name.partition(".")[0]) is None:
            pytest.skip(f"no {name}")
    folder = tmp_path_factory.mktemp("beside")
    source = folder / "source"
    source.mkdir()
    extensions = [*OTHERS, *(f"sphinx.ext.{name}" for name in OF_SPHINX), "sphinx_qapi"]
    (source / "conf.py").write_text(CONF.format(extensions=extensions, path=str(EXAMPLE)), encoding="utf-8")
    (source / "index.rst").write_text(INDEX, encoding="utf-8")
    (source / "alarms.rst").write_text(ALARMS, encoding="utf-8")
    result = []
    for jobs in ("1", "2"):
        site = folder / jobs
        words = ["-q", "-n", "-W", "--keep-going", "-j", jobs, "-d", str(folder / f"doctrees{jobs}")]
        command = [sys.executable, "-m", "sphinx", *words, str(source), str(site)]
        environment = os.environ | {"PYTHONWARNINGS": ""}  # warnings of other packages are not our concern
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        result.append(site)
    return result


def test_all_at_once_with_any_number_of_processes(sites: list[Path]) -> None:
    """Both sites are the same, except for the order in the site map, which is that in which processes finish pages."""
    one, two = sites
    files = sorted(str(path.relative_to(one)) for path in one.rglob("*") if path.is_file())
    assert files == sorted(str(path.relative_to(two)) for path in two.rglob("*") if path.is_file())
    _same, different, errors = filecmp.cmpfiles(one, two, files, shallow=False)
    assert errors == []
    assert set(different) <= {"sitemap.xml"}
    addresses = [re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")) for site in sites]
    assert sorted(addresses[0]) == sorted(addresses[1])
    assert "https://granary.example/g/command-ping.html" in addresses[0]


@pytest.mark.parametrize("page", ["index", "g/alarms", "g/command-ping", "g/event-ALARM_RAISED", "g/struct-AlarmDisk"])
def test_all_pages_have_what_extensions_add_to_each(sites: list[Path], page: str) -> None:
    """Authors' documents, documents of modules, and pages that are parts of a document, wherever in their module."""
    for site in sites:
        html = (site / f"{page}.html").read_text("utf-8")
        address = f"https://granary.example/{page}.html"
        assert f"<loc>{address}</loc>" in (site / "sitemap.xml").read_text("utf-8")
        assert f'<meta property="og:url" content="{address}"' in html
        assert f'<meta name="stamp" content="{page} [\'section\']" />' in html
        (title,) = re.findall('<meta property="og:title" content="(.*?)"', html)
        assert f"<title>{title} - P documentation" in html or page == "index"
        assert all(f"_static/{name}" in html for name in ("copybutton.js", "togglebutton.js"))
    assert (sites[0] / "404.html").is_file()


def test_labels_are_of_authors_titles(sites: list[Path]) -> None:
    assert 'href="#commands"' in (sites[0] / "index.html").read_text("utf-8").partition("toctree-wrapper")[2]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("g/command-ping", "Do nothing, successfully."),
        ("g/alarms", "An alarm is a condition that somebody should look at."),
        ("g/qapi-types", "Types: All "),
        ("g/qapi-map", "Map of the G reference: "),
    ],
)
def test_descriptions_begin_with_what_the_page_is_about(sites: list[Path], page: str, words: str) -> None:
    html = (sites[0] / f"{page}.html").read_text("utf-8")
    for pattern in (r'<meta property="og:description" content="(.*?)"', r'<meta content="([^"]*)" name="description"'):
        (text,) = re.findall(pattern, html)
        assert text.startswith(words)


def test_sources_are_the_schemas_own(sites: list[Path]) -> None:
    """Each definition is in the sources once; lists have no sources."""
    full = (sites[0] / "llms-full.txt").read_text("utf-8")
    assert full.count("# @ping:\n") == full.count("{ 'command': 'ping'") == 1
    assert full.count("# An alarm is a condition") == 1
    listed = (sites[0] / "llms.txt").read_text("utf-8")
    assert "g/command-ping.rst.txt" in listed
    assert "qapi-types" not in listed
