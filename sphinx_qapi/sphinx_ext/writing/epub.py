"""What is apart in an EPUB: ids without colons, and nothing that needs a script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext.doctree.builders import EPUB
from sphinx_qapi.sphinx_ext.doctree.nodes import FOR_SCRIPTS

_OURS = "qapi-"


def epub_anchor(anchor: str) -> str:
    """*anchor* as the builder writes it: some readers take what stands before a colon for a protocol."""
    return anchor.replace(":", "-")


def fit_contents(app: Sphinx, builder: Builder) -> None:
    """Let the contents of a book lead to these anchors (handler of ``write-started``).

    The environment is stored by then, so that no other builder sees it.
    """
    if builder.name == EPUB:
        for contents in app.env.tocs.values():
            for entry in contents.findall(nodes.reference):
                if entry["anchorname"].startswith(f"#{_OURS}"):
                    entry["anchorname"] = epub_anchor(entry["anchorname"])


class FitEpub(SphinxPostTransform):
    """Give our anchors the form that the builder gives to all links, but only to some anchors."""

    default_priority = 900  # when all nodes that stand for ours have the anchors
    builders = (EPUB,)

    def run(self, **_kwargs: Any) -> None:
        """Work on the document."""
        for node in list(self.document.findall(nodes.Element)):
            if FOR_SCRIPTS in node:
                node.parent.remove(node)
            elif any(":" in each for each in node["ids"]):
                node["ids"] = [epub_anchor(each) if each.startswith(_OURS) else each for each in node["ids"]]
