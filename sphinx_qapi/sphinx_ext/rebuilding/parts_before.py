"""Reuse of unchanged parts of a document that is read again: they are taken from its old doctree.

Often one of hundreds of comments in a module has changed, but Sphinx reads the document of the module as a whole. A
part is reused if only the schema can be the reason for reading the document again, everything that the part was made of
is unchanged, reading it has noted nothing but what is kept with it, and nothing in it depends on its surroundings. All
other parts are read.
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
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, SplitPage
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
"""Classes of self-contained nodes: neither Sphinx nor docutils keep data of them elsewhere, or number them."""
_OF_ROWS = "qapi-"
"""Prefix of anchors that depend on names only."""


class Noted(NamedTuple):
    """What was noted while a part was read."""

    made_of: str
    """Digest of everything that it was made of; empty if it must not be reused."""
    row: ObjectRow | None
    shown: tuple[tuple[str, str], ...]
    """Keys of what it shows (see `sphinx_qapi.sphinx_ext.objects.shown`), each with its fingerprint."""


class PartsBefore:
    """The parts of the current document as they were, and as they are now."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._state = state_of(env)
        before = self._state.parts_before.get(env.docname)
        self.pages: dict[str, SplitPage] = {each.name: each for each in before.pages} if before else {}
        """The kept data of the old parts, by page."""
        self.taken: dict[str, tuple[qapi_part, qapi_part]] = {}
        """The parts that are reused, by page: the new, empty part, and the old part."""
        self.noted: dict[str, Noted] = {}
        """What was noted while the other parts were read, by page."""

    @cached_property
    def parts(self) -> dict[str, qapi_part]:
        """The old parts, by page."""
        if not self.pages:
            return {}
        return {part["page"]: part for part in split_parts(doctree_before_reading(self._env, self._env.docname))}

    def take(self, document: nodes.document, page: str, made_of: str) -> tuple[qapi_part, ObjectRow] | None:
        """A new, empty part for *page* of *document*, and its row, if the old part can be reused; otherwise None.

        *made_of* is the digest of what the part is made of now.
        """
        known = self.pages.get(page) if self._env.docname in self._state.read_for_schema else None
        if known is None or known.row is None or not made_of or known.made_of != made_of:
            return None
        if any(self._fingerprint(name) != before for name, before in known.shown):
            return None
        part = self.parts.get(page)
        if part is None or known.row.anchor in document.ids:
            return None
        for signature in elements_in(part, (addnodes.desc_signature,)):
            document.note_explicit_target(signature)
        for name, _ in known.shown:
            self._state.note_shown(self._env.docname, name)
        place = qapi_part("", page=page, kind=part["kind"])
        self.taken[page] = place, part
        return place, known.row

    @contextmanager
    def noting(self, page: str, made_of: str) -> Iterator[None]:
        """Note what is noted while the part *page*, with the digest *made_of*, is read inside the context."""
        docname, data = self._env.docname, self._state.data
        shown = data["shown"].pop(docname, {})
        rows = len(data["objects"].get(docname, ()))
        with counted_warnings() as warnings:
            yield
        own = data["shown"].pop(docname, {})
        data["shown"][docname] = {**shown, **own, **shown}  # in the order in which they were first noted
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
        """Move the content of reused parts into the new parts of *document*."""
        for place, part in self.taken.values():
            children = part.children
            part.children = []
            place.extend(children)
            let_be_of(document, place)


def parts_before(env: BuildEnvironment) -> PartsBefore:
    """The `PartsBefore` of the current document."""
    kept: Any = env.temp_data
    if _KEY not in kept:
        kept[_KEY] = PartsBefore(env)
    found: PartsBefore = kept[_KEY]
    return found


def is_plain(node: nodes.Element) -> bool:
    """Whether *node*, which is in a part, can be reused."""
    if type(node) not in _PLAIN or node["names"]:
        return False
    if isinstance(node, addnodes.desc):
        return bool(node["domain"] == "qapi")
    return isinstance(node, addnodes.desc_signature) or all(each.startswith(_OF_ROWS) for each in node["ids"])


class PutBackParts(SphinxTransform):
    """Move reused parts into their places, late: what other transforms do has been done to them when they were read."""

    default_priority = 849  # before domains and collectors collect data from the document

    def apply(self, **_kwargs: Any) -> None:
        """Move the reused parts of the document."""
        parts_before(self.env).put_back(self.document)
