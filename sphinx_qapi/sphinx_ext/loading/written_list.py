"""The generated pages that builds have written, with digests of the texts, in the folder of the doctrees.

Only pages on this list whose text is unchanged may be removed. A build lists what it is about to write before it
writes: if it is killed, the next build recognizes what it has written.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.loading.cache_files import read_list, write_list

_NAME = "qapi-pages.json"


class WrittenList:
    """The list of documents that builds with these doctrees have written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        kept = read_list(self._path) or {}
        self._digests: dict[str, str] = kept.get("documents", {})
        self._before = dict(self._digests)
        self._planned: dict[str, str] = kept.get("planned", {})

    @property
    def documents(self) -> tuple[str, ...]:
        """The written documents, including those that somebody has changed or removed since."""
        return tuple(self._digests)

    @property
    def planned(self) -> tuple[str, ...]:
        """Documents that a build was about to write when it was killed, or when writing failed."""
        return tuple(self._planned)

    def plan(self, texts: Mapping[str, str]) -> None:
        """Note *texts*, by document, before they are written; raises OSError if the list cannot be saved."""
        planned = {document: digest(text) for document, text in texts.items()}
        if planned.items() - self._before.items():
            self._planned |= planned
            self._save()

    def was_planned(self, document: str, text: str) -> bool:
        """Whether a build was about to write *text* to *document*."""
        return self._planned.get(document) == digest(text)

    def note(self, document: str, text: str) -> None:
        """Note that *document* contains *text*, whether it was written now or was there already."""
        self._digests[document] = digest(text)

    def forget(self, document: str) -> None:
        """Remove *document* from the list."""
        self._digests.pop(document, None)

    def has(self, document: str, text: str) -> bool:
        """Whether *text* is what a build wrote to *document*."""
        return self._digests.get(document) == digest(text)

    def save(self) -> None:
        """Save the list for the next build after everything is written; raises OSError if that fails."""
        if self._planned or self._digests != self._before:
            self._planned = {}
            self._save()

    def _save(self) -> None:
        write_list(self._path, {"documents": self._digests, "planned": self._planned})
        self._before = dict(self._digests)
