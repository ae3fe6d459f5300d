"""Check of the nodes of untrusted comments: links, pictures, formulas, and nodes that are not allowed at all.

It is the same for every markup, and for the nodes that directives and roles have made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.doctree.nodes import OURS
from sphinx_qapi.sphinx_ext.prose.trust.formulas import is_allowed_formula
from sphinx_qapi.sphinx_ext.prose.trust.image_files import ImageFiles
from sphinx_qapi.sphinx_ext.prose.trust.left_out_warning import warn_left_out
from sphinx_qapi.sphinx_ext.prose.trust.links import is_allowed_link

_OF_SCRIPTS = frozenset({"math", "mathjax_process", "tex2jax_process", "output_area"})
"""Classes by which MathJax finds formulas: only formulas that have been checked may have them."""

_NOWHERE = "#"


class Cleaner:
    """Checks the nodes of untrusted texts on the document *docname*."""

    def __init__(self, pictures: ImageFiles, docname: str) -> None:
        self._pictures = pictures
        self._docname = docname
        self._checks: tuple[tuple[type[nodes.Element], Callable[[nodes.Element, Text], None]], ...] = (
            (nodes.raw, self._raw),
            (nodes.reference, self._reference),
            (nodes.target, self._target),
            (nodes.image, self._image),
            (nodes.math, self._formula),
            (nodes.math_block, self._formula),
            (addnodes.download_reference, self._download),
        )

    def clean(self, blocks: Sequence[nodes.Node], text: Text) -> list[nodes.Node]:
        """Return *blocks*, parsed from *text*, without what is not allowed; each refusal is reported."""
        holder = nodes.container("", *blocks)
        for node in list(holder.findall(nodes.Element)):
            for kind, check in self._checks:
                if isinstance(node, kind):
                    check(node, text)
            if not isinstance(node, nodes.math | nodes.math_block) and _OF_SCRIPTS.intersection(node["classes"]):
                node["classes"] = [name for name in node["classes"] if name not in _OF_SCRIPTS]
        return list(holder.children)

    def _raw(self, node: nodes.Element, text: Text) -> None:
        if OURS not in node:
            _refuse("raw output", node, text)
            _replace(node, [])

    def _reference(self, node: nodes.Element, text: Text) -> None:
        if "refuri" in node and not is_allowed_link(node["refuri"]):
            _refuse(f'the link to "{node["refuri"]}"', node, text)
            behind = node.next_node(descend=False, siblings=True)
            if isinstance(behind, nodes.target) and behind.get("refuri") == node["refuri"]:
                behind["refuri"] = _NOWHERE  # ``words <address>`` makes a link and a target: it is reported once
            _replace(node, node.children)

    def _target(self, node: nodes.Element, text: Text) -> None:
        """Let a refused target lead to the page itself, as references to its name may remain elsewhere."""
        if "refuri" in node and not is_allowed_link(node["refuri"]):
            _refuse(f'the link to "{node["refuri"]}"', node, text)
            node["refuri"] = _NOWHERE

    def _image(self, node: nodes.Element, text: Text) -> None:
        address = self._pictures.address(node["uri"], text.path, self._docname)
        if address:
            node["uri"] = address
            return
        _refuse(f'the picture "{node["uri"]}", which is no PNG, JPEG, GIF or WebP in the schema\'s folder,', node, text)
        link = node.parent
        is_all_of_link = isinstance(link, nodes.reference) and len(link.children) == 1
        gone = link if is_all_of_link else node  # writers cannot write a link without content
        figure = gone.parent
        if isinstance(figure, nodes.figure):
            _replace(figure, _words_of(figure))
        else:
            _replace(gone, [])

    def _formula(self, node: nodes.Element, text: Text) -> None:
        formula = node.astext()
        if is_allowed_formula(formula):
            return
        _refuse("a formula with more than mathematics in it", node, text)
        is_block = isinstance(node, nodes.math_block)
        _replace(
            node,
            [nodes.literal_block(formula, formula, language="none") if is_block else nodes.literal(formula, formula)],
        )

    def _download(self, node: nodes.Element, text: Text) -> None:
        _refuse(f'the file "{node["reftarget"]}"', node, text)
        _replace(node, node.children)


def _words_of(figure: nodes.figure) -> list[nodes.Node]:
    """The caption and legend of a figure without its picture, as blocks; writers cannot write a figure without one."""
    words: list[nodes.Node] = []
    for part in figure.children:
        if isinstance(part, nodes.caption):
            words.append(nodes.paragraph("", "", *part.children))
        elif isinstance(part, nodes.legend):
            words += part.children
    return words


def _replace(node: nodes.Element, new: Sequence[nodes.Node]) -> None:
    parent = node.parent
    if isinstance(parent, nodes.Element):
        index = parent.index(node)
        parent.remove(node)
        parent.insert(index, list(new))


def _refuse(what: str, node: nodes.Element, text: Text) -> None:
    first, last = text.numbers[0], text.numbers[-1]
    place: nodes.Node | None = node
    # A node may have the line of the directive before it, which docutils fills in, and that may be in another text.
    while place is not None and not first <= (place.line or 0) <= last:
        place = place.parent
    warn_left_out(what, text.path, place.line if place is not None else first)
