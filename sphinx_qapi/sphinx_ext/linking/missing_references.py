"""Our references that lead nowhere: one warning of type ``ref.qapi`` each, with the names that may be meant.

Sphinx asks for these warnings in nitpicky mode only, and not for what ``nitpick_ignore`` and ``nitpick_ignore_regex``
name.
"""

from __future__ import annotations

import posixpath

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import MissingDocuments
from sphinx_qapi.sphinx_ext.loading.site_plan import INDEX
from sphinx_qapi.sphinx_ext.loading.store import SchemaStore
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of

_logger = logging.getLogger(__name__)
_MOST_SEARCHES = 100
"""Maximum number of searches for similar names: they help with typing errors, not if a great many names are missing."""


def warn_missing(_app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Warn of *node* if it is our reference (handler of ``warn-missing-reference``); None leaves it to Sphinx."""
    if domain is not None and domain.name == "std" and node["reftype"] == "doc":
        return _warn_of_part(domain.env, node)
    if domain is None or domain.name != "qapi":
        return None
    _logger.warning(
        "qapi:%s reference target not found: %s%s",
        node["reftype"],
        node["reftarget"],
        _hint(state_of(domain.env), node),
        location=node,
        type="ref",
        subtype="qapi",
    )
    return True


def _warn_of_part(env: BuildEnvironment, node: addnodes.pending_xref) -> bool | None:
    """Warn of a reference to the page of a definition, which builders that do not split documents do not know."""
    name = posixpath.normpath(posixpath.join("/", posixpath.dirname(node["refdoc"]), node["reftarget"])).lstrip("/")
    if more := explain_part(state_of(env).store, name):
        _logger.warning("unknown document: %r: %s", name, more, location=node, type="ref", subtype="doc")
        return True
    return None


def explain_part(store: SchemaStore, name: str) -> str:
    """What to write instead of *name* if that is the page of a definition but not a document; otherwise empty."""
    if name not in store.parts:
        return ""
    loaded, page = store.parts[name]
    definition = loaded.schema.definitions[page.name]
    role = {"command": "cmd"}.get(definition.kind, definition.kind if definition.kind == "event" else "type")
    target = page.name if loaded is store.get(None) else f"{loaded.namespace}:{page.name}"
    document = loaded.pages.docname(loaded.pages.module_pages.get(definition.module, INDEX))
    return f"it is a page of the document {document!r}; refer to the definition with :qapi:{role}:`{target}`"


class ExplainToctrees:
    """Explains, in warnings of a ``toctree`` that names the page of a definition, what to write instead."""

    def __init__(self) -> None:
        self._filter: MissingDocuments | None = None

    def begin(self, _app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
        """Start explaining (handler of ``env-before-read-docs``)."""
        self._filter = MissingDocuments(lambda name: explain_part(state_of(env).store, name))
        self._filter.begin()

    def end(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Stop explaining (handler of ``build-finished``)."""
        if self._filter is not None:
            self._filter.end()


def _hint(state: DomainState, node: nodes.Element) -> str:
    """A hint at an object of the same name but another kind, or otherwise at a similar name; may be empty."""
    target: str = node["reftarget"]
    found = state.find(node, target)
    if found:
        return f" ({found.full_name} is of kind {found.kind})"
    state.suggestions += 1
    if state.suggestions > _MOST_SEARCHES:
        return ""
    prefix, colon, rest = target.partition(":")
    namespaces = [prefix] if colon else list(state.objects.namespaces(node.get("qapi:namespace")))
    definitions = [row for each in namespaces for row in state.objects.definitions(each).values()]
    name = rest if colon else target
    parts = [f"{row.name}.{part.name}" for row in definitions if name.startswith(f"{row.name}.") for part in row.parts]
    return did_you_mean(name, parts or (row.name for row in definitions))
