"""What the domain knows during a build, for every stage that asks for it by the environment.

`QapiDomain` holds one of these, and is what Sphinx asks for; the stages below it know only the state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, cast

from docutils.nodes import Element
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.nearest import Suggestions
from sphinx_qapi.sphinx_ext.doctree.anchors import definition_anchor, module_anchor
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.loading.store import SchemaStore
from sphinx_qapi.sphinx_ext.objects.comment_names import CommentRow
from sphinx_qapi.sphinx_ext.objects.kinds import ALL_KINDS
from sphinx_qapi.sphinx_ext.objects.object_index import ObjectIndex
from sphinx_qapi.sphinx_ext.objects.rows import ObjectRow, SplitDocument, Target

_BY_DOCUMENT = ("objects", "shown", "foreign", "links", "comments", "parts", "sources")
"""The tables of the domain's data whose keys are documents."""


class DomainState:
    """Schemas and objects of a project, while it is built."""

    store: SchemaStore
    """The schemas, set before reading begins and never pickled."""
    cache: SchemaCache
    """What is kept of the schemas between builds, set then too."""
    pages_to_write: int = 0
    """How many pages this build will write, including those just read; known when all is read."""

    splits: bool = False
    """Whether the builder at work makes pages of the parts of documents."""
    parts_before: Mapping[str, SplitDocument]
    """The parts, as they were, of documents that are read again where not all are."""
    read_for_schema: AbstractSet[str] = frozenset()
    """Documents that are read again for nothing but what the schema says."""
    made_of: Callable[[str, str], str]
    """Gives the fingerprint of what is shown, by namespace and key (see `sphinx_qapi.sphinx_ext.objects.shown`)."""
    same_parts: frozenset[str] = frozenset()
    """Parts that are as they were when they were written, although their document is not."""
    wanted_parts: AbstractSet[str] | None = None
    """Parts that are to be written, while documents are resolved that need not have others; None where all are."""
    suggestions: int = 0
    """How often names like a missing one were looked for."""

    def __init__(self, data: dict[str, Any]) -> None:
        """*data* is the domain's, which Sphinx pickles."""
        self.data = data
        self.store = SchemaStore()
        self.parts_before = {}
        self.made_of = lambda _namespace, _name: ""
        self.slips = Suggestions(most=_MOST_COMPARISONS)
        self._index: ObjectIndex | None = None
        self.summaries: dict[tuple[str, str, str], Any] = {}
        """Summaries of definitions, by namespace, name and catalogue: lists on many pages show the same."""

    @property
    def objects(self) -> ObjectIndex:
        """All objects by name."""
        if self._index is None:
            self._index = ObjectIndex(self._rows(), tuple(self.store.schemas))
        return self._index

    def _rows(self) -> Mapping[str, Sequence[ObjectRow]]:
        """The rows by document; of what is on a page of its own, as they are if that is its document."""
        rows: dict[str, Sequence[ObjectRow]] = self.data["objects"]
        split = self.data["parts"] if self.splits else {}
        return {**rows, **{name: [self._on_its_page(row) for row in rows[name]] for name in split if name in rows}}

    def _on_its_page(self, row: ObjectRow) -> ObjectRow:
        loaded = self.store.get(row.namespace)
        page = loaded.definition_pages.get(row.name) if loaded and row.kind != "module" else None
        return row._replace(docname=loaded.docname(page)) if loaded and page else row

    def find(self, node: Element, target: str, kinds: frozenset[str] = ALL_KINDS) -> Target | None:
        """What *target* means where the reference *node* stands."""
        return self.objects.find(target, kinds, namespace=node.get("qapi:namespace"), module=node.get("qapi:module"))

    def is_titled(self, row: ObjectRow) -> bool:
        """Whether *row* is of a definition that its page is called after."""
        known = self.store.pages.get(row.docname)
        return known is not None and known[1].kind is PageKind.DEFINITION

    def is_whole_page(self, docname: str, anchor: str) -> bool:
        """Whether *anchor* is of the definition or module that the page *docname* is all about."""
        known = self.store.pages.get(docname)
        if known is None:
            return False
        loaded, page = known
        make = {PageKind.DEFINITION: definition_anchor, PageKind.MODULE: module_anchor}.get(page.kind)
        return make is not None and anchor == make(loaded.namespace, page.name)

    def note_object(self, row: ObjectRow) -> None:
        """Remember a rendering of a definition or module."""
        self._index = None
        self.data["objects"].setdefault(row.docname, []).append(row)

    def note_comment(self, docname: str, row: CommentRow) -> int:
        """Remember what a comment on *docname* names; gives its number on the page."""
        rows = self.data["comments"].setdefault(docname, [])
        rows.append(row)
        return len(rows) - 1

    def note_shown(self, docname: str, shown: str) -> None:
        """Remember that *docname* shows ``NS:key``, to read it again when that changes.

        Its fingerprint is noted when the document is read: until then it counts as changed.
        """
        self.data["shown"].setdefault(docname, {}).setdefault(shown, "")

    def clear_document(self, docname: str) -> None:
        """Forget all about a document."""
        self._index = None
        for table in _BY_DOCUMENT:
            self.data[table].pop(docname, None)

    def merge(self, docnames: AbstractSet[str], other: dict[str, Any]) -> None:
        """Take over what the data *other* of a parallel reader hold of *docnames*."""
        self._index = None
        for table in _BY_DOCUMENT:
            for docname, content in other[table].items():
                if docname in docnames:
                    self.data[table][docname] = content


_MOST_COMPARISONS = 1_000_000
"""A thousand names in comments that a schema of a thousand definitions does not have."""


def state_of(env: BuildEnvironment) -> DomainState:
    """The state of the domain of *env*."""
    return cast("DomainState", cast("Any", env.get_domain("qapi")).state)
