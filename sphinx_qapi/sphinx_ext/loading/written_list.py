"""Which generated pages builds have written, with digests of what they wrote, in the folder of the doctrees.

Only what is on this list, and still says the same, is ours to remove.
"""

from __future__ import annotations

import json
from pathlib import Path

from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.whole_files import whole_file

_NAME = "qapi-pages.json"


class WrittenList:
    """The documents that builds with these doctrees have written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._before = _read(self._path)
        self._digests = dict(self._before)

    @property
    def documents(self) -> tuple[str, ...]:
        """All of them, those included that somebody has changed or removed since."""
        return tuple(self._digests)

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
        """Keep the list for the next build; without effect where that cannot be."""
        if self._digests != self._before:
            try:
                with whole_file(self._path) as file:
                    file.write(json.dumps(self._digests, indent=0, sort_keys=True).encode())
            except OSError:
                return


def _read(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(document): str(each) for document, each in kept.items()} if isinstance(kept, dict) else {}
