"""Parts of a document that is read again: those that would be read as they were are taken from what was read before.

A comment that changes is one of hundreds in its module, whose document Sphinx reads as a whole. A part is taken over
where nothing but the schema can be the reason to read its document, all that it was made of is as it was, reading it
has noted nothing but what is kept with it, and nothing in it depends on what stands around it. All else is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinx_qapi.sphinx_ext._compat.docutils_nodes import let_be_of
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import doctree_before_reading
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import counted_warnings
from sphinx_qapi.sphinx_ext.doctree import nodes as ours
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_part
from sphinx_qapi.sphinx_ext.doctree.page_parts import split_parts
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.objects.rows import ObjectRow, SplitPage
from sphinx_qapi.sphinx_ext.objects.state import state_of

_KEY = "qapi:parts-before"
_OURS = {each for each in vars(ours).values() if isinstance(each, type) and issubclass(each, nodes.Element)}
_PLAIN = _OURS | {
    qapi_graph, addnodes.index, addnodes.desc, addnodes.desc_signature, addnodes.desc_content, addnodes.only,
    addnodes.pending_xref, nodes.meta, nodes.paragraph, nodes.inline, nodes.literal, nodes.emphasis, nodes.strong,
    nodes.reference, nodes.literal_block, nodes.bullet_list, nodes.enumerated_list, nodes.list_item,
    nodes.definition_list, nodes.definition_list_item, nodes.term, nodes.definition, nodes.block_quote, nodes.note,
    nodes.warning, nodes.important, nodes.tip, nodes.caution, nodes.rubric,
}  # fmt: skip
"""What stands for itself: neither Sphinx nor docutils keep anything of it elsewhere, or number it."""
_OF_ROWS = "qapi-"
"""What anchors begin with that depend on names alone."""


class Noted(NamedTuple):
    """What reading a part has noted."""

    made_of: str
    """Stands for all that it was made of; empty where it is not to be taken over."""
    row: ObjectRow | None
    shown: tuple[tuple[str, str], ...]
    """Keys of what it shows (see `sphinx_qapi.sphinx_ext.objects.shown`), and the fingerprint of each."""


class PartsBefore:
    """The parts of the document at work, as they were and as they are."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._state = state_of(env)
        before = self._state.parts_before.get(env.docname)
        self.pages: dict[str, SplitPage] = {each.name: each for each in before.pages} if before else {}
        """What was kept of them."""
        self.taken: dict[str, tuple[qapi_part, qapi_part]] = {}
        """Those that are taken over: the place of each, and what it was."""
        self.noted: dict[str, Noted] = {}
        """What reading the others has noted."""

    @cached_property
    def parts(self) -> dict[str, qapi_part]:
        """Them as they were."""
        if not self.pages:
            return {}
        return {part["page"]: part for part in split_parts(doctree_before_reading(self._env, self._env.docname))}

    def take(self, document: nodes.document, page: str, made_of: str) -> tuple[qapi_part, ObjectRow] | None:
        """The place of the part *page* of *document*, which is made of *made_of* now, if it may be as it was."""
        known = self.pages.get(page) if self._env.docname in self._state.read_for_schema else None
        if known is None or known.row is None or not made_of or known.made_of != made_of:
            return None
        if any(self._fingerprint(name) != before for name, before in known.shown):
            return None
        part = self.parts.get(page)
        if part is None or known.row.anchor in document.ids:
            return None
        for signature in part.findall(addnodes.desc_signature):
            document.note_explicit_target(signature)
        for name, _ in known.shown:
            self._state.note_shown(self._env.docname, name)
        place = qapi_part("", page=page, kind=part["kind"])
        self.taken[page] = place, part
        return place, known.row

    @contextmanager
    def noting(self, page: str, made_of: str) -> Iterator[None]:
        """Note what reading the part *page* notes, which is made of *made_of*."""
        docname, data = self._env.docname, self._state.data
        shown = data["shown"].pop(docname, {})
        rows = len(data["objects"].get(docname, ()))
        with counted_warnings() as warnings:
            yield
        own = data["shown"].pop(docname, {})
        data["shown"][docname] = {**shown, **own, **shown}  # in the order in which they were noted first
        found = data["objects"].get(docname, [])[rows:]
        is_plain = len(found) == 1 and not warnings
        self.noted[page] = Noted(
            made_of if is_plain else "", found[0] if is_plain else None, self._with_fingerprints(own)
        )

    def _with_fingerprints(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self._fingerprint(name)) for name in names)

    def _fingerprint(self, name: str) -> str:
        namespace, _, key = name.partition(":")
        return self._state.made_of(namespace, key)

    def put_back(self, document: nodes.document) -> None:
        """Let the parts that are taken over be in their places."""
        for place, part in self.taken.values():
            children = part.children
            part.children = []
            place.extend(children)
            let_be_of(document, place)


def parts_before(env: BuildEnvironment) -> PartsBefore:
    """Those of the document at work."""
    kept: Any = env.temp_data
    if _KEY not in kept:
        kept[_KEY] = PartsBefore(env)
    found: PartsBefore = kept[_KEY]
    return found


def is_plain(node: nodes.Element) -> bool:
    """Whether *node*, which is in a part, may be taken over."""
    if type(node) not in _PLAIN or node["names"]:
        return False
    if isinstance(node, addnodes.desc):
        return bool(node["domain"] == "qapi")
    return isinstance(node, addnodes.desc_signature) or all(each.startswith(_OF_ROWS) for each in node["ids"])


class PutBackParts(SphinxTransform):
    """Put the parts that are taken over into their places: what others do to a document has been done to them."""

    default_priority = 849  # before domains and collectors gather what is in the document

    def apply(self, **_kwargs: Any) -> None:
        """Work on the document."""
        parts_before(self.env).put_back(self.document)
