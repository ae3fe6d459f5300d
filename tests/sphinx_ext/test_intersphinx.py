"""Other projects can link to what ours describes, and readers can find it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import is_entry_point

if TYPE_CHECKING:
    from .conftest import Build

PAGE = """\
Elsewhere
=========

:qapi:cmd:`blockdev-add`, :qapi:cmd:`QMP:blockdev-add`, :external+qemu:qapi:cmd:`QMP:blockdev-add`,
:qapi:type:`QSD:BlockdevOptions`, :qapi:value:`QMP:BlockdevDriver.qcow2`
"""


def link(tmp_path: Path, inventory: Path, page: str) -> tuple[str, str]:
    """Build a second project with *page* that links through *inventory*; its page as HTML, and the warnings."""
    source = tmp_path / "second"
    source.mkdir()
    conf = {
        "extensions": ["sphinx_qapi", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"qemu": ("https://example.org/qemu", str(inventory))},
        "nitpicky": True,
    }
    (source / "conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in conf.items()))
    (source / "index.rst").write_text(page)
    app = SphinxTestApp("html", srcdir=source)
    app.build()
    html = (Path(app.outdir) / "index.html").read_text()
    warnings = app.warning.getvalue()
    app.cleanup()
    return html, warnings


def test_names_of_a_small_schema(build: Build, tmp_path: Path) -> None:
    schema = "{ 'command': 'go', 'data': { 'speed': 'int' } }"
    project = build({"first/schema.json": schema}, builder="html")
    project.app.cleanup()
    inventory = Path(project.app.outdir) / "objects.inv"
    html, warnings = link(tmp_path, inventory, "T\n=\n\n:qapi:cmd:`go` :qapi:memb:`QMP:go.speed`\n")
    assert warnings == ""
    assert 'href="https://example.org/qemu/command-go.html#qapi-QMP-go"' in html
    assert 'href="https://example.org/qemu/command-go.html#qapi-QMP-go.speed"' in html


FORMS = (
    ":qapi:cmd:`go`",
    ":qapi:type:`[Speed]`",
    ":qapi:memb:`QMP:go.speed`",
    ":qapi:value:`~Speed.slow`",
    ":qapi:feat:`QMP:go.fragile`",
    ":qapi:mod:`QMP:schema`",
    ":any:`QMP:go`",
    ":any:`Speed`",
    ":external:qapi:cmd:`go`",
    ":external+qemu:qapi:any:`Speed?`",
    ":qapi:cmd:`qemu:go`",
)


def test_every_form_of_a_role_leads_to_another_project(build: Build, tmp_path: Path) -> None:
    schema = (
        "{ 'enum': 'Speed', 'data': [ 'slow' ] }"
        "{ 'command': 'go', 'data': { 'speed': 'Speed' }, 'features': [ 'fragile' ] }"
    )
    project = build({"first/schema.json": schema}, builder="html")
    project.app.cleanup()
    page = "T\n=\n\n.. qapi:namespace:: QMP\n\n" + "".join(f"{form}\n\n" for form in FORMS)
    html, warnings = link(tmp_path, Path(project.app.outdir) / "objects.inv", page)
    assert warnings == ""
    pages = re.findall(r'href="https://example\.org/qemu/([^"#]*)\.html#qapi-', html)
    assert Counter(pages) == {"command-go": 6, "enum-Speed": 4, "schema": 1}


@pytest.mark.shared
def test_blockdev_add_of_three_manuals(three_manuals: Path, tmp_path: Path) -> None:
    """One inventory has the definitions of all three manuals of release 10.2.2."""
    html, warnings = link(tmp_path, three_manuals / "objects.inv", PAGE)
    assert warnings == ""
    assert html.count("command-blockdev-add.html#qapi-QMP-blockdev-add") == 3
    assert "qsd/union-BlockdevOptions.html#qapi-QSD-BlockdevOptions" in html
    assert "#qapi-QMP-BlockdevDriver.qcow2" in html


FIRST_HITS = """names => names.map(name => {
  const results = Search._performSearch(...Search._parseQuery(name));
  return results.length ? results.at(-1)[0] : "";
})"""
"""Script that gives the page of the first result of the site's own search for each of *names*."""


@pytest.mark.shared
@pytest.mark.browser
def test_the_name_of_a_command_or_event_finds_it_first(shared: Path, three_manuals: Path, browser: Browser) -> None:
    """A name leads to the first schema that has it; the search cannot tell the event `STOP` from the command `stop`."""
    schema = load_schema(shared / "corpus" / "10.2.2" / "qapi" / "qapi-schema.json").schema
    wanted = {each.name: f"qmp/{each.kind}-{each.name}" for each in schema.definitions.values() if is_entry_point(each)}
    page = browser.new_page()
    page.goto((three_manuals / "search.html").as_uri())
    page.wait_for_function("typeof Search !== 'undefined' && Search.hasIndex()")
    found = page.evaluate(FIRST_HITS, list(wanted))
    page.close()
    missed = [name for name, document in zip(wanted, found, strict=True) if document != wanted[name]]
    assert len(wanted) == 301
    assert missed in (["STOP"], ["stop"])


@pytest.mark.shared
def test_readers_of_qmp_load_less_than_550_kb_to_search(three_manuals: Path) -> None:
    """The part of the three manuals' index about QMP's pages is as large as the index of a site of QMP alone."""
    part = only(search_index(three_manuals), "qmp/")
    assert 450_000 < len(json.dumps(part, separators=(",", ":"))) < 550_000


@pytest.mark.shared
def test_with_pages_of_modules_they_load_less_than_400_kb(module_manual: Path) -> None:
    """The index has fewer pages to tell apart."""
    assert 300_000 < (module_manual / "searchindex.js").stat().st_size < 400_000


def only(index: dict[str, Any], folder: str) -> dict[str, Any]:
    """The part of a search index that is about pages below *folder*."""
    old = [number for number, docname in enumerate(index["docnames"]) if docname.startswith(folder)]
    new = {number: position for position, number in enumerate(old)}
    part: dict[str, Any] = {table: [index[table][number] for number in old] for table in ("docnames", "titles")}
    for table in ("objects", "indexentries", "alltitles"):
        rows = {key: [(new[row[0]], *row[1:]) for row in rows if row[0] in new] for key, rows in index[table].items()}
        part[table] = {key: found for key, found in rows.items() if found}
    for table in ("terms", "titleterms"):
        part[table] = {}
        for word, places in index[table].items():
            numbers = [new[each] for each in ([places] if isinstance(places, int) else places) if each in new]
            if numbers:
                part[table][word] = numbers[0] if len(numbers) == 1 else numbers
    return part


def search_index(site: Path) -> dict[str, Any]:
    """The content of ``searchindex.js``, parsed."""
    text = (site / "searchindex.js").read_text("utf-8")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index
