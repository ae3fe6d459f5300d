"""Descriptions of generated pages in a sentence or two, for search engines, chats and feeds that list pages.

A description is the text at the beginning of a definition, a module or a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_label, qapi_rows
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.pages.definition_lists import count_words

_LENGTH = 200
"""Maximum number of characters; search engines do not show more."""
_HAS_ONE = re.compile(r"<meta\b[^>]*\bname=[\"']?description\b")
_BEHIND = (qapi_rows, qapi_label, addnodes.desc, nodes.Admonition, nodes.table)
"""Nodes that end the text about the page as a whole."""
_OPENGRAPH = "sphinxext.opengraph"


def describe(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add a description to the head of a generated page.

    This is a handler of ``html-page-context``, called before that of sphinxext-opengraph.
    """
    generated = state_of(app.env).store.pages
    if doctree is None or pagename not in generated or not abilities_of(app.builder).has_heads:
        return
    text = _shortened(_words(doctree, *generated[pagename]))
    tags = context.get("metatags", "")
    if text and not _HAS_ONE.search(tags):
        context["metatags"] = f'{tags}<meta content="{escape(text)}" name="description" />\n'
    if text and _OPENGRAPH in app.extensions:  # its own description has all words of a page, even of a signature
        context["meta"] = {"og:description": escape(text), **(context.get("meta") or {})}


def _words(doctree: nodes.document, loaded: LoadedSchema, page: GeneratedPage) -> str:
    """The first paragraphs, as many as are needed; if there are none, the names of the definitions on the page."""
    holder = doctree.next_node(nodes.section)
    paragraphs = " ".join(_first_paragraphs(holder, _LENGTH)) if isinstance(holder, nodes.Element) else ""
    if page.kind not in (PageKind.CONTENTS, PageKind.MODULE, PageKind.DEFINITION):
        title = doctree.next_node(nodes.title)
        return f"{title.astext()}: {paragraphs}" if title is not None else paragraphs
    if paragraphs:
        return paragraphs
    match page.kind:
        case PageKind.DEFINITION:
            return f"{loaded.config.heading}: {loaded.schema.definitions[page.name].kind} {page.name}"
        case PageKind.MODULE:
            definitions = loaded.schema.modules_by_name[page.name].definitions
        case _:
            definitions = tuple(loaded.schema.definitions.values())
    names = ", ".join(each.name for each in definitions)
    return f"{count_words([each.kind for each in definitions])}: {names}" if names else ""


def _first_paragraphs(holder: nodes.Element, wanted: int) -> Iterator[str]:
    """The paragraphs before the first list or definition, until they have *wanted* characters."""
    for paragraph in holder.findall(lambda node: isinstance(node, (nodes.paragraph, *_BEHIND))):
        if wanted <= 0 or isinstance(paragraph, _BEHIND):
            return
        text = " ".join(paragraph.astext().split())
        wanted -= len(text)
        yield text


def _shortened(text: str) -> str:
    if len(text) <= _LENGTH:
        return text
    return text[:_LENGTH].rpartition(" ")[0].rstrip(",;:. ") + " …"
