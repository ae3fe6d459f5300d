"""``qapi:module`` and ``qapi:namespace``: where the author is, and the definitions of a module."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives import flag
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.collection import module_body, module_section
from sphinx_qapi.sphinx_ext.context import MODULE, NAMESPACE
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.names import module_anchor
from sphinx_qapi.sphinx_ext.objects import ObjectRow, Rank
from sphinx_qapi.sphinx_ext.store import LoadedSchema, module_names


class QapiModule(QapiDirective):
    """``.. qapi:module:: NAME``.

    Without ``:members:`` it says that what follows is about the module, is a target for links, and parses its body.
    With it, the body comes first, then the module's definitions, and the author is where he was before.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "members": flag,
        "namespace": directives.unchanged_required,
        "no-index": flag,
        "noindex": flag,
    }

    def run(self) -> list[nodes.Node]:
        """Render the module or set the context."""
        namespace, name = self.split_namespace(self.arguments[0])
        if "members" in self.options:
            return self._members(namespace, name)
        body = self.parse_content_to_nodes(allow_section_headings=True)
        self.env.ref_context[MODULE] = name
        if "no-index" in self.options or "noindex" in self.options:
            return body
        return [self._target(namespace or self._first_namespace(), name), *body]

    def _members(self, namespace: str | None, name: str) -> list[nodes.Node]:
        before = self.env.ref_context.get(MODULE)
        body = self.parse_content_to_nodes(allow_section_headings=True)
        self.env.ref_context[MODULE] = before
        loaded = self.domain.store.get(namespace)
        module = loaded.schema.modules_by_name.get(name) if loaded else None
        if loaded is None or module is None:
            hint = did_you_mean(name, module_names(self.domain.store, namespace))
            self.warn(f'no module "{name}" in schema "{namespace}"{hint}', "unknown-module")
            return body
        return [*body, *self._render(loaded, name)]

    def _render(self, loaded: LoadedSchema, name: str) -> list[nodes.Node]:
        module = loaded.schema.modules_by_name[name]
        page = self.page(loaded, Rank.COLLECTION)
        if self.is_generated():
            return [module_section(page, module)]
        anchor = module_anchor(loaded.namespace, name)
        return [nodes.target("", "", ids=[anchor]), *module_body(page, module)]

    def _target(self, namespace: str, name: str) -> nodes.target:
        anchor = module_anchor(namespace, name)
        docname = self.env.docname
        self.domain.note_object(
            ObjectRow(namespace, name, "module", name, docname, anchor, int(Rank.WRITTEN), self.lineno)
        )
        return nodes.target("", "", ids=[anchor])

    def _first_namespace(self) -> str:
        loaded = self.domain.store.get(None)
        return loaded.namespace if loaded else ""


class QapiNamespace(QapiDirective):
    """``.. qapi:namespace:: NS``: names that follow are looked up there first; without an argument, nowhere first."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Set the context."""
        if self.arguments:
            self.env.ref_context[NAMESPACE] = self.arguments[0].strip()
        else:
            self.env.ref_context.pop(NAMESPACE, None)
        return []
