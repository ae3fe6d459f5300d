"""Worker processes of Sphinx only where they help: an extension for the projects that ``sphinx-qapi build`` keeps.

Sphinx starts workers even for a single document, and each sends the whole environment back. It also warns if an
extension, like that of a theme, cannot work with them. That is right for users who ask Sphinx for workers, but
``sphinx-qapi build`` asks for them by itself.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from sphinx_qapi.sphinx_ext.objects.state import state_of

FEW_PAGES = 5
"""So many documents are read, or written, sooner without workers than with them."""


class Workers:
    """The number of processes while documents are read, and while they are written; at most *most*."""

    def __init__(self, most: int) -> None:
        self._most = most

    def refuse_if_unsafe(self, app: Sphinx) -> None:
        """Use no workers if an extension does not allow them (handler of ``builder-inited``)."""
        if not all(each.parallel_read_safe and each.parallel_write_safe for each in app.extensions.values()):
            app.parallel = self._most = 1

    def begin_reading(self, app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        """Read few documents without workers (handler of ``env-before-read-docs``)."""
        app.parallel = self._number(len(docnames))

    def end_reading(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Write few documents without workers (handler of ``env-updated``)."""
        app.parallel = self._number(state_of(env).pages_to_write)

    def _number(self, pages: int) -> int:
        return self._most if pages > FEW_PAGES else 1


def setup(app: Sphinx) -> ExtensionMetadata:
    """Decide before and after reading how many processes Sphinx uses."""
    workers = Workers(app.parallel)
    app.connect("builder-inited", workers.refuse_if_unsafe)
    app.connect("env-before-read-docs", workers.begin_reading, priority=0)  # others prepare the start of workers
    app.connect("env-updated", workers.end_reading, priority=999)  # after it is known how many pages are written
    return {"parallel_read_safe": True, "parallel_write_safe": True}
