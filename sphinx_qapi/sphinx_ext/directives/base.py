"""What our directives share: which schema a name belongs to, and the page that they render into."""

from __future__ import annotations

from collections.abc import Collection

from sphinx.util.docutils import SphinxDirective

from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.entries.display_options import Presentation
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.current_place import comment_depth, module_of, namespace_of
from sphinx_qapi.sphinx_ext.objects.rows import Rank
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.reporting import warn


class QapiDirective(SphinxDirective):
    """A directive that may look into a loaded schema."""

    @property
    def known(self) -> DomainState:
        """What the domain knows."""
        return state_of(self.env)

    def split_namespace(self, name: str) -> tuple[str | None, str]:
        """``NS:name`` in two; the namespace is else the option's, else the current one."""
        namespace, colon, rest = name.partition(":")
        if colon:
            return namespace.strip(), rest.strip()
        return self.options.get("namespace") or namespace_of(self.env), name

    def current_module(self) -> str:
        """The module of the option, else the current one."""
        return self.options.get("module") or module_of(self.env) or ""

    def is_generated(self) -> bool:
        """Whether the page is one of ours, and the directive its own, not one in a comment that it shows."""
        return self.env.docname in self.known.store.generated and not comment_depth(self.env)

    def page(self, loaded: LoadedSchema, rank: Rank) -> Page:
        """The page as something to render into; generated pages outrank *rank*.

        What a comment shows may have comments of its own, and these show no more: it might be the same again.
        """
        if comment_depth(self.env) > 1:
            raise self.error(f'"{self.name}" is in the comment of what a comment shows, and left out')
        if self.is_generated():
            rank = Rank.GENERATED
        return Page(env=self.env, document=self.state.document, loaded=loaded, rank=rank, line=self.lineno)

    def check_names(self, presentation: Presentation, known: Collection[str], where: str) -> None:
        """Warn of definitions that are picked or left out but are not among those *known* in *where*."""
        for name in sorted(presentation.definitions.names.difference(known)):
            self.warn(f'no definition "{name}" in {where}{did_you_mean(name, known)}', "unknown-name")

    def warn(self, message: str, rule: str) -> None:
        """Warn about the directive at its own place."""
        warn(message, rule, self.get_location())
