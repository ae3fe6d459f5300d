"""What the domain knows during a build, for all code that has the environment.

`QapiDomain` holds a state, and is what Sphinx uses; the code below the domain knows only the state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, cast

from docutils.nodes import Element
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.suggestions import Suggestions
from sphinx_qapi.sphinx_ext.doctree.anchors import definition_anchor, module_anchor
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.loading.store import SchemaStore
from sphinx_qapi.sphinx_ext.objects.comment_names import CommentRow
from sphinx_qapi.sphinx_ext.objects.object_index import ObjectIndex
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, SplitDocument, Target
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS

_BY_DOCUMENT = ("objects", "shown", "foreign", "links", "comments", "parts", "sources")
"""The tables of the domain's data whose keys are names of documents."""


class DomainState:
    """Schemas and objects of a project while it is built."""

    store: SchemaStore
    """The schemas, set before reading begins and never pickled."""
    cache: SchemaCache
    """What is kept of the schemas between builds; set together with `store`."""
    pages_to_write: int = 0
    """Number of pages this build will write, including those just read; known after everything is read."""

    splits: bool = False
    """Whether the running builder makes pages of the parts of documents."""
    parts_before: Mapping[str, SplitDocument]
    """Parts, as they were, of documents that are read again; empty if all documents are read again."""
    read_for_schema: AbstractSet[str] = frozenset()
    """Documents that are read again only because the schema has changed."""
    made_of: Callable[[str, str], str]
    """Gives the fingerprint of what is shown, by namespace and key (see `sphinx_qapi.sphinx_ext.objects.shown`)."""
    same_parts: frozenset[str] = frozenset()
    """Parts that have not changed since they were written, although their document has."""
    wanted_parts: AbstractSet[str] | None = None
    """Parts to be written, while documents are resolved that may lack all other parts; None if all are written."""
    left_indexes: tuple[str, str, str] = ("", "", "")
    """Digests of the indexes that the last build has left (see `sphinx_qapi.sphinx_ext.rebuilding.left_indexes`)."""
    suggestions: int = 0
    """Number of searches for names similar to a missing one."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Keep *data*, the data of the domain, which Sphinx pickles."""
        self.data = data
        self.store = SchemaStore()
        self.parts_before = {}
        self.made_of = lambda _namespace, _name: ""
        self.slips = Suggestions(most=_MOST_COMPARISONS)
        self._index: ObjectIndex | None = None
        self.summaries: dict[tuple[str, str, str], Any] = {}
        """Summaries of definitions by namespace, name and catalogue: lists on many pages show the same summaries."""

    @property
    def objects(self) -> ObjectIndex:
        """All objects by name."""
        if self._index is None:
            self._index = ObjectIndex(self._rows(), tuple(self.store.schemas))
        return self._index

    def _rows(self) -> Mapping[str, Sequence[ObjectRow]]:
        """The rows by document; if the builder splits documents, rows of definitions are on the pages of these."""
        rows: dict[str, Sequence[ObjectRow]] = self.data["objects"]
        split = self.data["parts"] if self.splits else {}
        return {**rows, **{name: [self._on_its_page(row) for row in rows[name]] for name in split if name in rows}}

    def _on_its_page(self, row: ObjectRow) -> ObjectRow:
        loaded = self.store.get(row.namespace)
        page = loaded.pages.definition_pages.get(row.name) if loaded and row.kind != "module" else None
        return row._replace(docname=loaded.pages.docname(page)) if loaded and page else row

    def find(self, node: Element, target: str, kinds: frozenset[str] = ALL_KINDS) -> Target | None:
        """The object that *target* means at the reference *node*; None if there is none."""
        return self.objects.find(target, kinds, namespace=node.get("qapi:namespace"), module=node.get("qapi:module"))

    def is_titled(self, row: ObjectRow) -> bool:
        """Whether the page with *row* is named after the definition of *row*."""
        known = self.store.pages.get(row.docname)
        return known is not None and known[1].kind is PageKind.DEFINITION

    def is_whole_page(self, docname: str, anchor: str) -> bool:
        """Whether *anchor* is that of the definition or module that is the subject of the whole page *docname*."""
        known = self.store.pages.get(docname)
        if known is None:
            return False
        loaded, page = known
        make = {PageKind.DEFINITION: definition_anchor, PageKind.MODULE: module_anchor}.get(page.kind)
        return make is not None and anchor == make(loaded.namespace, page.name)

    def note_object(self, row: ObjectRow) -> None:
        """Note a rendering of a definition or module."""
        self._index = None
        self.data["objects"].setdefault(row.docname, []).append(row)

    def note_comment(self, docname: str, row: CommentRow) -> int:
        """Note the names that a comment on *docname* defines, and return the number of the comment on the page."""
        rows = self.data["comments"].setdefault(docname, [])
        rows.append(row)
        return len(rows) - 1

    def note_shown(self, docname: str, shown: str) -> None:
        """Note that *docname* shows ``NS:key``, so that it is read again when that changes.

        The fingerprint is noted at the end of reading the document: until then the key counts as changed.
        """
        self.data["shown"].setdefault(docname, {}).setdefault(shown, "")

    def clear_document(self, docname: str) -> None:
        """Forget everything about a document."""
        self._index = None
        for table in _BY_DOCUMENT:
            self.data[table].pop(docname, None)

    def merge(self, docnames: AbstractSet[str], other: dict[str, Any]) -> None:
        """Take over what *other*, the data of a parallel reader, holds of *docnames*."""
        self._index = None
        for table in _BY_DOCUMENT:
            for docname, content in other[table].items():
                if docname in docnames:
                    self.data[table][docname] = content


_MOST_COMPARISONS = 1_000_000
"""Enough for a thousand names in comments that a schema of a thousand definitions does not have."""


def state_of(env: BuildEnvironment) -> DomainState:
    """The state of the domain of *env*."""
    return cast("DomainState", cast("Any", env.get_domain("qapi")).state)
