"""Comments in another language: from the messages for translators to the pages for readers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .conftest import EXAMPLE

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = """\
##
# .. note:: This is reStructuredText.
#
# Silos
# =====
#
# About @Silo.
##

##
# @Silo:
#
# Where grain is, as `fill` has it. It is round.
#
# @size: in litres [1]_
#
# .. [1] Dry ones.
#
# Since: 1.0
##
{ 'struct': 'Silo', 'data': { 'size': 'int' } }

##
# @fill:
#
# Fill a @Silo to @level.
#
# @level: a @Silo has one
#
# @silo: which one
#
# Since: 1.0
##
{ 'command': 'fill', 'data': { 'level': 'int', 'silo': 'Silo' } }

##
# @drain:
#
# Drain it.
#
# Since: 1.0
##
{ 'command': 'drain', 'data': 'Silo' }
"""
LINE = SCHEMA.splitlines().index("# @level: a @Silo has one") + 1
WORDS = {
    "Silos": "Speicher",
    "About @Silo.": "Über @Silo.",
    "Where grain is, as `fill` has it. It is round.": "Wo Korn ist, wie `fill` es hat. Er ist rund.",
    "in litres [1]_": "in Litern [1]_",
    "Dry ones.": "Trockenen.",
    "Fill a @Silo to @level.": "Einen @Silo bis @level füllen.",
    "a @Silo has one": "jeder @Silo hat eine",
    "which one": "welcher",
}


def _translate(folder: Path, words: dict[str, str], *domains: str) -> None:
    catalogue = Catalog(locale="de")
    for message, translation in words.items():
        catalogue.add(message, translation)
    for domain in domains:
        path = folder / "locale" / "de" / "LC_MESSAGES" / f"{domain}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)


def _german(build: Build, tmp_path: Path, words: dict[str, str] = WORDS, **more: object) -> Project:
    _translate(tmp_path, words, "ref")
    index = "Page\n====\n\n.. toctree::\n\n   ref/index\n"
    settings = {"output": "ref", "dialect": "10.1"}
    return build(SCHEMA, {"index.rst": index}, settings=settings, language="de", locale_dirs=["locale"], **more)


def test_names_are_links_and_nothing_is_left_in_english(build: Build, tmp_path: Path) -> None:
    project = _german(build, tmp_path)
    assert project.warnings == []
    pages = {path.stem: path.read_text("utf-8") for path in Path(project.app.outdir, "ref").glob("*.html")}
    silo = 'href="struct-Silo.html"'
    fill = pages["command-fill"]
    assert re.search(rf'Einen <a [^>]*{silo}[^>]*><code[^>]*>.*?</code></a> bis <a [^>]*level"', fill)
    assert re.search(rf"jeder <a [^>]*{silo}", fill)
    # Backquotes refer to definitions, as in the original.
    assert re.search(r'wie <a [^>]*href="command-fill.html"', pages["struct-Silo"])
    assert [name for name, page in pages.items() if "Trockenen." in page] == ["struct-Silo"]
    assert pages["struct-Silo"].count("Trockenen.") == 1
    in_place = {"struct-Silo", "command-drain"}  # its own page, and where the struct's members are shown in place
    assert {name for name, page in pages.items() if "in Litern" in page} == in_place
    for english in ("@Silo", "Where grain", "About", "Dry ones", "in litres", "has one"):
        assert [name for name, page in pages.items() if english in page] == [], english


@pytest.mark.parametrize("name", ["qapi-since-1.0", "qapi-types"])
def test_lists_are_translated(build: Build, tmp_path: Path, name: str) -> None:
    page = _german(build, tmp_path).output(f"ref/{name}.html")
    expected = "Wo Korn ist, wie " if name == "qapi-types" else "bis "
    assert expected in page
    assert "Where grain" not in page
    assert "Er ist rund" not in page
    assert "@Silo" not in page


def test_indexes_of_sphinx_are_translated(build: Build, tmp_path: Path) -> None:
    _translate(tmp_path, WORDS, "index")
    settings = {"dialect": "10.1"}
    pages = {"index.rst": "Page\n====\n\n.. qapi:schema:: QMP\n"}
    project = build(SCHEMA, pages, settings=settings, language="de", locale_dirs=["locale"])
    assert "Einen Silo bis level füllen." in project.output("qapi-qmp-index.html")


def test_labels_and_links_to_headings_stay(build: Build, tmp_path: Path) -> None:
    project = _german(build, tmp_path)
    page = project.output("ref/index.html")
    assert 'id="silos"' in page
    assert "<h2>Speicher<" in page
    assert ">Speicher</a>" in project.output("index.html")


def test_each_page_may_have_its_own_catalogue(build: Build, tmp_path: Path) -> None:
    _translate(tmp_path, WORDS, "ref/schema")
    project = _german(build, tmp_path, {"never": "nie"}, gettext_compact=False)
    assert "bis " in project.output("ref/qapi-since-1.0.html")
    path = tmp_path / "locale" / "de" / "LC_MESSAGES" / "ref" / "schema.mo"
    path.write_bytes(path.read_bytes().replace(b"Einen @Silo bis", b"Jeden @Silo bis"))
    assert "ref/qapi-since-1.0" in project.rebuild()


def test_a_reference_that_a_translation_leaves_out_is_said(build: Build, tmp_path: Path) -> None:
    project = _german(build, tmp_path, {"a @Silo has one": "jeder hat eine"})
    (warning,) = project.warnings
    assert "inconsistent references in translated message" in warning
    assert warning.startswith(f"SRC/schema.json:{LINE}:")


def test_a_translator_may_leave_one_out(build: Build, tmp_path: Path) -> None:
    assert _german(build, tmp_path, {"a @Silo has one": "jeder hat eine # noqa"}).warnings == []


@pytest.mark.parametrize(("markup", "word"), [("plain", "*{}*"), ("markdown", "**{}**")])
def test_other_markups_are_translated_as_they_are_read(build: Build, tmp_path: Path, markup: str, word: str) -> None:
    message = f"Fill {word.format('all')} @fill."
    schema = f"##\n# @fill:\n#\n# {message}\n#\n# Since: 1.0\n##\n{{ 'command': 'fill' }}\n"
    _translate(tmp_path, {message: f"{word.format('Alle')} @fill füllen."}, "schema", "qapi-since-1.0")
    project = build(schema, settings={"markup": markup}, language="de", locale_dirs=["locale"])
    assert project.warnings == []
    page = project.output("command-fill.html")
    assert re.search(r'<strong>Alle</strong> <a [^>]*href="#qapi-QMP-fill"', page)
    assert "<strong>Alle</strong> <a" in project.output("qapi-since-1.0.html")


@pytest.mark.parametrize("more", [{}, {"gettext_additional_targets": ["index", "literal-block"]}])
def test_translators_see_the_place_of_each_message(build: Build, more: dict[str, object]) -> None:
    index = "Page\n====\n\n.. toctree::\n\n   ref/index\n"
    settings = {"output": "ref", "dialect": "10.1"}
    project = build(SCHEMA, {"index.rst": index}, builder="gettext", settings=settings, **more)
    template = project.output("ref.pot")
    assert not re.search(r"^#: .*:(?:-1|0)$", template, re.MULTILINE)
    messages = {message.id: message.locations for message in read_po(template.splitlines(keepends=True)) if message.id}
    assert not [message for message in messages if re.fullmatch(r"[^\W\d]", str(message))]
    assert [line for _file, line in messages["Silos"]] == [4]
    assert [line for _file, line in messages["a @Silo has one"]] == [LINE]
    assert not {"Types", "Releases", "QMP reference", "Commands and events"} & messages.keys()
    if not more:
        assert {*WORDS} <= {*messages}


def test_lines_are_those_of_the_schema_as_it_is(build: Build, tmp_path: Path) -> None:
    project = build(SCHEMA, builder="gettext")
    path = tmp_path / "schema.json"
    path.write_text("# A line\n" + path.read_text("utf-8"), "utf-8")
    project.rebuild()
    found = read_po(project.output("schema.pot").splitlines(keepends=True))
    assert [line for _file, line in found.get("a @Silo has one").locations] == [LINE + 1]  # type: ignore[union-attr]


def test_sphinx_intl_from_beginning_to_end(tmp_path: Path) -> None:
    """The steps of the manual, carried out on the example."""
    pytest.importorskip("sphinx_intl")
    schema = EXAMPLE.resolve()
    conf = [
        "extensions = ['sphinx_qapi']",
        f"qapi_schemas = {{'Granary': {{'path': {str(schema)!r}, 'output': 'ref'}}}}",
    ]
    conf.append("locale_dirs = ['locale']")
    (tmp_path / "conf.py").write_text("\n".join(conf), "utf-8")
    (tmp_path / "index.rst").write_text("Page\n====\n\n.. toctree::\n\n   ref/index\n", "utf-8")

    def run(*words: str) -> None:
        done = subprocess.run([sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run("sphinx", "-q", "-W", "-b", "gettext", ".", "pot")
    run("sphinx_intl", "update", "-p", "pot", "-l", "de", "-d", "locale")
    (path,) = (tmp_path / "locale" / "de" / "LC_MESSAGES").glob("ref.po")
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            assert all(line > 0 for _file, line in message.locations), message.id
            assert not re.fullmatch(r"[^\W\d]", str(message.id))
            message.string = f"Ö {message.id}"
    with path.open("wb") as written:
        write_po(written, catalogue)
    run("sphinx_intl", "build", "-d", "locale")
    run("sphinx", "-q", "-W", "-b", "text", "-D", "language=de", ".", "german")
    assert (tmp_path / "german" / "ref" / "pools.txt").read_text("utf-8").count("Ö") > 10
    index = (tmp_path / "german" / "ref" / "qapi-types.txt").read_text("utf-8")
    rows = re.findall(r'^".*\n   (\S.*)', index, re.MULTILINE)
    assert len(rows) > 5
    assert all(row.startswith("Ö ") for row in rows), rows
    assert "@" not in index
