"""The extension's own words on pages, and the schema's, in another language."""

from __future__ import annotations

import ast
import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import sphinx_qapi
from sphinx_qapi.sphinx_ext.translation import CATALOG, LOCALES

if TYPE_CHECKING:
    from .conftest import Build

SOURCES = Path(sphinx_qapi.__file__).parent
TRANSLATIONS = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
SCHEMA = """\
##
# @Door:
#
# @open: whether it is open
#
# Since: 1.0
##
{ 'struct': 'Door', 'data': { '*open': 'bool' } }

##
# @door-add:
#
# Add a door.
#
# Features:
#
# @deprecated: use a wall
#
# Since: 1.0
##
{ 'command': 'door-add', 'data': 'Door', 'returns': 'Door', 'features': [ 'deprecated' ], 'if': 'CONFIG_DOORS' }
"""

PAGE = "command-door-add.html"
"""The page of the command."""


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def texts(messages: Catalog) -> dict[object, object]:
    """The messages of a catalogue with their translations, by context and message."""
    return {(message.context, message.id): message.string for message in messages if message.id}


TRANSLATED_LATER = {"title", "introduction", "link"}
"""Fields of records with messages, which are marked with ``N_`` where they are written."""


def words_in_code() -> set[str]:
    """The words that our code translates; all of them are literals, also of `TRANSLATED_LATER`."""
    words = set()
    for path in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "N_"):
                (argument,) = call.args
                if call.func.id == "_" and isinstance(argument, ast.Attribute) and argument.attr in TRANSLATED_LATER:
                    continue
                assert isinstance(argument, ast.Constant), f"{path}:{call.lineno}: no literal, so no word is found"
                words.add(str(argument.value))
    return words


def test_the_template_has_every_word() -> None:
    """``make locale`` updates the template; it does not find words within f-strings."""
    assert {message.id for message in catalogue(LOCALES / f"{CATALOG}.pot") if message.id} == words_in_code()


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.parts[-3])
def test_translations_are_complete(path: Path) -> None:
    messages = [message for message in catalogue(path) if message.id]
    assert {message.id for message in messages} == words_in_code()
    assert [message.id for message in messages if not message.string or message.fuzzy] == []
    assert [error for message in messages for error in message.check()] == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.parts[-3])
def test_what_programs_read_is_what_translators_wrote(path: Path) -> None:
    """Compared message by message, since the rest of the file depends on the version of Babel."""
    with path.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert texts(compiled) == texts(catalogue(path))


def test_a_page_in_german(build: Build) -> None:
    project = build(SCHEMA, builder="text", language="de")
    text = project.output("schema.txt")
    assert "Argumente" in text
    assert 'falls "CONFIG_DOORS"' in text
    assert "seit 1.0" in text
    assert "Benutzt von" in text
    assert "Rückgabe" in text
    for word in ("Arguments", "Used by", "since", "if ", "optional, since", "Returns", "members of"):
        assert word not in text
    assert "Neu in 1.0" in project.output("qapi-since-1.0.txt")


def test_scripts_have_their_words_too(build: Build) -> None:
    """A page has the words of the scripts that it loads."""
    words = re.findall(r' data-words="(.*?)"', build(SCHEMA, language="de").output(PAGE))
    assert [json.loads(unescape(each))["Copy path"] for each in words] == ["Pfad kopieren"]


def test_english_pages_have_no_words_for_scripts(build: Build) -> None:
    assert "data-words" not in build(SCHEMA).output(PAGE)


def test_translators_see_the_schemas_own_lines(build: Build) -> None:
    project = build(SCHEMA, builder="gettext", gettext_location=True, gettext_compact="all")
    template = project.output("all.pot")
    places = {message.id: message.locations for message in read_po(BytesIO(template.encode()))}
    assert [(Path(path).name, line) for path, line in places["Add a door."]] == [("schema.json", 13)]
    assert [(Path(path).name, line) for path, line in places["whether it is open"]] == [("schema.json", 4)]


def test_translated_text_appears(build: Build, tmp_path: Path) -> None:
    words = Catalog(locale="de")
    words.add("Add a door.", "Eine Tür einbauen.")
    words.add("whether it is open", "ob sie offen ist")
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for document in ("schema", "index"):
        with (folder / f"{document}.mo").open("wb") as file:
            write_mo(file, words)
    project = build(SCHEMA, builder="text", language="de", locale_dirs=["locale"])
    text = project.output("schema.txt")
    assert "Eine Tür einbauen." in text
    assert "ob sie offen ist" in text
