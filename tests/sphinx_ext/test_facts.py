"""Facts under the title: each explains itself, and leads to the list of everything that shares it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .site_reader import bad_ids, dead_links, read_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .conftest import Build, Project

SCHEMA = """\
##
# @halt:
#
# Features:
#
# @unstable: It may go.
#
# @fast: It is.
#
# Since: 1.1
##
{ 'command': 'halt', 'if': { 'any': [ 'CONFIG_A', 'CONFIG_B' ] }, 'features': [ 'unstable', 'fast' ],
  'allow-oob': true, 'allow-preconfig': true, 'success-response': false }

##
# @ask:
#
# Since: 1.0
##
{ 'command': 'ask', 'returns': 'Answer', 'coroutine': true }

##
# @Answer:
##
{ 'struct': 'Answer', 'data': {} }
"""
PAGES = {"index.rst": "T\n=\n\n.. toctree::\n\n   g/index\n"}
WORDS = [
    "since 1.1",
    "unstable",
    "fast",
    "out of band",
    "allowed before configuration is complete",
    "no success response",
    "if CONFIG_A or CONFIG_B",
]
LISTS = [
    "qapi-since-1.1.html",
    "qapi-unstable.html",
    "qapi-features.html#qapi-QMP-:feature.fast",
    "qapi-oob.html",
    "qapi-preconfig.html",
    "qapi-no-reply.html",
    "qapi-conditional.html#qapi-QMP:if.CONFIG_A-or-CONFIG_B",
]


def _facts(html: str, name: str) -> list[tuple[str, str, str]]:
    """The words, address and meaning of each fact of the definition *name*."""
    line = re.search(rf'id="qapi-QMP-{name}".*?class="qapi-meta">(.*?)(?:</p>|</span><a|</span></dt>)', html, re.DOTALL)
    assert line
    found = []
    for attributes, words in re.findall(r"<(?:a|span)([^>]*)>(.*?)</(?:a|span)>", line[1]):
        values = {key: unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', attributes)}
        text = unescape(re.sub("<[^>]*>", "", words))
        found.append((text, values.get("href", ""), values.get("aria-description", "")))
    return found


def _build(build: Build, pages: str, builder: str = "html") -> Project:
    return build(SCHEMA, PAGES, settings={"output": "g", "pages": pages}, builder=builder)


def test_each_leads_to_its_list_and_says_what_it_means(build: Build) -> None:
    project = _build(build, "definition")
    assert project.warnings == []
    facts = _facts(project.output("g/command-halt.html"), "halt")
    assert [(words, link) for words, link, _meaning in facts] == list(zip(WORDS, LISTS, strict=True))
    assert all(meaning.endswith((".", ").")) for _words, _link, meaning in facts)
    pages = read_site(Path(project.app.outdir))
    assert (bad_ids(pages), dead_links(pages)) == ([], [])


def test_what_a_command_returns_is_one_of_them(build: Build) -> None:
    project = _build(build, "definition")
    line = re.search(r'<p class="qapi-meta">.*?</p>', project.output("g/command-ask.html"))
    assert line
    assert re.sub("<[^>]*>", "", line[0]) == "since 1.0, coroutine, returns Answer"
    assert 'href="struct-Answer.html"' in line[0]
    assert "qapi-meta" not in project.output("g/struct-Answer.html"), "a definition without facts has no line of facts"


@pytest.mark.parametrize("pages", ["module", "schema"])
def test_on_pages_of_many_they_are_at_most_two_elements_each(build: Build, pages: str) -> None:
    project = _build(build, pages)
    html = project.output("g/schema.html" if pages == "module" else "g/index.html")
    facts = _facts(html, "halt")
    assert [(words, link) for words, link, _meaning in facts] == list(zip(WORDS, LISTS, strict=True))
    assert [words for words, _link, meaning in facts if not meaning] == ["since 1.1"]
    (line,) = re.findall(r'<span class="qapi-meta">(<a href="qapi-since-1.0.*?)</span><a', html)
    assert line.count("<a") + line.count("<i") == 3, "two facts and what is heard between them"


def test_without_pages_of_lists_they_lead_to_indexes_of_sphinx(build: Build) -> None:
    project = build(SCHEMA, {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n"})
    links = {words: link for words, link, _meaning in _facts(project.output(), "halt")}
    assert links == {
        "since 1.1": "qapi-qmp-releases.html#cap-1.1",
        "unstable": "qapi-qmp-unstable.html",
        "fast": "",
        "out of band": "qapi-qmp-oob.html",
        "allowed before configuration is complete": "qapi-qmp-preconfig.html",
        "no success response": "qapi-qmp-no-reply.html",
        "if CONFIG_A or CONFIG_B": "qapi-qmp-conditional.html",
    }
    assert 'id="cap-1.1"' in project.output("qapi-qmp-releases.html")
    bare = build(SCHEMA, {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n"}, html_domain_indices=False)
    assert {link for _words, link, _meaning in _facts(bare.output(), "halt")} == {""}


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_other_formats_say_the_same_after_the_name(build: Build, builder: str) -> None:
    project = _build(build, "definition", builder)
    text = project.output("g/schema.txt" if builder == "text" else "g/schema.xhtml")
    words = " ".join(unescape(re.sub('<[^>]*>|[*"]', "", text)).split())
    flags = ("allow-oob", "allow-preconfig") if builder == "text" else ("out of band", "allowed before configuration")
    for each in ("unstable", "fast", *flags, "no success response", "CONFIG_A", "since 1.1"):
        assert each in words, words


def test_pages_follow_when_a_list_goes(build: Build, tmp_path: Path) -> None:
    project = _build(build, "definition")
    conf = tmp_path / "schema.json"
    conf.write_text(SCHEMA.replace("# Since: 1.1\n", "# Since: 1.2\n"))
    assert "g/schema" in project.rebuild()
    assert _facts(project.output("g/command-halt.html"), "halt")[0][:2] == ("since 1.2", "qapi-since-1.2.html")


@pytest.mark.browser
def test_they_are_explained_to_mouse_and_keyboard(build: Build, browser: Browser) -> None:
    project = _build(build, "definition")
    page = browser.new_page(java_script_enabled=True)
    page.goto(Path(project.app.outdir, "g/command-halt.html").as_uri())
    shown = "element => getComputedStyle(element, '::after').content"
    fact = page.get_by_role("link", name="out of band", exact=True)
    assert fact.evaluate(shown) == "none"
    fact.hover()
    assert "while other commands still wait" in fact.evaluate(shown)
    page.mouse.move(0, 0)
    for _stop in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "out of band":
            break
    assert "while other commands still wait" in fact.evaluate(shown)
    page.close()
