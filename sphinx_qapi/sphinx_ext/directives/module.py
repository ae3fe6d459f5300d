"""``qapi:module`` and ``qapi:namespace``: the current module and namespace, and the definitions of a module."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged_required
from sphinx.util.typing import OptionSpec

from sphinx_qapi.schema.model.schema import Module
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.doctree.anchors import module_anchor
from sphinx_qapi.sphinx_ext.entries.display_options import COLLECTION, read_display_options
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.store import known_modules
from sphinx_qapi.sphinx_ext.objects.current_place import MODULE, NAMESPACE
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, Rank
from sphinx_qapi.sphinx_ext.pages.module_pages import module_body, module_contents, module_in_parts, module_section


class QapiModule(QapiDirective):
    """``.. qapi:module:: NAME``.

    Without ``:members:``, it makes the module the current one for what follows, is a target of links, and parses its
    body. With ``:members:``, the body comes first, then the module's definitions (only those that the option names, if
    it names any), and the current module stays the same.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {**COLLECTION, "namespace": unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Render the module, or make it the current one."""
        namespace, name = self.split_namespace(self.arguments[0])
        if "members" in self.options:
            return self._members(namespace, name)
        self.env.ref_context[MODULE] = name
        if ":" in self.arguments[0]:
            self.env.ref_context[NAMESPACE] = namespace
        body = self.parse_content_to_nodes(allow_section_headings=True)
        return [*self._target(namespace or self._first_namespace(), name), *body]

    def _members(self, namespace: str | None, name: str) -> list[nodes.Node]:
        before = dict(self.env.ref_context)
        body = self.parse_content_to_nodes(allow_section_headings=True)
        for key in (MODULE, NAMESPACE):
            self.env.ref_context[key] = before.get(key)
        loaded = self.known.store.get(namespace)
        module = self._find(loaded, name) if loaded else None
        if loaded is None or module is None:
            hint = did_you_mean(name, known_modules(self.known.store, namespace))
            where = loaded.namespace if loaded else namespace or ""
            self.known.note_shown(self.env.docname, f"{where}::{name}")
            self.warn(f'no module "{name}" in schema "{where}"{hint}', "unknown-module")
            return body
        return [*body, *self._render(loaded, module)]

    def _find(self, loaded: LoadedSchema, name: str) -> Module | None:
        """The module *name*; on a generated page, else its own module, whose name may not fit into a line of markup."""
        found = loaded.schema.modules_by_name.get(name)
        if found is None and self.is_generated():
            _, page = self.known.store.generated[self.env.docname]
            found = loaded.schema.modules_by_name.get(page.name)
        return found

    def _render(self, loaded: LoadedSchema, module: Module) -> list[nodes.Node]:
        display = read_display_options(self.options, picks="definitions")
        self.check_names(display, [each.name for each in module.definitions], f'module "{module.name}"')
        page = replace(self.page(loaded, Rank.COLLECTION), display=display)
        if self.is_generated():
            if loaded.pages.is_split:
                return module_in_parts(page, module)
            return module_contents(page, module) if loaded.pages.definition_pages else module_section(page, module)
        return module_body(page, module)

    def _target(self, namespace: str, name: str) -> list[nodes.Node]:
        """The target of links to the module; none if the author forbids it, or the page already has one."""
        anchor = module_anchor(namespace, name)
        document = self.state.document
        if not read_display_options(self.options, picks="definitions").index or anchor in document.ids:
            return []
        self.known.note_object(
            ObjectRow(namespace, name, "module", name, self.env.docname, anchor, int(Rank.WRITTEN), self.lineno)
        )
        target = nodes.target("", "", ids=[anchor])
        document.note_explicit_target(target)
        return [target]

    def _first_namespace(self) -> str:
        loaded = self.known.store.get(None)
        return loaded.namespace if loaded else ""


class QapiNamespace(QapiDirective):
    """``.. qapi:namespace:: NS``: names that follow are looked up in NS first; no argument ends that."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Set or remove the current namespace."""
        if self.arguments:
            self.env.ref_context[NAMESPACE] = self.arguments[0].strip()
        else:
            self.env.ref_context.pop(NAMESPACE, None)
        return []
