"""The restrictions on the comments of one untrusted schema on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.prose.trust.cleaning import Cleaner
from sphinx_qapi.sphinx_ext.prose.trust.dispatcher import UntrustedMarkup
from sphinx_qapi.sphinx_ext.prose.trust.image_files import ImageFiles


class Untrusted:
    """The restrictions on the current page for comments of an untrusted schema whose files are in *folders*."""

    def __init__(self, env: BuildEnvironment, folders: Iterable[Path]) -> None:
        self._env = env
        self._more = frozenset(str(name).lower() for name in env.config.qapi_untrusted_directives)
        self._cleaner = Cleaner(ImageFiles(folders, Path(env.srcdir)), env.docname)

    def reading(self) -> AbstractContextManager[None]:
        """Return the context to parse a text in; a new one each time, as a directive in it may parse another text."""
        return UntrustedMarkup(self._env, self._more)

    def clean(self, blocks: Sequence[nodes.Node], text: Text) -> list[nodes.Node]:
        """Return *blocks*, parsed from *text*, without what is not allowed; each refusal is reported."""
        return self._cleaner.clean(blocks, text)
