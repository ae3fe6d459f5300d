"""``qapi:index``: definitions in one of the ways of `INDEX_KINDS`."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged_required
from sphinx.domains.index import IndexDirective
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.configuration.index_kinds import read_index
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.objects.current_place import namespace_of
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.objects.shown import index_key
from sphinx_qapi.sphinx_ext.pages.breadcrumbs import below_reference
from sphinx_qapi.sphinx_ext.pages.index_groups import merged_groups
from sphinx_qapi.sphinx_ext.pages.index_layouts import index_in_text, index_section


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
            kind, query = read_index(options)
        except ValueError as error:
            self.warn(f"qapi:index: {error}", "index")
            return []
        pages = self._pages()
        for page in pages:
            self.known.note_shown(self.env.docname, f"{page.namespace}:{index_key(options)}")
        groups = merged_groups([(page, page.loaded) for page in pages], kind, query)
        if not groups:
            return []
        if self.is_generated() and len(pages) == 1:
            above = [kind.parent] if kind.parent else []
            return below_reference(pages[0], index_section(pages[0], kind, groups), above)
        return list(index_in_text(pages, kind, groups))

    def _pages(self) -> list[RenderTarget]:
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
