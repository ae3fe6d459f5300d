"""The settings of one schema: each is a field of `SchemaConfig`, with its default and its check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sphinx_qapi.sphinx_ext.configuration import setting_checks as checks
from sphinx_qapi.sphinx_ext.configuration.emits import Emits
from sphinx_qapi.sphinx_ext.configuration.index_kinds import all_lists
from sphinx_qapi.sphinx_ext.translation import _


def _setting(check: Callable[[object, Path], object], *, is_read: bool = False) -> Mapping[str, Any]:
    """The metadata of a field that authors set: its *check*, and whether the schema must be read again if it changes.

    All others change only what pages show, whose fingerprints contain all settings.
    """
    return {"check": check, "is_read": is_read}


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaConfig:
    """The settings of one schema: a value of ``qapi_schemas``."""

    namespace: str
    path: Path = field(metadata=_setting(checks.as_path, is_read=True))
    """Root file of the schema."""
    title: str = field(default="", metadata=_setting(checks.as_text))
    """Title of the reference; if empty, the namespace and the word "reference"."""
    release: str = field(default="", metadata=_setting(checks.as_text))
    """Release of the product that the schema describes, shown in titles; may be empty."""
    include_dirs: tuple[Path, ...] = field(default=(), metadata=_setting(checks.as_paths, is_read=True))
    """Folders in which includes are searched if they are not next to the including file."""
    output: str = field(default="", metadata=_setting(checks.as_folder))
    """Folder of the generated pages, within the documentation's sources; if empty, no pages are generated."""
    pages: str = field(default="definition", metadata=_setting(checks.one_of("definition", "module", "schema")))
    """What gets a page of its own: each ``definition``, each ``module``, or the whole ``schema``."""
    repeat: bool = field(default=False, metadata=_setting(checks.as_flag))
    """Whether a page with the whole schema repeats what is elsewhere on the same page."""
    lists: tuple[str, ...] = field(default_factory=all_lists, metadata=_setting(checks.as_lists))
    """The lists to be written: some of `all_lists`."""
    dialect: str = field(default="auto", metadata=_setting(checks.as_dialect, is_read=True))
    """Release of the language, or ``auto`` to detect it."""
    markup: str = field(
        default="auto", metadata=_setting(checks.one_of("auto", "rst", "plain", "markdown"), is_read=True)
    )
    """Markup of the prose: ``rst``, ``plain``, ``markdown``, or ``auto``."""
    versions: str = field(default="", metadata=_setting(checks.as_version_pattern, is_read=True))
    """Regular expression for versions in comments that are not plain numbers with dots; may be empty."""
    trusted: bool = field(default=True, metadata=_setting(checks.as_flag, is_read=True))
    """Whether its comments may do what the project's own pages may do, and its files may be anywhere."""
    source_url: str = field(default="", metadata=_setting(checks.as_address))
    """Address of the schema's sources, with ``{path}``, ``{line}`` and ``{release}``."""
    history: Path | None = field(default=None, metadata=_setting(checks.as_path))
    """File of the schema's history (see ``sphinx-qapi history``); versions are computed from it. None without one."""
    history_complete_from: str = field(default="", metadata=_setting(checks.as_release))
    """Oldest release for which the history is reliable; if empty, the first release in the file."""
    emits: Emits = ()
    """The entries of ``qapi_emits`` for this schema."""
    binary: Path | None = field(default=None, metadata=_setting(checks.as_path))
    """File with a binary's reply to ``query-qmp-schema``: rows say what the binary lacks; None without one."""

    @property
    def read_with(self) -> tuple[object, ...]:
        """The settings that the schema is read with."""
        return tuple(getattr(self, each.name) for each in fields(self) if each.metadata.get("is_read"))

    @property
    def heading(self) -> str:
        """Title of the reference, never empty."""
        return self.title or _("%s reference") % self.namespace


SETTINGS: Mapping[str, Callable[[object, Path], object]] = {
    each.name: each.metadata["check"] for each in fields(SchemaConfig) if each.metadata
}
"""The check of each setting that a table in ``qapi_schemas`` may contain."""
