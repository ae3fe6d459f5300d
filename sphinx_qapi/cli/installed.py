"""The themes and builders that are installed, found without importing Sphinx."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.source.suggestions import did_you_mean

_OWN_BUILDERS = (
    "applehelp changes coverage devhelp dirhtml doctest dummy epub gettext html htmlhelp json latex linkcheck man"
    " pickle pseudoxml qthelp singlehtml texinfo text xml"
)
"""The builders that come with Sphinx; others are entry points of their packages."""
_MADE_OF = {"pdf": "latex", "latexpdf": "latex", "info": "texinfo", "docx": "singlehtml", "markdown": "text"}
"""Formats that have no builder of their own, with the builder whose output can be turned into them."""
_BASES = {"basic", "basic-ng", "default", "epub", "nonav"}
"""Themes that only serve as bases of others, or are for other builders than HTML."""
_PACKAGES = {"rtd": "sphinx-rtd-theme", "sphinx_rtd_theme": "sphinx-rtd-theme", "pydata": "pydata-sphinx-theme"}
"""The packages of themes whose package has another name than the theme."""
_PACKAGE_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def builders() -> list[str]:
    """The names of the installed builders."""
    return sorted({*_OWN_BUILDERS.split(), *(each.name for each in entry_points(group="sphinx.builders"))})


def themes() -> list[str]:
    """The names of the installed themes that users may choose, without `_BASES`."""
    names = {each.name for each in entry_points(group="sphinx.html_themes")}
    sphinx = find_spec("sphinx")
    for folder in (sphinx.submodule_search_locations or ()) if sphinx else ():
        names |= {path.parent.name for path in Path(folder, "themes").glob("*/theme.*")}
    return sorted(names - _BASES)


def check_builder(name: str) -> None:
    """Raise `CommandError` if there is no builder *name*."""
    known = builders()
    if name in known:
        return
    way = f': what is made with "-b {_MADE_OF[name]}" can be turned into it' if name in _MADE_OF else ""
    raise CommandError(f'"{name}" is no builder{way or did_you_mean(name, known)}; there are {", ".join(known)}')


def check_theme(name: str) -> None:
    """Raise `CommandError` if no theme *name* is installed."""
    known = themes()
    if name in known or name in _BASES:
        return
    package = _PACKAGES.get(name, name.replace("_", "-"))
    hint = did_you_mean(name, known)
    if not hint and _PACKAGE_NAME.fullmatch(package):
        hint = f': if it is one, "pip install {package}" may bring it'
    raise CommandError(f'no theme "{name}" is installed{hint}; installed are {", ".join(known)}')
