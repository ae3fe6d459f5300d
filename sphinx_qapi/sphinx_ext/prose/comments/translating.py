"""Translation of comments into the reader's language, from the message catalogues of the project.

Sphinx translates a page once all of it is read, and parses the translations in the markup of the page. A comment has
a markup and names of its own, so its translations are parsed in the same way as the comment itself.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.locale import init as init_locale
from sphinx.util import logging
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages

from sphinx_qapi.sphinx_ext._compat.comment_document import find
from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext._compat.sphinx_comments import note_term
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import OURS_FIRST
from sphinx_qapi.sphinx_ext.prose.comments.comment import CommentPassage
from sphinx_qapi.sphinx_ext.translation import has_catalogues

_logger = logging.getLogger(__name__)
_UNCHECKED = re.compile(r"(.*)(?<!\\)#\s*noqa\s*$", re.DOTALL)
"""Sphinx's mark for a translation that may have other references than the original; group 1 is the text before it."""
_LITERAL_FOLLOWS = re.compile(r"\s*::\s*$")
_BESIDE = "qapi:translators"
_CATALOGUES = "qapi:has-catalogues"
_TRANSLATOR = "qapi:translator"
_NAMES = (addnodes.pending_xref, nodes.reference, nodes.footnote_reference, nodes.citation_reference)


def translator_of(env: BuildEnvironment) -> Translator | None:
    """The translator for the current page; None if it has no catalogue, or nothing is to be translated."""
    found = env.temp_data.get(_TRANSLATOR, 0)
    if found == 0:
        catalogue = catalogue_of(env, env.docname) if _may_translate(env) else None
        found = env.temp_data[_TRANSLATOR] = Translator(catalogue) if catalogue else None
    return found


def translator_beside(env: BuildEnvironment, docname: str) -> tuple[str, Translator | None]:
    """The name of the catalogue of *docname*, and a translator with it, for a text of *docname* on the current page.

    The name is empty if nothing is to be translated; the translator is None if there is no catalogue.
    """
    if not _may_translate(env):
        return "", None
    domain = docname_to_domain(docname, env.config.gettext_compact)
    if docname_to_domain(env.docname, env.config.gettext_compact) == domain:
        return domain, translator_of(env)
    known: dict[str, Translator | None] | None = env.temp_data.get(_BESIDE)
    if known is None:
        known = env.temp_data[_BESIDE] = {}
    if domain not in known:
        catalogue = catalogue_of(env, docname)
        known[domain] = Translator(catalogue) if catalogue else None
        _note_catalogue(env, domain)
    return domain, known[domain]


def _may_translate(env: BuildEnvironment) -> bool:
    found = env.temp_data.get(_CATALOGUES)
    if found is None:
        is_for_translators = abilities_of(builder_of(env)).is_for_translators
        found = env.temp_data[_CATALOGUES] = has_catalogues(env) and not is_for_translators
    return bool(found)


def _note_catalogue(env: BuildEnvironment, domain: str) -> None:
    """Have the current page read again when the catalogue *domain* changes, as Sphinx does for the page's own."""
    if env.config.language:
        for folder in env.config.locale_dirs:
            path = Path(env.srcdir, folder, env.config.language, "LC_MESSAGES", f"{domain}.mo")
            if path.is_file():
                env.note_dependency(str(path))


def catalogue_of(env: BuildEnvironment, docname: str) -> gettext.NullTranslations | None:
    """The message catalogue of *docname* in the language of the project; None if there is none."""
    config = env.config
    domain = docname_to_domain(docname, config.gettext_compact)
    folders = [Path(env.srcdir, folder) for folder in config.locale_dirs]
    catalogue, is_there = init_locale(folders, config.language, domain)
    return catalogue if is_there else None


class Translator:
    """Translates passages with a message catalogue."""

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        self._catalogue = catalogue

    def translate(self, passage: CommentPassage) -> None:
        """Replace the texts of *passage* that have a translation; the marks that they get keep Sphinx off them."""
        for node, message in list(_messages(passage)):
            text = self._catalogue.gettext(message)
            if text.strip() and text != message and self._put(node, text, passage):
                node["translated"], node["translatable"] = True, False
                passage.comment.is_translated = True

    def _put(self, node: Any, text: str, passage: CommentPassage) -> bool:
        unchecked = _UNCHECKED.match(text)
        if isinstance(node, LITERAL_TYPE_NODES):
            node[:] = [nodes.Text(text)]
            node.rawsource = text
            return True
        if isinstance(node, nodes.image):
            node["alt"] = text
            return False  # its other messages may be translated too, so it must not be marked as done
        new = passage.read(node, _LITERAL_FOLLOWS.sub(":", unchecked[1] if unchecked else text))
        if not new:
            return False
        ours = [child for child in node.children if isinstance(child, nodes.Element) and OURS_FIRST in child]
        if not unchecked:
            _compare(node, [child for child in node.children if child not in ours], new)
        node[:] = [*ours, *new]
        if isinstance(node, nodes.term) and node["ids"]:  # only terms of a glossary have ids
            comment = passage.comment
            note_term(comment.env, comment.tables, node.astext(), node["ids"][0])
        return True


def _messages(passage: CommentPassage) -> Iterator[tuple[Any, str]]:
    for block in passage.blocks:
        if isinstance(block, nodes.Element):
            yield from extract_messages(block)


def _compare(node: nodes.Element, before: list[nodes.Node], after: list[nodes.Node]) -> None:
    """Warn, as Sphinx does, if a translation leaves out a reference, or has one that the original lacks."""
    original, translated = _targets(before), _targets(after)
    if original != translated:
        _logger.warning(
            "inconsistent references in translated message: original: %s, translated: %s",
            original,
            translated,
            location=node,
            type="i18n",
            subtype="inconsistent_references",
        )


def _targets(found: list[nodes.Node]) -> list[str]:
    targets = []
    for root in found:
        for node in find(root, *_NAMES):
            is_term = node.get("refdomain") == "std" and node.get("reftype") == "term"
            if is_term or node.get("anonymous"):
                continue
            attributes = ("reftarget", "refname", "refid", "refuri")
            targets.append(str(next((node[name] for name in attributes if node.get(name)), node.astext())))
    return sorted(targets)
