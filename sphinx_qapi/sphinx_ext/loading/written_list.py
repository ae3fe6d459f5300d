"""Which generated pages builds have written, with digests of what they wrote, in the folder of the doctrees.

Only what is on this list, and still says the same, is ours to remove. A build notes what it is about to write before it
does so: the next one finds there what a build that was killed has written.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.kept_files import keep_list, read_list

_NAME = "qapi-pages.json"


class WrittenList:
    """The documents that builds with these doctrees have written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        kept = read_list(self._path) or {}
        self._digests: dict[str, str] = kept.get("documents", {})
        self._before = dict(self._digests)
        self._planned: dict[str, str] = kept.get("planned", {})

    @property
    def documents(self) -> tuple[str, ...]:
        """All of them, those included that somebody has changed or removed since."""
        return tuple(self._digests)

    @property
    def planned(self) -> tuple[str, ...]:
        """What a build was about to write that was killed then, or that could not write all."""
        return tuple(self._planned)

    def plan(self, texts: Mapping[str, str]) -> None:
        """Note *texts*, which are about to be written; raises OSError where that cannot be."""
        planned = {document: digest(text) for document, text in texts.items()}
        if planned.items() - self._before.items():
            self._planned |= planned
            self._save()

    def was_planned(self, document: str, text: str) -> bool:
        """Whether *text* is what a build was about to write."""
        return self._planned.get(document) == digest(text)

    def note(self, document: str, text: str) -> None:
        """A build has written *text*, or would have, had it not been there."""
        self._digests[document] = digest(text)

    def forget(self, document: str) -> None:
        """There is no such document any more."""
        self._digests.pop(document, None)

    def has(self, document: str, text: str) -> bool:
        """Whether *text* is what a build wrote."""
        return self._digests.get(document) == digest(text)

    def save(self) -> None:
        """Keep the list for the next build, now that all is written; raises OSError where that cannot be."""
        if self._planned or self._digests != self._before:
            self._planned = {}
            self._save()

    def _save(self) -> None:
        keep_list(self._path, {"documents": self._digests, "planned": self._planned})
        self._before = dict(self._digests)
