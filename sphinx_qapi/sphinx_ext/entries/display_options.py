"""Options of directives on how definitions are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docutils.parsers.rst.directives import flag
from sphinx.util.typing import OptionSpec

from sphinx_qapi.schema.model.kinds import KIND_WORDS


@dataclass(frozen=True, kw_only=True)
class NameFilter:
    """A selection of parts to show, by dotted names; a name includes all that is below it."""

    only: frozenset[str] | None = None
    """Names to show; None for all."""
    without: frozenset[str] = frozenset()
    """Names to leave out."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.only is None and not self.without

    @property
    def names(self) -> frozenset[str]:
        """Every name that an author has written."""
        return self.without | (self.only or frozenset())

    def shows(self, path: Sequence[str]) -> bool:
        """Whether *path* is shown: it is selected, is within a selected part, or leads to one."""
        if self.is_all:
            return True
        names = {".".join(path[: end + 1]) for end in range(len(path))}
        if names & self.without:
            return False
        if self.only is None or names & self.only:
            return True
        return any(each.startswith(".".join(path) + ".") for each in self.only)


ALL = NameFilter()


@dataclass(frozen=True, kw_only=True)
class DisplayOptions:
    """How definitions are shown; by default completely, and as targets of links."""

    index: bool = True
    """False: no link, index or inventory leads to them."""
    index_entry: bool = True
    contents_entry: bool = True
    typesetting: bool = True
    """False: only the targets and index entries."""
    graph: bool = True
    examples: bool = True
    rows: NameFilter = ALL
    """The members, values and branches to show."""
    definitions: NameFilter = ALL
    """The definitions of a module or schema to show."""
    repeats: bool = False
    """Whether a page with a whole schema repeats the members of other entries on it, instead of linking them."""
    kinds: frozenset[str] | None = None
    """The kinds of definitions that are shown; None for all."""

    @property
    def is_partial(self) -> bool:
        """Whether some definitions of a module or schema are left out."""
        return self.kinds is not None or not self.definitions.is_all

    def shows(self, kind: str, name: str) -> bool:
        """Whether the definition *name* of *kind* is shown as part of a module or schema."""
        return (self.kinds is None or kind in self.kinds) and self.definitions.shows((name,))


DEFAULT = DisplayOptions()

_SWITCHES = {
    "no-index": "index",
    "noindex": "index",
    "no-index-entry": "index_entry",
    "noindexentry": "index_entry",
    "no-contents-entry": "contents_entry",
    "nocontentsentry": "contents_entry",
    "no-typesetting": "typesetting",
    "no-graph": "graph",
    "no-examples": "examples",
}
"""The field of `DisplayOptions` that each flag turns off; the older spellings are Sphinx's own."""


def names(argument: str | None) -> frozenset[str]:
    """The names in the value of an option, separated by white space or commas."""
    return frozenset((argument or "").replace(",", " ").split())


def kinds(argument: str | None) -> frozenset[str]:
    """The kinds that ``:only:`` names, in the singular or plural; raise ValueError for an unknown or missing word."""
    wanted = {word if word in KIND_WORDS else word.removesuffix("s") for word in names(argument)}
    unknown = wanted - set(KIND_WORDS)
    if unknown or not wanted:
        raise ValueError(f"expected some of {', '.join(KIND_WORDS)}")
    return frozenset(kind for word in wanted for kind in KIND_WORDS[word])


FLAGS: OptionSpec = dict.fromkeys(_SWITCHES, flag)
"""The options of every directive that shows definitions."""
SELECTION: OptionSpec = {"members": names, "exclude-members": names}
"""Options that select members of a definition, or definitions of a module."""
WHOLE: OptionSpec = {**FLAGS, **SELECTION, "only": kinds, "repeat": flag}
"""The options of a directive that shows a whole schema."""
COLLECTION: OptionSpec = {**FLAGS, **SELECTION, "only": kinds}
"""The options of a directive that shows many definitions."""


def read_display_options(options: Mapping[str, Any], *, picks: str) -> DisplayOptions:
    """Return the display options in *options*; ``:members:`` sets the field *picks*: ``rows`` or ``definitions``."""
    switches: dict[str, Any] = {field: False for name, field in _SWITCHES.items() if name in options}
    selection = NameFilter(only=options.get("members") or None, without=options.get("exclude-members", frozenset()))
    return DisplayOptions(
        **{**switches, picks: selection, "kinds": options.get("only"), "repeats": "repeat" in options}
    )
