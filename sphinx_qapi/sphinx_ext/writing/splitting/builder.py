"""The builders that split documents: they are registered as ``html`` and ``dirhtml``, and write parts as pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.collectors.toctree import TocTreeCollector

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import (
    Rendering,
    application_of,
    page_file,
    renderings,
)
from sphinx_qapi.sphinx_ext._compat.sphinx_search import pruning_with_sets
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import add_contents
from sphinx_qapi.sphinx_ext._compat.sphinx_workers import (
    may_resolve_elsewhere,
    sort_words,
    write_here,
    write_in_workers,
)
from sphinx_qapi.sphinx_ext.doctree.page_parts import page_parts
from sphinx_qapi.sphinx_ext.loading.cache_files import stamp_of
from sphinx_qapi.sphinx_ext.objects.object_rows import SplitDocument
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.rebuilding.left_indexes import LeftIndexes, all_objects, left_by
from sphinx_qapi.sphinx_ext.rebuilding.workers import FEW_PAGES
from sphinx_qapi.sphinx_ext.writing.kept_templates import keep_templates
from sphinx_qapi.sphinx_ext.writing.splitting import frames
from sphinx_qapi.sphinx_ext.writing.splitting.frames.listeners import PLAIN_BUILDERS, are_all_known, our_listeners
from sphinx_qapi.sphinx_ext.writing.splitting.frames.page_values import PreparedPage
from sphinx_qapi.sphinx_ext.writing.splitting.frames.partials import Partials
from sphinx_qapi.sphinx_ext.writing.splitting.frames.writer import PageWriter
from sphinx_qapi.sphinx_ext.writing.splitting.leaving_out import may_leave_out
from sphinx_qapi.sphinx_ext.writing.splitting.pages import PartPage, split
from sphinx_qapi.sphinx_ext.writing.splitting.tables import PartTables


class SplittingBuilder(StandaloneHTMLBuilder):
    """Writes what its base class writes, and each part of a document as a page."""

    def init(self) -> None:
        """Initialize the builder."""
        self._addresses: dict[str, str] = {}
        super().init()
        self._compiled = keep_templates(self)
        self._tables: PartTables | None = None
        self._whole: set[str] | None = None
        """Documents that are to be written with all their parts; None if that is true of all documents."""
        self._wanted: frozenset[str] = frozenset()
        """The parts to be written."""
        self._writer: PageWriter | None = None
        """Writes pages in frames; None if frames are not possible."""
        self._writes = True
        """Whether any page is written."""
        self._made_of = ""
        """What the inventory is made of (see `all_objects`)."""
        self._gathered: list[PreparedPage] | None = None
        """Pages of the current document while they are collected for the writer; otherwise None."""
        self._partials = Partials(super().render_partial)
        self.makes_context = False
        """Whether Sphinx is making the context of a page now."""

    @property
    def _is_plain(self) -> bool:
        """Whether the builder is one of Sphinx's own, except for what this package adds."""
        return type(self).__bases__[1] in PLAIN_BUILDERS

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of the page; Sphinx asks for it for each link and for each entry of its inventory."""
        if typ is not None or not self._is_plain:
            return super().get_target_uri(docname, typ)
        if docname not in self._addresses:
            self._addresses[docname] = super().get_target_uri(docname)
        return self._addresses[docname]

    def get_outdated_docs(self) -> Iterator[str] | list[str]:  # type: ignore[override]  # theirs gives either
        """The documents that Sphinx itself wants to write, or whose parts have no files; they are written whole."""
        self._whole = set(super().get_outdated_docs())
        parts = state_of(self.env).data["parts"]
        for docname in self.env.found_docs.difference(self._whole).intersection(parts):
            if not all(stamp_of(page_file(self, part.name)) for part in parts[docname].pages):
                self._whole.add(docname)
        return list(self._whole)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Tell Sphinx of the parts, and add those of *docnames* that must be written to the pages."""
        state = state_of(self.env)
        parts = state.data["parts"]
        self._tables = PartTables(self.env, parts)
        self._tables.enter()
        same = state.same_parts if self._whole is not None else frozenset()
        whole = self._whole or set()
        split = [name for name in docnames if name in parts]
        self._wanted = frozenset(
            part.name for name in split for part in parts[name].pages if name in whole or part.name not in same
        )
        app = application_of(self)
        state.wanted_parts = self._wanted if may_leave_out(app) else None
        self._writes = bool(docnames)
        super().prepare_writing(self._wanted.union(docnames))
        if frames.FRAMES and are_all_known(app, type(self).__bases__[1]):
            self._writer = PageWriter(app, self, our_listeners(app), self._write_page)

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        """Write documents in one process more than *nproc*, which Sphinx spares for the main process.

        The first document is written here, so that all processes have the templates and contents trees. Those with most
        pages are next, so that all processes end at about the same time.
        """
        if not self._is_plain or not may_resolve_elsewhere(self):
            super()._write_parallel(docnames, nproc)
            return
        if len(docnames) <= FEW_PAGES:
            self._write_serial(docnames)
            return
        first = min(docnames, key=lambda name: (self._pages_of(name) == 1, self._pages_of(name), name))
        write_here(self, first)
        others = sorted({*docnames} - {first}, key=lambda name: (-self._pages_of(name), name))
        write_in_workers(self, others, nproc + 1)
        parts = state_of(self.env).data["parts"]
        sort_words(self, [each for name in docnames for each in (name, *_names(parts.get(name)))])

    def _pages_of(self, docname: str) -> int:
        """The number of pages that are written for the document."""
        names = _names(state_of(self.env).data["parts"].get(docname))
        return 1 + len(self._wanted.intersection(names))

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Split the document, and add each of its pages to the search."""
        pages = []
        if docname in state_of(self.env).data["parts"]:
            a_part = state_of(self.env).data["parts"][docname].pages[0].name
            pages = split(doctree, lambda name: self.get_relative_uri(docname if name else a_part, name or docname))
            pages = [page for page in pages if page.name in self._wanted]
            doctree["qapi_pages"] = pages
        super().write_doc_serialized(docname, doctree)
        for page in pages:
            super().write_doc_serialized(page.name, page.document)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the document and the pages of its parts."""
        pages = doctree.attributes.pop("qapi_pages", [])
        super().write_doc(docname, doctree)
        self._gathered = [] if self._writer is not None else None
        for page in pages:
            self._note_contents(page)
            if self._tables is not None:
                self._tables.note_equations(docname, page.name, page.document)
            super().write_doc(page.name, page.document)
        if self._writer is not None:
            gathered, self._gathered = self._gathered, None
            self._writer.write(gathered or [])
        for page in pages:
            for table in (self.env.tocs, self.env.toc_num_entries):
                table.pop(page.name, None)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """The HTML of *node*; cached for nodes that are alike on parts, and for titles of neighbours on all pages."""
        if self._gathered is not None:
            return self._partials.html(node)
        is_title = self._writer is not None and self.makes_context and isinstance(node, nodes.title)
        return self._partials.html(node) if is_title else super().render_partial(node)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """The values that Sphinx collects for the templates of a page; its contents among them are a copy."""
        self.makes_context = True
        try:
            return super().get_doc_context(docname, body, metatags)
        finally:
            self.makes_context = False

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        **options: Any,
    ) -> None:
        """Collect parts for their writer, and write other pages as Sphinx does."""
        if self._gathered is None:
            super().handle_page(pagename, addctx, templatename, **options)
        else:
            self._gathered.append(PreparedPage(pagename, addctx, options["event_arg"]))

    def _write_page(self, page: PreparedPage) -> Rendering | None:
        with renderings(self) as made:
            super().handle_page(page.name, page.context, event_arg=page.document)
        return made[-1] if made else None

    def _note_contents(self, page: PartPage) -> None:
        """Collect the contents of *page* as Sphinx does when it reads a document."""
        env = self.env
        env.temp_data["docname"] = page.name
        TocTreeCollector().process_doc(application_of(self), page.document)
        env.temp_data.pop("docname", None)
        add_contents(env, page.name, list(page_parts(page.document)), of_page=True)

    def handle_finish(self) -> None:
        """Write the search index and the inventory, unless the last build has left what they would be."""
        if self._compiled is not None:
            self._compiled.save()
        self._made_of = all_objects(self)
        super().handle_finish()
        state_of(self.env).left_indexes = left_by(self, self._made_of)

    def dump_inventory(self) -> None:
        """Write the inventory if it would be another."""
        left = LeftIndexes(*state_of(self.env).left_indexes)
        if not self._is_plain or not left.has_inventory(self, self._made_of):
            super().dump_inventory()

    def dump_search_index(self) -> None:
        """Write the search index if it may be another."""
        left = LeftIndexes(*state_of(self.env).left_indexes)
        if self._writes or not self._is_plain or not left.has_search(self, self._made_of):
            with pruning_with_sets(self):
                super().dump_search_index()

    def cleanup(self) -> None:
        """Restore the environment."""
        if self._tables is not None:
            self._tables.leave()
            state_of(self.env).wanted_parts = None
        super().cleanup()


def _names(split: SplitDocument | None) -> list[str]:
    return [part.name for part in split.pages] if split else []


def note_builder(app: Sphinx) -> None:
    """Note whether the running builder splits documents (handler of ``builder-inited``)."""
    state_of(app.env).splits = isinstance(app.builder, SplittingBuilder)
