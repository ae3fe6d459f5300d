"""The words that we put on pages, for translation: ``make locale`` collects them below ``locale/``."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation

CATALOG = "sphinx_qapi"
LOCALES = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOG)


def has_catalogues(env: BuildEnvironment) -> bool:
    """Whether the project has translations into the language at work."""
    config = env.config
    language = config.language or "en"
    names = {language, language.partition("_")[0]}  # where a country has none, its language has
    folders = (Path(env.srcdir, folder, name, "LC_MESSAGES") for folder in config.locale_dirs for name in names)
    return any(True for folder in folders for _file in folder.glob("**/*.mo"))


def add_script_words(app: Sphinx) -> None:
    """Give ``static/qapi.js`` its words where they are not English (handler of ``builder-inited``)."""
    words = {
        "Fit": _("Fit"),
        "Fit to width": _("Fit to width"),
        "Smaller": _("Smaller"),
        "Larger": _("Larger"),
        "Full size": _("Full size"),
        "found": _("found"),
        "Copy": _("Copy"),
        "Copied": _("Copied"),
        "Copy path": _("Copy path"),
        "Branch": _("Branch"),
        "Minimal": _("Minimal"),
        "Full": _("Full"),
    }
    translated = {english: word for english, word in words.items() if word != english}
    if translated:
        app.add_js_file(None, body=f"var qapiWords = {json.dumps(translated)}", priority=400)
