"""Views: what entries show of a schema besides their own definition, read in one place and compared in the same place.

An entry always depends on its definition, on the definitions whose members, values or texts it shows (`displayed`), and
on the `outline` of those that it only links. Everything else is a `View`. A section declares the views that it reads,
an entry refuses all others, and the fingerprint of a definition is made of all declared views. So a section cannot read
anything whose change does not make Sphinx read the page again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from sphinx.config import Config
from sphinx.errors import ExtensionError

from sphinx_qapi.analysis.dependencies import Dependencies
from sphinx_qapi.analysis.evolution.told import NOTHING
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.loading.fact_places import fact_places
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Site(NamedTuple):
    """What views are read from: a schema, and the configuration of the project."""

    loaded: LoadedSchema
    config: Config

    def once(self, key: object, make: Callable[[LoadedSchema], T]) -> T:
        """The result of *make*, which is computed once for the schema; *key* is that of the result."""
        results: dict[object, Any] = self.loaded.analyses.derived
        if key not in results:
            results[key] = make(self.loaded)
        result: T = results[key]
        return result

    @property
    def dependencies(self) -> Dependencies:
        """The definitions that each definition of the schema reaches."""
        return self.once(Dependencies, lambda loaded: Dependencies(loaded.schema))


@dataclass(frozen=True, eq=False)
class View(Generic[T_co]):
    """One thing that entries may show of a schema besides their own definition."""

    name: str
    """What it is, in a word or two, for messages."""
    read: Callable[[Site, Definition], T_co]
    """Gives the value for a definition. Values whose `repr` is equal are shown alike."""
    made_of: Callable[[Site, Definition], object] | None = None
    """Gives something smaller whose `repr` differs whenever that of the value does; None to take the value itself."""
    is_of_schema: bool = False
    """Whether the value is the same for all definitions of a schema."""

    def compared(self, site: Site, definition: Definition) -> object:
        """What fingerprints contain of the value for *definition*."""
        return (self.made_of or self.read)(site, definition)


def of_displayed(_site: Site, _definition: Definition) -> None:
    """Contain nothing, as `View.made_of`, for values made only of the `displayed` definitions."""


class UndeclaredReadError(ExtensionError):
    """A section reads something of the schema that it does not declare."""


@dataclass(frozen=True, eq=False)
class Reader:
    """A part of an entry that reads views."""

    name: str
    reads: tuple[View[Any], ...]
    """The views that it reads, which the fingerprints of all definitions contain."""

    def check(self, view: View[Any]) -> None:
        """Raise UndeclaredReadError if *view* is not declared."""
        if view not in self.reads:
            raise UndeclaredReadError(
                f"the section {self.name!r} reads {view.name!r} without declaring it: "
                "list the view in 'reads' of the section, so that pages that show it are read again when it changes"
            )


FACTS = View("history", lambda site, definition: site.loaded.analyses.facts.get(definition.name, NOTHING))
"""What the history of the schema says of the definition."""
HAS_FACTS = View(
    "whether there is a history", lambda site, _definition: bool(site.loaded.analyses.facts), is_of_schema=True
)
ABSENT = View("rows that the binary lacks", lambda site, definition: site.loaded.analyses.absent_of(definition.name))
"""The rows that the binary described by the project lacks, each with the reason."""
EMISSIONS = View("emissions", lambda site, definition: site.loaded.analyses.emissions.of(definition.name))
"""The events that it emits, or the commands that emit it."""
USAGE = View("uses", lambda site, definition: site.loaded.analyses.usages[definition.name])
"""What uses the definition."""
FACT_PLACES = View("places of facts", lambda site, definition: fact_places(site.loaded, definition.name))
"""The lists of everything that shares a fact with it."""
SINCE = View(
    "version",
    lambda site, each: (site.loaded.analyses.index_items[each.name] if site.loaded.analyses.facts else each).since,
)
"""The version in its badge: that of its history if there is one, otherwise that of its comment."""
EXPORT_NAME = View("name of exports", lambda site, definition: site.loaded.analyses.export_names[definition.name])
"""The name, without suffix, of its files in other formats."""
SOURCE = View(
    "address of the source", lambda site, each: site.loaded.source_uri(each.position.path, each.position.line)
)
OLD_MODULE = View(
    "old module",
    lambda site, each: site.loaded.analyses.running_modules.get(each.name, "") if site.config.qapi_qemu_anchors else "",
)
"""The module in its old anchor; empty if that is its own, or old anchors are not wanted."""

FRAME = Reader(
    "frame", (FACTS, HAS_FACTS, ABSENT, EMISSIONS, USAGE, FACT_PLACES, SINCE, EXPORT_NAME, SOURCE, OLD_MODULE)
)
"""The part of an entry around its sections: anchors, signature, badges, links, and the keywords of its page."""
