"""One-line summaries in lists say the same as entries, in every list."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_title_xref
from sphinx_qapi.sphinx_ext.prose.summaries import summary_of, summary_of_words

if TYPE_CHECKING:
    from .conftest import Build, Project

TEXTS = {
    "signs": ["Tell of x-* or *-disc and query-* names; a*b*c."],
    "escaped": [r"Tell of \*-disc and C:\\temp."],
    "roles": ["See :ref:`the page <genindex>`, :abbr:`QMP (a protocol)` and `there <https://silo.example.org/>`_."],
    "marks": [
        "Set the_name of *this* **bold** ``lit*eral`` and |name| of e.g. v1.2.  More.",
        "",
        ".. |name| replace:: subst",
    ],
    "names": ["Fill a @Silo with ``x. Y`` and @size of it. Then more."],
    "notes": ["Fill [1]_ it to place_. Then more.", "", ".. _place: https://place.example.org/", ".. [1] Note."],
    "items": ["Tell of:", "", "- one"],
    "code": ["Tell of::", "", "   code"],
    "admonition": [".. note:: Only a note."],
    "long": ["So " + "much " * 40 + "**that it ends here**."],
    "quoted": ['As with --fill and "--dry-run" ... it is.'],
    "broken": ["See nowhere_ and :nosuch:`role`."],
}
WORDS = {
    "signs": "Tell of x-* or *-disc and query-* names; a*b*c.",
    "roles": "See the page, QMP and there.",
    "marks": "Set the_name of this bold lit*eral and subst of e.g. v1.2.",
    "names": "Fill a Silo with x. Y and size of it.",
    "notes": "Fill [1] it to place.",
    "items": "Tell of",
    "code": "Tell of",
    "admonition": "",
    "long": "So " + "much " * 30 + "much…",
    "quoted": 'As with --fill and "--dry-run" ... it is.',
}


def _schema(texts: dict[str, list[str]]) -> str:
    parts = ["##\n# .. note:: This is reStructuredText.\n##\n\n"]
    for name, lines in texts.items():
        comment = "".join(f"# {line}".rstrip() + "\n" for line in lines)
        parts.append(
            f"##\n# @{name}:\n#\n{comment}#\n# @size: of it\n#\n# Since: 1.0\n##\n"
            f"{{ 'command': '{name}', 'data': {{ 'size': 'int' }} }}\n\n"
        )
    return "".join(parts) + "##\n# @Silo:\n#\n# A silo.\n#\n# Since: 1.0\n##\n{ 'struct': 'Silo', 'data': {} }\n"


def _listed(project: Project, docname: str) -> dict[str, str]:
    found = {}
    for row in project.doctree(docname).findall(qapi_row):
        if row.children and isinstance(row.children[0], qapi_title_xref):
            found[row["name"]] = " ".join(each.astext() for each in row.children[1:])
    return found


@pytest.fixture
def project(build: Build) -> Project:
    texts = {name: lines for name, lines in TEXTS.items() if name != "broken"}
    project = build(_schema(texts))
    assert project.warnings == []
    return project


def test_lists_say_what_entries_say(project: Project) -> None:
    listed = _listed(project, "qapi-since-1.0")
    assert {name: listed[name] for name in WORDS} == WORDS


def test_they_are_the_beginning_of_the_entry(project: Project) -> None:
    listed = _listed(project, "qapi-since-1.0")
    for desc in project.doctree("schema").findall(addnodes.desc):
        name = desc[0].astext().split()[1]
        first = next(iter(desc[1].findall(nodes.paragraph)))
        entry = re.sub(r"\s+", " ", first.astext().replace("\x00", ""))
        if name != "admonition" and name in listed:
            assert listed[name], name
            shown = listed[name].replace("[1]", "1").replace("\x00", "")
            assert entry.startswith(shown.rstrip("…")), name


def test_literals_and_links_stay_what_they_are_in_lists(project: Project) -> None:
    page = project.output("qapi-since-1.0.html")
    assert '<span class="pre">lit*eral</span>' in page
    assert 'href="https://silo.example.org/"' in page
    assert re.search(r'Fill a <a href="struct-Silo.html"[^>]*><code', page)
    assert 'href="command-names.html#qapi-QMP-names.size"' in page


def test_indexes_of_sphinx_have_them_as_words(build: Build) -> None:
    texts = {name: lines for name, lines in TEXTS.items() if name != "broken"}
    page = build(_schema(texts), {"index.rst": "Site\n====\n\n.. qapi:schema:: QMP\n"}).output("qapi-qmp-index.html")
    for name, words in WORDS.items():
        assert words in unescape(page), name
    assert ":ref:" not in page


def test_what_is_wrong_is_said_once(build: Build) -> None:
    project = build(_schema({"broken": TEXTS["broken"]}))
    assert len(project.warnings) == 2, project.warnings
    assert _listed(project, "qapi-since-1.0")["broken"].startswith("See nowhere")


def test_a_list_is_read_again_when_what_it_shows_changes(build: Build) -> None:
    project = build(_schema(TEXTS | {"broken": ["Fine."]}))
    path = project.app.srcdir / "schema.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace("replace:: subst", "replace:: other"), "utf-8")
    assert "qapi-since-1.0" in project.rebuild()
    assert "and other of" in _listed(project, "qapi-since-1.0")["marks"]
    path.write_text(text.replace("  More.", "  Less."), "utf-8")
    project.rebuild()
    path.write_text(path.read_text("utf-8").replace("A silo.", "A silo. It is round."), "utf-8")
    assert "qapi-since-1.0" not in project.rebuild()


@pytest.mark.parametrize(
    "words",
    [
        "A fruit.",
        "A fruit.  It is eaten.",
        "A fruit (e.g. a pear). it is eaten",
        "Which fruit:",
        "Several\nlines  of\nwords, without end ",
        f"{'Long ' * 60}end.",
        "x" * 400,
        "What?",
    ],
)
def test_words_alone_have_the_summary_of_their_paragraph(words: str) -> None:
    assert summary_of_words(words) == summary_of([nodes.paragraph("", words)], frozenset(), "")
