"""State of Sphinx's translators while they write: the level of headings, and how LaTeX leads to a place."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator


def heading_level(translator: HTML5Translator) -> int:
    """The level of the heading above the current node."""
    return translator.section_level


def section_number(translator: HTML5Translator) -> str:
    """The section number of the current page's title with Sphinx's suffix; empty if sections are not numbered."""
    key = f"{translator.docnames[-1]}/" if translator.builder.name == "singlehtml" else ""
    number = translator.builder.secnumbers.get(key)
    return ".".join(map(str, number)) + translator.secnumber_suffix if number else ""


def latex_link(translator: LaTeXTranslator, reference: nodes.reference) -> str:
    """The LaTeX before the text of a link with the target of *reference*, as Sphinx writes its own references."""
    here = translator.curfilestack[-1]
    uri: str = reference.get("refuri") or f"%{here}#{reference['refid']}"
    if uri.startswith("#"):
        return translator.hyperlink(f"{here}:{uri[1:]}")
    if uri.startswith("%"):
        return translator.hyperlink(uri[1:].replace("#", ":"))
    return rf"\href{{{translator.encode_uri(uri)}}}{{"
