"""Pages of single definitions, as documents or as parts of their module's document."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.search_words import search_words
from sphinx_qapi.schema.model.definitions import Command, Definition
from sphinx_qapi.sphinx_ext.doctree.anchors import definition_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_page_head, qapi_part
from sphinx_qapi.sphinx_ext.doctree.page_parts import anchor_parts
from sphinx_qapi.sphinx_ext.doctree.sections import mark_as_of_schema
from sphinx_qapi.sphinx_ext.entries.definition_entry import (
    definition_heading,
    definition_nodes,
    definition_section,
    note_again,
)
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext, RenderTarget
from sphinx_qapi.sphinx_ext.entries.views import USAGE
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.pages.breadcrumbs import breadcrumbs
from sphinx_qapi.sphinx_ext.pages.definition_lists import module_link
from sphinx_qapi.sphinx_ext.rebuilding.parts_before import parts_before


def definition_page(page: RenderTarget, definition: Definition) -> list[nodes.Node]:
    """The content of the page of *definition*: breadcrumbs, the signature as its title, and the sections."""
    section = definition_section(page, definition)
    mark_as_of_schema(section)
    anchor_parts(section.children, definition_anchor(page.namespace, definition.name))
    return [*_way(page, definition), section]


def definition_part(page: RenderTarget, definition: Definition) -> qapi_part:
    """The page of *definition* as a part of its module's document, for builders that split that.

    The part is taken over from an earlier build if nothing that it is made of has changed.
    """
    name = page.loaded.pages.docname(page.loaded.pages.definition_pages[definition.name])
    before, made_of = parts_before(page.env), state_of(page.env).made_of(page.namespace, definition.name)
    taken = before.take(page.document, name, made_of)
    if taken is not None:
        part, row = taken
        note_again(page, definition, row)
        return part
    with before.noting(name, made_of):
        return read_part(page, definition, name)


def read_part(page: RenderTarget, definition: Definition, name: str) -> qapi_part:
    """Make the part of *definition* called *name* from the current schema."""
    part = qapi_part("", page=name, kind=definition.kind)
    part += qapi_page_head("", *_way(page, definition), *definition_heading(page, definition))
    part += definition_nodes(page, definition)
    return part


def _way(page: RenderTarget, definition: Definition) -> list[nodes.Node]:
    module = page.schema.modules_by_name[definition.module]
    keywords = nodes.meta("", name="keywords", content=",".join(_keywords(page, definition)))
    return [keywords, *breadcrumbs(page, [module_link(page.namespace, module)], definition.name)]


def _keywords(page: RenderTarget, definition: Definition) -> tuple[str, ...]:
    """The words by which the search finds *definition*, besides those of its page."""
    flags = ["oob"] if isinstance(definition, Command) and definition.allow_oob else []
    return search_words([definition.name, *EntryContext(page=page, definition=definition).see(USAGE).related, *flags])
