"""The place on a page where an entry is rendered, as sections see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.entries.display_options import DisplayOptions
from sphinx_qapi.sphinx_ext.entries.views import UndeclaredReadError
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.prose.reader import ProseReader
from sphinx_qapi.sphinx_ext.prose.summaries import Summary


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place on a page; unlike the page itself, it does not lead to the schema, which entries read through views."""

    env: BuildEnvironment
    document: nodes.document
    namespace: str
    config: SchemaConfig
    """The settings of the schema, which all fingerprints contain."""
    dialect: str
    """The dialect of the schema, which all fingerprints contain."""
    rank: Rank
    line: int
    """Line number of the directive on the document."""
    display: DisplayOptions
    beside: frozenset[str]
    """Names of the definitions whose entries are on the same page: their content is linked instead of repeated."""
    prose: ProseReader
    """The reader of the schema's prose for the page."""
    summary: Callable[[Definition], Summary]
    """Gives the summary of a definition, in the reader's language."""

    if not TYPE_CHECKING:  # a type checker reports the attribute itself

        def __getattr__(self, name: str) -> NoReturn:
            """Say what to do instead of reading the schema from the page."""
            if name in ("loaded", "schema"):
                raise UndeclaredReadError(
                    f"a section reads {name!r} from its page: let it read a view that it declares, so that pages "
                    "that show it are read again when it changes"
                )
            raise AttributeError(name)
