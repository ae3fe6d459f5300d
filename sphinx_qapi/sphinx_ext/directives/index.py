"""``qapi:index``: definitions by name, release, kind, module, feature or condition."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged_required
from sphinx.domains.index import IndexDirective
from sphinx.util.typing import OptionSpec

from sphinx_qapi.analysis.index import read_query
from sphinx_qapi.analysis.listed import FLAGS
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.doctree.anchors import letters_anchor
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.loading.index_page_plan import RELEASES_PAGE
from sphinx_qapi.sphinx_ext.objects.current_place import namespace_of
from sphinx_qapi.sphinx_ext.objects.rows import Rank
from sphinx_qapi.sphinx_ext.objects.shown import index_key
from sphinx_qapi.sphinx_ext.pages.breadcrumbs import below_reference
from sphinx_qapi.sphinx_ext.pages.index_groups import gather
from sphinx_qapi.sphinx_ext.pages.index_pages import index_section, release_links
from sphinx_qapi.sphinx_ext.pages.index_parts import (
    Gathering,
    Part,
    condition_part,
    feature_part,
    flag_part,
    kind_part,
    letter_parts,
    marked_parts,
    module_part,
    release_parts,
    release_rows,
)
from sphinx_qapi.sphinx_ext.translation import _


class QapiIndex(QapiDirective):
    """``.. qapi:index::``, of the current namespace if there is one, else of all; each definition is listed once."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("by", "version", "from", "to", "kind", "namespace"), unchanged_required
    )

    def run(self) -> list[nodes.Node]:
        """Render the index; schemas that do not exist are reported and left out.

        With an argument, run Sphinx's own directive ``index``: if ours is the primary domain, Sphinx finds this one
        instead.
        """
        if not self.arguments:
            return self._index()
        if "qapi:index" not in self.block_text.partition("\n")[0]:
            return self._of_sphinx()
        told = f'qapi:index: takes no argument, but has "{self.arguments[0]}"; a schema is named by :namespace:'
        self.warn(told, "index")
        return []

    def _of_sphinx(self) -> list[nodes.Node]:
        place = self.lineno, self.content_offset, self.block_text
        own = IndexDirective(self.name, self.arguments, {}, self.content, *place, self.state, self.state_machine)
        return own.run()

    def _index(self) -> list[nodes.Node]:
        options = {name: " ".join(value.split()) for name, value in self.options.items() if name != "namespace"}
        try:
            query = read_query(options)
        except ValueError as error:
            self.warn(f"qapi:index: {error}", "index")
            return []
        pages = self._pages()
        for page in pages:
            self.known.note_shown(self.env.docname, f"{page.namespace}:{index_key(options)}")
        groups = gather([(page, page.loaded) for page in pages], options)
        if not groups:
            return []
        if self.is_generated() and len(pages) == 1:
            above = [RELEASES_PAGE] if query.by == "since" else []
            return below_reference(pages[0], index_section(pages[0], query.by, groups), above)
        if query.by == "name":
            return letter_parts(groups, letters_anchor(self.env.docname, self.env.new_serialno("qapi-letter")))
        if query.by == "releases":
            link = release_links(pages[0]) if len(pages) == 1 else {}
            return [release_rows(groups, link)]
        return [node for part in index_parts(query.by, groups) for node in (label_of(part), *part.content)]

    def _pages(self) -> list[Page]:
        words = self.options.get("namespace") or namespace_of(self.env) or ""
        names = words.replace(",", " ").split() or list(self.known.store.schemas)
        pages = []
        for name in names:
            loaded = self.known.store.get(name)
            if loaded is None:
                self.known.note_shown(self.env.docname, f"{name}:")
                self.warn(f'no schema "{name}"{did_you_mean(name, self.known.store.schemas)}', "unknown-schema")
            else:
                pages.append(self.page(loaded, Rank.COLLECTION))
        return pages


def index_parts(by: str, groups: list[Gathering]) -> list[Part]:
    """The lists with labels that make up the index sorted *by* a key, on an author's page."""
    if by == "since":
        return [part for group in groups for part in _release(group, is_only=len(groups) == 1)]
    if by in ("deprecated", "unstable"):
        return [part for group in groups for part in marked_parts(group)]
    render = {
        "kind": kind_part,
        "module": module_part,
        "condition": condition_part,
        "feature": feature_part,
        **dict.fromkeys(FLAGS, flag_part),
    }[by]
    return [render(group) for group in groups]


def _release(group: Gathering, *, is_only: bool) -> list[Part]:
    parts = release_parts(group)
    if is_only:
        return parts
    name = _("Without a version") if group.title is None else str(group.title)
    return [Part([nodes.Text(f"{name}: "), *part.title], part.content) for part in parts]


def label_of(part: Part) -> nodes.rubric:
    """The title of a list as a label: the headings of the page are the author's own."""
    return nodes.rubric("", "", *part.title, classes=["qapi-label"], translatable=False)
