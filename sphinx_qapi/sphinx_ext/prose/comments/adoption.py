"""Adaptation of a comment's nodes to the page: links into its own schema, languages of code blocks, paths of files."""

from __future__ import annotations

import os
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in, is_words_alone
from sphinx_qapi.sphinx_ext.prose.comments.comment import Comment
from sphinx_qapi.sphinx_ext.prose.outside_marks import adopt_reference

_TRANSCRIPT = re.compile(r"^\s*(?:->|<-) ", re.MULTILINE)
_ADOPTED = (
    addnodes.pending_xref,
    nodes.literal_block,
    nodes.image,
    addnodes.download_reference,
    addnodes.highlightlang,
)


class Adoption:
    """Adapts the nodes of texts to the current page."""

    def __init__(self, env: BuildEnvironment, namespace: str, *, is_trusted: bool) -> None:
        """If not *is_trusted*, paths of files are left alone: the package `trust` checks them."""
        self._env = env
        self._namespace = namespace
        self._is_trusted = is_trusted

    def adopt(self, blocks: list[nodes.Node], text: Text, comment: Comment) -> list[nodes.Node]:
        """Return *blocks*, parsed from *text* of *comment*, adapted to the page and without smart quotes."""
        gone = []
        for block in blocks:
            if isinstance(block, nodes.Element):
                block["support_smartquotes"] = False
            for node in [] if _is_words(block) else elements_in(block, _ADOPTED):
                if isinstance(node, addnodes.pending_xref):
                    adopt_reference(self._env, node, self._namespace)
                elif isinstance(node, nodes.literal_block):
                    _highlight(node, comment)
                elif isinstance(node, addnodes.highlightlang):
                    comment.highlighting = node
                    gone.append(node)
                elif self._is_trusted:
                    self._lead_to_file(node, text.path)
        for node in gone:
            if node.parent is not None and node not in blocks:
                node.parent.remove(node)
        return [block for block in blocks if not isinstance(block, addnodes.highlightlang)]

    def _lead_to_file(self, node: nodes.Element, path: str) -> None:
        """Make the address of the picture or download *node* relative to the page instead of the schema file *path*."""
        attribute = "uri" if isinstance(node, nodes.image) else "reftarget"
        name = node[attribute]
        if not name or ":" in name.partition("/")[0] or name.startswith("/") or "//" in name[:8]:
            return
        folder = Path(self._env.srcdir, self._env.docname).parent.resolve()
        node[attribute] = Path(os.path.relpath(Path(path).resolve().parent / name, folder)).as_posix()


def _is_words(block: nodes.Node) -> bool:
    return isinstance(block, nodes.paragraph) and is_words_alone(block)


def _highlight(node: nodes.literal_block, comment: Comment) -> None:
    content, highlighting = node.astext(), comment.highlighting
    if "language" not in node:
        if highlighting is not None:
            node["language"], node["force"] = highlighting["lang"], highlighting["force"]
        else:
            node["language"] = "QMP" if _TRANSCRIPT.search(content) else "none"
    if highlighting is not None:
        node.setdefault("linenos", content.count("\n") >= highlighting["linenothreshold"] - 1)
