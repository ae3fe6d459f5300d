"""The settings of one schema, as the rest of the extension uses them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sphinx_qapi.sphinx_ext.configuration.emits import Emits
from sphinx_qapi.sphinx_ext.configuration.index_kinds import all_lists
from sphinx_qapi.sphinx_ext.translation import _


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaConfig:
    """The settings of one schema: a value of ``qapi_schemas``."""

    namespace: str
    path: Path
    """Root file of the schema."""
    title: str = ""
    """Title of the reference; if empty, the namespace and the word "reference"."""
    release: str = ""
    """Release of the product that the schema describes, shown in titles; may be empty."""
    include_dirs: tuple[Path, ...] = ()
    """Folders in which includes are searched if they are not next to the including file."""
    output: str = ""
    """Folder of the generated pages, within the documentation's sources; if empty, no pages are generated."""
    pages: str = "module"
    """What gets a page of its own: each ``module``, each ``definition``, or the whole ``schema``."""
    repeat: bool = False
    """Whether a page with the whole schema repeats what is elsewhere on the same page."""
    lists: tuple[str, ...] = field(default_factory=all_lists)
    """The lists to be written: some of `all_lists`."""
    dialect: str = "auto"
    """Release of the language, or ``auto`` to detect it."""
    markup: str = "auto"
    """Markup of the prose: ``rst``, ``plain``, ``markdown``, or ``auto``."""
    versions: str = ""
    """Regular expression for versions in comments that are not plain numbers with dots; may be empty."""
    trusted: bool = True
    """Whether its comments may do what the project's own pages may do, and its files may be anywhere."""
    source_url: str = ""
    """Address of the schema's sources, with ``{path}``, ``{line}`` and ``{release}``."""
    history: Path | None = None
    """File of the schema's history (see ``sphinx-qapi history``); versions are computed from it. None without one."""
    history_complete_from: str = ""
    """Oldest release for which the history is reliable; if empty, the first release in the file."""
    emits: Emits = ()
    """The entries of ``qapi_emits`` for this schema."""
    binary: Path | None = None
    """File with a binary's reply to ``query-qmp-schema``: rows say what the binary lacks; None without one."""

    @property
    def heading(self) -> str:
        """Title of the reference, never empty."""
        return self.title or _("%s reference") % self.namespace
