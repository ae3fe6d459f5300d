"""The common base of our directives: look-up of the schema of a name, and the page that they render into."""

from __future__ import annotations

from collections.abc import Collection

from sphinx.util.docutils import SphinxDirective

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.entries.display_options import DisplayOptions
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.current_place import comment_depth, module_of, namespace_of
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.reporting import warn


class QapiDirective(SphinxDirective):
    """A directive that has access to the loaded schemas."""

    @property
    def known(self) -> DomainState:
        """The state of the domain: schemas and objects."""
        return state_of(self.env)

    def split_namespace(self, name: str) -> tuple[str | None, str]:
        """Split ``NS:name``; without ``NS:`` the namespace is that of the option, else the current one, else None."""
        namespace, colon, rest = name.partition(":")
        if colon:
            return namespace.strip(), rest.strip()
        return self.options.get("namespace") or namespace_of(self.env), name

    def current_module(self) -> str:
        """The module of the option, else the current one; empty if there is neither."""
        return self.options.get("module") or module_of(self.env) or ""

    def is_generated(self) -> bool:
        """Whether the page is a generated one, and the directive its own rather than in a comment that it shows."""
        return self.env.docname in self.known.store.generated and not comment_depth(self.env)

    def page(self, loaded: LoadedSchema, rank: Rank) -> RenderTarget:
        """Return the page to render *loaded* into, with *rank*, or the rank of generated pages on these.

        Raises a directive error two comments deep: a definition shown in a comment has a comment of its own, and what
        that showed might be the same definition again.
        """
        if comment_depth(self.env) > 1:
            raise self.error(f'"{self.name}" is left out: it is in a comment that another comment shows')
        if self.is_generated():
            rank = Rank.GENERATED
        return RenderTarget(env=self.env, document=self.state.document, loaded=loaded, rank=rank, line=self.lineno)

    def check_names(self, display: DisplayOptions, known: Collection[str], where: str) -> None:
        """Warn of names that *display* selects or leaves out, but that are not among those *known* in *where*."""
        for name in sorted(display.definitions.names.difference(known)):
            self.warn(f'no definition "{name}" in {where}{did_you_mean(name, known)}', "unknown-name")

    def warn(self, message: str, rule: str) -> None:
        """Warn of *message*, by *rule*, at the place of the directive."""
        warn(message, rule, self.get_location())
