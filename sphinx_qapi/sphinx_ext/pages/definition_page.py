"""A definition as a page of its own."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.entries.definition_entry import definition_nodes
from sphinx_qapi.sphinx_ext.pages.definition_lists import module_link
from sphinx_qapi.sphinx_ext.pages.index_pages import links_to_indexes


def definition_section(page: Page, definition: Definition) -> nodes.section:
    """A definition as the page that it has for itself."""
    section = schema_section(page.document, nodes.inline("", definition.name, support_smartquotes=False))
    module = page.schema.modules_by_name[definition.module]
    section += links_to_indexes(page, [module_link(page.namespace, module)])
    # The page's title is its entry in the contents.
    presentation = replace(page.presentation, contents_entry=False)
    section += definition_nodes(replace(page, presentation=presentation), definition)
    return section
