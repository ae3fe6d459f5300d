"""Adaptations for EPUB: ids without colons, and nothing that needs a script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import FOR_SCRIPTS

_OURS = "qapi-"


def epub_anchor(anchor: str) -> str:
    """*anchor* as the EPUB builder writes it: some readers take the text before a colon for a protocol."""
    return anchor.replace(":", "-")


def fit_contents(app: Sphinx, builder: Builder) -> None:
    """Use these anchors in the contents of a book (handler of ``write-started``).

    The environment has been saved by then, so other builders do not see the change.
    """
    if abilities_of(builder).is_book:
        for contents in app.env.tocs.values():
            for entry in contents.findall(nodes.reference):
                if entry["anchorname"].startswith(f"#{_OURS}"):
                    entry["anchorname"] = epub_anchor(entry["anchorname"])


class FitEpub(SphinxPostTransform):
    """Give our anchors the form that the builder gives to all links, but only to some anchors."""

    default_priority = 900  # after all nodes that replace ours have the anchors

    def is_supported(self) -> bool:
        """Whether the builder writes books."""
        return abilities_of(builder_of(self.env)).is_book

    def run(self, **_kwargs: Any) -> None:
        """Remove what needs a script, and adapt the anchors of the document."""
        for node in list(self.document.findall(nodes.Element)):
            if FOR_SCRIPTS in node:
                node.parent.remove(node)
            elif any(":" in each for each in node["ids"]):
                node["ids"] = [epub_anchor(each) if each.startswith(_OURS) else each for each in node["ids"]]
