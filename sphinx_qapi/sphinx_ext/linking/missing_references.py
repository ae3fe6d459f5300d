"""References of ours that lead nowhere: one warning of type ``ref.qapi``, with the names that may be meant.

Sphinx asks in nitpicky mode only, and not for what ``nitpick_ignore`` and ``nitpick_ignore_regex`` name.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.util import logging

from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of

_logger = logging.getLogger(__name__)
_MOST_SEARCHES = 100
"""Suggestions are for slips of the pen: where more names are missing, something else is wrong."""


def warn_missing(_app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Warn of *node* if it is ours (handler of ``warn-missing-reference``)."""
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


def _hint(state: DomainState, node: nodes.Element) -> str:
    """What is of that name but of another kind, else what is of a name like it."""
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
