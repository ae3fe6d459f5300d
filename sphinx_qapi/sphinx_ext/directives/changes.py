"""``qapi:changes``: the changes from one release to another."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES, ChangesQuery, changes_between, read_kinds
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.current_place import namespace_of
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.objects.shown import changes_key
from sphinx_qapi.sphinx_ext.pages.breadcrumbs import below_reference
from sphinx_qapi.sphinx_ext.pages.change_pages import change_parts, changes_section, release_section, removed_section
from sphinx_qapi.sphinx_ext.translation import _


class QapiChanges(QapiDirective):
    """``.. qapi:changes:: [FROM] TO``; without FROM, the changes since the release before TO."""

    optional_arguments = 2
    option_spec: ClassVar[OptionSpec] = {"namespace": unchanged_required, "kinds": unchanged_required, "unstable": flag}

    def run(self) -> list[nodes.Node]:
        """Render the changes; warn if the schema, its history or a release does not exist."""
        if self.is_generated() and not self.arguments:
            return self._own_page()
        namespace = self.options.get("namespace") or namespace_of(self.env)
        loaded = self.known.store.get(namespace)
        if loaded is None:
            self.known.note_shown(self.env.docname, f"{namespace}:")
            self.warn(
                f'no schema "{namespace}"{did_you_mean(namespace or "", self.known.store.schemas)}', "unknown-schema"
            )
            return []
        try:
            query = self._query()
            words = [("from", query.first), ("to", query.last), ("kinds", " ".join(query.kinds))]
            words += [("unstable", "")] if query.unstable else []
            self.known.note_shown(self.env.docname, f"{loaded.namespace}:{changes_key(words)}")
            if loaded.history is None:
                raise ValueError(f"the schema {loaded.namespace!r} has no history")
            view = changes_between(loaded.history, query)
        except ValueError as error:
            self.warn(f"qapi:changes: {error}", "changes")
            return []
        parts = list(change_parts(self.page(loaded, Rank.COLLECTION), view, anchors=False))
        if not parts:
            return [nodes.paragraph("", _("Nothing changed from %s to %s.") % (view.old, view.new))]
        return [node for title, rows in parts for node in (nodes.rubric("", title, classes=["qapi-label"]), rows)]

    def _query(self) -> ChangesQuery:
        if not self.arguments:
            raise ValueError("a release was expected, or two")
        kinds = read_kinds(self.options.get("kinds", "").replace(",", " ").split())
        first = self.arguments[0] if len(self.arguments) > 1 else ""
        return ChangesQuery(first, self.arguments[-1], kinds, "unstable" in self.options)

    def _own_page(self) -> list[nodes.Node]:
        loaded, generated = self.known.store.generated[self.env.docname]
        page = self.page(loaded, Rank.GENERATED)
        self.known.note_shown(self.env.docname, f"{page.namespace}:{changes_key([('page', self.env.docname)])}")
        match generated.kind:
            case PageKind.RELEASE:
                return below_reference(page, release_section(page, generated.name), [CHANGES])
            case PageKind.REMOVED:
                return below_reference(page, removed_section(page), [CHANGES])
            case _:
                return below_reference(page, changes_section(page))
