"""Removal of parts that are not to be written from their document before it is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import KNOWN_TO_WORK_ON_NODES, listeners_of, package_of
from sphinx_qapi.sphinx_ext.doctree.page_parts import split_parts
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.objects.state import state_of

LEFT_OUT = "qapi_left_out"
"""The attribute of a document with its `RemovedTargets`."""


class RemovedTargets(NamedTuple):
    """The targets of links into parts that were removed."""

    places: Mapping[str, str] = MappingProxyType({})
    """For each anchor, the page that has it."""
    titles: frozenset[str] = frozenset()
    """The anchors of the definitions that these pages are about."""


class LeaveOutParts(SphinxPostTransform):
    """Remove the parts that are not to be written, unless all are."""

    default_priority = 0  # before any work is done on them

    def run(self, **_kwargs: Any) -> None:
        """Remove the parts from the document."""
        wanted = state_of(self.env).wanted_parts
        if wanted is None:
            return
        unwanted = [part for part in split_parts(self.document) if part["page"] not in wanted]
        places: dict[str, str] = {}
        titles: set[str] = set()
        for part in unwanted:
            for node in elements_in(part, (nodes.Element,)):
                if isinstance(node, addnodes.highlightlang):  # it affects what follows it
                    return
                if ids := node.attributes["ids"]:
                    places |= dict.fromkeys(ids, part["page"])
        for part in unwanted:
            signature = part.next_node(addnodes.desc_signature)
            titles.update(signature["ids"] if signature is not None else ())
            part.parent.remove(part)
        if unwanted:
            self.document[LEFT_OUT] = RemovedTargets(places, frozenset(titles))


def may_leave_out(app: Sphinx) -> bool:
    """Whether no unknown code works on resolved documents: it might miss what is removed."""
    everybody = (*app.registry.get_post_transforms(), *listeners_of(app, "doctree-resolved"))
    return KNOWN_TO_WORK_ON_NODES.issuperset(map(package_of, everybody))
