"""Translation of the words that we put on pages: ``make locale`` collects them below ``locale/``."""

from __future__ import annotations

from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation

CATALOG = "sphinx_qapi"
LOCALES = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOG)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's manual gives it
    """Mark *message*, which a table holds, for translators: it is translated by ``_`` where it is shown."""
    return message


def has_catalogues(env: BuildEnvironment) -> bool:
    """Whether the project has message catalogues for the current language."""
    config = env.config
    language = config.language or "en"
    names = {language, language.partition("_")[0]}  # the language's catalogues serve a country without its own
    folders = (Path(env.srcdir, folder, name, "LC_MESSAGES") for folder in config.locale_dirs for name in names)
    return any(True for folder in folders for _file in folder.glob("**/*.mo"))
