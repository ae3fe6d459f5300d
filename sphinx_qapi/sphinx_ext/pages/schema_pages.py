"""The index page of a schema."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.pages.binary_section import binary_section
from sphinx_qapi.sphinx_ext.pages.front_page import front_parts, modules_section
from sphinx_qapi.sphinx_ext.pages.index_pages import contents_tree, links_to_indexes
from sphinx_qapi.sphinx_ext.pages.items import append_items, drop_bare_headings, named_section
from sphinx_qapi.sphinx_ext.pages.module_pages import module_target
from sphinx_qapi.sphinx_ext.pages.page_graphs import schema_graph
from sphinx_qapi.sphinx_ext.pages.whole_schema import whole_schema
from sphinx_qapi.sphinx_ext.translation import _


def schema_index(page: RenderTarget) -> nodes.section:
    """The index page of a schema: its front matter, modules, commands and events, and its contents tree.

    If definitions have no other pages (``pages = "schema"``), the whole schema follows the front matter.
    """
    loaded = page.loaded
    is_whole = loaded.config.pages == "schema"
    heading = loaded.config.heading
    section = named_section(page, heading)
    if loaded.config.release:
        section += nodes.paragraph("", _("This is the reference of release %s.") % loaded.config.release)
    section += links_to_indexes(page)
    section += front_parts(page)
    if not is_whole:
        section["classes"].append("qapi-front")
        section += modules_section(page, schema_graph(page))
        section += _root_target(page)
        append_items(page, section, 0, loaded.pages.front_items)
        drop_bare_headings(section)
    if loaded.analyses.binary_view is not None:
        section += binary_section(page, loaded.analyses.binary_view)
    if is_whole:
        section += schema_graph(page)
        section += whole_schema(page, in_section=True)
    section += contents_tree(page, loaded.pages.top_documents(lists=False), _("Modules"))
    section += contents_tree(page, loaded.pages.top_documents(lists=True), _("Lists"))
    return section


def _root_target(page: RenderTarget) -> list[nodes.Node]:
    """The target of old links to the root module, if it has no section of its own and old links are wanted."""
    has_own = page.schema.root in page.loaded.pages.modules
    return [] if has_own or not page.env.config.qapi_qemu_anchors else module_target(page, page.schema.root)
