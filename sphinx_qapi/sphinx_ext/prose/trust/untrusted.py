"""All that holds for the comments of one untrusted schema on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.prose.trust.cleaning import Cleaner
from sphinx_qapi.sphinx_ext.prose.trust.dispatcher import UntrustedMarkup
from sphinx_qapi.sphinx_ext.prose.trust.pictures import Pictures


class Untrusted:
    """What is allowed on the page at work to the comments of a schema whose files are in *folders*."""

    def __init__(self, env: BuildEnvironment, folders: Iterable[Path]) -> None:
        self._env = env
        self._more = frozenset(str(name).lower() for name in env.config.qapi_untrusted_directives)
        self._cleaner = Cleaner(Pictures(folders, Path(env.srcdir)), env.docname)

    def reading(self) -> AbstractContextManager[None]:
        """While a text is parsed: anew each time, for a directive within may parse another text."""
        return UntrustedMarkup(self._env, self._more)

    def clean(self, blocks: Sequence[nodes.Node], text: Text) -> list[nodes.Node]:
        """*blocks*, which *text* has become, without what is not allowed."""
        return self._cleaner.clean(blocks, text)
