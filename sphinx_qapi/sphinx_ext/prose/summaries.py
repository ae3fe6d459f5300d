"""One-line summaries: the first sentence of a definition's first paragraph, with its literals and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.walking import elements_in

_SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z]|\s*$)", re.DOTALL)
_LONGEST = 160
_WHITE = re.compile(r"\s+")
_LEFT_OUT = (
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.target,
    nodes.image,
    nodes.problematic,
    nodes.raw,
    nodes.system_message,
    addnodes.index,
)
_CODE = (nodes.literal, nodes.math, nodes.raw)


@dataclass(frozen=True, slots=True)
class Summary:
    """A one-line summary, and the names that it mentions."""

    words: str
    """Its text without markup; empty if there is no summary."""
    inlines: tuple[nodes.Node, ...]
    """Its inline nodes; empty if it is only words."""
    names: frozenset[str]
    """The names that it mentions as ``@name``."""

    def shown(self, docname: str) -> list[nodes.Node]:
        """Return it as new nodes for the page *docname*."""
        if self.inlines:
            shown = [node.deepcopy() for node in self.inlines]
            for node in shown:
                for xref in node.findall(addnodes.pending_xref):
                    if "refdoc" in xref:
                        xref["refdoc"] = docname
            return shown
        return [nodes.Text(self.words)] if self.words else []


def summary_of(blocks: list[nodes.Node], names: frozenset[str], of_pages: str) -> Summary:
    """Return the summary from the beginning of *blocks*, which mention *names*; empty if they begin with no paragraph.

    *of_pages* is the text that defines the substitutions of all pages, which stay as references.
    """
    first = next((block for block in blocks if not isinstance(block, (nodes.system_message, nodes.target))), None)
    if not isinstance(first, nodes.paragraph):
        return Summary("", (), frozenset())
    for node in elements_in(first, _LEFT_OUT):
        node.parent.remove(node)
    for node in elements_in(first, (nodes.reference, nodes.substitution_reference)):
        # A reference that leads nowhere becomes words; the entry reports it.
        name = node.get("refname")
        if name and not (isinstance(node, nodes.substitution_reference) and f"|{name}|" in of_pages):
            node.replace_self(node.children)
    for node in first.findall(nodes.Element):
        node["ids"], node["names"] = [], []
    for text in list(first.findall(nodes.Text)):
        if not isinstance(text.parent, _CODE):
            text.parent.replace(text, nodes.Text(_WHITE.sub(" ", text)))
    _cut(first)
    words = first.astext()
    is_words = all(isinstance(child, nodes.Text) for child in first.children)
    for each in list(first.findall()):
        each.document = None  # type: ignore[assignment] # else the pickle of each page with it would hold the page it was read for
    for child in first.children:
        child.parent = None
    return Summary(words, () if is_words else tuple(first.children), names)


def summary_of_words(words: str) -> Summary:
    """Return the summary from *words*, the text of a paragraph without any markup."""
    flat = _WHITE.sub(" ", words)
    end, suffix = _end_of(flat)
    return Summary(flat[:end] + suffix, (), frozenset())


def _end_of(flat: str) -> tuple[int, str]:
    """Where the first sentence of *flat* ends, or else its first `_LONGEST` characters, and what is to follow there."""
    match = _SENTENCE.match(flat)
    end = len((match[1] if match else flat).rstrip().rstrip(":").rstrip())
    if end > _LONGEST:
        return len(flat[: _LONGEST - 1].rpartition(" ")[0]) or _LONGEST - 1, "…"
    return end, ""


def _cut(paragraph: nodes.paragraph) -> None:
    """Cut *paragraph* after its first sentence, or after `_LONGEST` characters with an ellipsis."""
    end, suffix = _end_of("".join(_masked(text, paragraph) for text in paragraph.findall(nodes.Text)))
    begin = 0
    for text in list(paragraph.findall(nodes.Text)):
        rest = end - begin
        begin += len(text)
        if rest <= 0:
            _remove(text, paragraph)
        elif rest <= len(text):
            text.parent.replace(text, nodes.Text(text[:rest] + suffix))


def _masked(text: nodes.Text, paragraph: nodes.paragraph) -> str:
    """*text* as the search for the end of a sentence sees it: none ends within code, and marked words may begin one."""
    if text.parent is paragraph:
        return str(text)
    return "X" + ("x" * (len(text) - 1) if isinstance(text.parent, _CODE) else str(text)[1:]) if text else ""


def _remove(node: Any, paragraph: nodes.paragraph) -> None:
    """Remove *node*, and the elements within *paragraph* that this leaves empty."""
    parent = node.parent
    parent.remove(node)
    while parent is not paragraph and not parent.children:
        parent, empty = parent.parent, parent
        parent.remove(empty)
