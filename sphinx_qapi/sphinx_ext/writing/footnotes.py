"""Footnotes of several comments on one page, for writers that identify footnotes by their numbers."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class NumberFootnotes(SphinxPostTransform):
    """Give the footnotes of a document different numbers: each comment numbers its own from 1."""

    default_priority = 590  # before LaTeX moves footnotes to their references
    formats = ("latex", "texinfo")

    def run(self, **_kwargs: Any) -> None:
        """Number the footnotes of the document, which may be joined from several documents."""
        taken: dict[str, set[str]] = {}
        numbers: dict[tuple[str, str], str] = {}
        for note in list(self.document.findall(nodes.footnote)):
            where, label = _document_of(note, self.env.docname), note[0].astext()
            used = taken.setdefault(where, set())
            if label in used or not label.isdigit():  # LaTeX does not support symbols
                label = next(str(number) for number in range(1, len(used) + 2) if str(number) not in used)
                note[0] = nodes.label("", label)
                numbers.update(((where, anchor), label) for anchor in note["ids"])
            used.add(label)
        for reference in self.document.findall(nodes.footnote_reference) if numbers else ():
            new = numbers.get((_document_of(reference, self.env.docname), reference.get("refid", "")))
            if new:
                reference[:] = [nodes.Text(new)]


def _document_of(node: nodes.Element, docname: str) -> str:
    """The document that *node* was read from."""
    place: nodes.Element | None = node
    while place is not None and not isinstance(place, addnodes.start_of_file):
        place = place.parent
    return str(place["docname"]) if place is not None else str(node.get("docname", docname))
