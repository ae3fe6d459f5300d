"""Builders that leave no garbage: everything that a page was made of is freed when it is written.

Trees of nodes are cycles, and so are translators that have methods of their own for the nodes of extensions: with a
thousand pages, it took a sixth of a build to find and free them.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import application_of, translation_of
from sphinx_qapi.sphinx_ext.doctree.builders import BUILDERS
from sphinx_qapi.sphinx_ext.writing.splitting.builder import SplittingBuilder
from sphinx_qapi.sphinx_ext.writing.splitting.frames.listeners import do_all_forget
from sphinx_qapi.sphinx_ext.writing.splitting.pages import PartPage
from sphinx_qapi.sphinx_ext.writing.splitting.trees import empty, take_apart


class TidyBuilder(SplittingBuilder):
    """Writes what its base class writes, and takes apart what it has written."""

    def init(self) -> None:
        """Initialize the builder."""
        super().init()
        self._forgets = do_all_forget(application_of(self))
        self._seen_translation: tuple[type[nodes.NodeVisitor], dict[str, Any]] | None = None
        self._own_translator: type[nodes.NodeVisitor] | None = None
        """A class made of `_seen_translation`; None if it cannot be one class."""

    def create_translator(self, *args: Any) -> nodes.NodeVisitor:
        """A translator whose class has the handlers of extensions, which Sphinx adds to each translator instance."""
        translation = translation_of(self)
        if translation != self._seen_translation:
            base, handlers = self._seen_translation = translation
            has_functions = all(isinstance(each, FunctionType) for each in handlers.values())
            self._own_translator = type(base.__name__, (base,), handlers) if has_functions else None
        return super().create_translator(*args) if self._own_translator is None else self._own_translator(*args)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write all pages of the document, which cannot be used after this."""
        pages: list[PartPage] = doctree.get("qapi_pages", [])
        super().write_doc(docname, doctree)
        if self._forgets:
            for each in (*(page.document for page in pages), doctree):
                take_apart(each)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """The HTML that Sphinx makes of *node* in a temporary document, which is emptied afterwards."""
        html = super().render_partial(node)
        if node is not None and self.makes_context:
            holder = node.parent
            if isinstance(node, nodes.bullet_list):
                take_apart(node)
            if isinstance(holder, nodes.document):
                empty(holder)
                node.parent = None  # titles are used many times
        return html


def tidy_builders(app: Sphinx, _config: Config) -> None:
    """Let the HTML builders split documents, and leave no garbage (handler of ``config-inited``)."""
    for name in [name for name, abilities in BUILDERS.items() if abilities.has_pages]:
        base = app.registry.builders.get(name)
        if base is not None and issubclass(base, StandaloneHTMLBuilder) and not issubclass(base, SplittingBuilder):
            # Other extensions identify builders by the names of their classes.
            kind = type(base.__name__, (TidyBuilder, base), {"__module__": base.__module__})
            app.add_builder(kind, override=True)
