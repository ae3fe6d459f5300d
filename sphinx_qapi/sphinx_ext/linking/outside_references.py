"""References in a schema's prose that may lead out of it: ``:doc:`` and ``:ref:``.

In a project of the author's, Sphinx resolves them. If a schema is built alone (``qapi_foreign_references`` is
``text``), most of them have no target: they are shown as text, and listed once at the end.
"""

from __future__ import annotations

import re
import sys
from typing import Any, TextIO

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_qapi.source.suggestions import TIGHT
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import part_of
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.references import FOREIGN, IN_SCHEMA
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.reporting import warn

_logger = logging.getLogger(__name__)
_SHOWN = 2
"""Number of references that are printed; the others are logged for those who want all messages."""


def show_as_text(
    _app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.Element | None:
    """What replaces an unresolved reference (handler of ``missing-reference``); None leaves it to Sphinx.

    If a schema is built alone, a name that is almost one of the schema's is a mistake; any other name belongs to
    another schema. A reference to a definition that the schema has, but that the author's pages do not show, is not a
    mistake.
    """
    if node.get(FOREIGN) and not (node["refdomain"] == "qapi" and _is_slip(env, node)):
        return content
    if not node.get(IN_SCHEMA) or node["refdomain"] != "qapi" or _is_ignored(env, node):
        return None
    namespace, target = node["qapi:namespace"], node["reftarget"]
    if _is_unshown(env, namespace, target):
        return content
    names = state_of(env).objects.definitions(namespace)
    warn(
        f'"{target}" is no definition{state_of(env).slips.did_you_mean(target, names)}',
        "unknown-reference",
        f"{node.source}:{node.line}",
        part=part_of(node),
        once=True,
    )
    return content


def _is_unshown(env: BuildEnvironment, namespace: str, target: str) -> bool:
    """Whether *target* is, or is in, a definition that the schema has but no page shows."""
    loaded = state_of(env).store.get(namespace)
    name = target.removeprefix(f"{namespace}:")
    while loaded and name:
        if loaded.schema.find(name):
            return name not in state_of(env).objects.definitions(namespace)
        name = name.rpartition(".")[0]
    return False


def _is_ignored(env: BuildEnvironment, node: addnodes.pending_xref) -> bool:
    kind, target = f"{node['refdomain']}:{node['reftype']}", node["reftarget"]
    return (kind, target) in env.config.nitpick_ignore or any(
        re.fullmatch(kinds, kind) and re.fullmatch(targets, target)
        for kinds, targets in env.config.nitpick_ignore_regex
    )


def _is_slip(env: BuildEnvironment, node: addnodes.pending_xref) -> bool:
    names = state_of(env).objects.definitions(node["qapi:namespace"])
    slips = state_of(env).slips
    return bool(slips.nearest(node["reftarget"].partition(".")[0], names, most=1, alike=TIGHT))


def note_foreign(app: Sphinx, doctree: nodes.document) -> None:
    """Note the places of marked references for the list at the end (handler of ``doctree-read``)."""
    places = [
        (xref["refdomain"], xref["reftype"], xref["reftarget"], f"{xref.source}:{xref.line}")
        for xref in elements_in(doctree, (addnodes.pending_xref,))
        if xref.get(FOREIGN)
    ]
    if places:
        state_of(app.env).data["foreign"][app.env.docname] = places


def list_foreign(app: Sphinx, exception: Exception | None) -> None:
    """List the references that are shown as text once (handler of ``build-finished``)."""
    if exception is not None or not abilities_of(app.builder).is_read:
        return
    references = [each for places in state_of(app.env).data["foreign"].values() for each in places]
    unknown = _unknown_names(state_of(app.env), {target for domain, _, target, _ in references if domain == "qapi"})
    lost = sorted(
        {
            f"{place}: :{kind}:`{target}`" if domain == "std" else f"{place}: `{target}`"
            for domain, kind, target, place in references
            if (target in unknown if domain == "qapi" else not _leads_somewhere(app.env, kind, target))
        }
    )
    if lost:
        shown = "; ".join(lost[:_SHOWN]) + (f"; and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else "")
        # Printed, because Sphinx's own messages are off in quiet builds, and the project has requested this one. A
        # program that watches standard output for Sphinx's progress names another stream for messages.
        print(f"References that lead out of the schema are shown as text: {shown}", file=_messages())
        for line in lost[_SHOWN:]:
            _logger.info("  %s", line)


def _messages() -> TextIO:
    """Standard output, or the stream for messages of a program that watches it."""
    stream: TextIO = getattr(sys.stdout, "messages", sys.stdout)
    return stream


def _unknown_names(state: DomainState, names: set[str]) -> set[str]:
    """The *names* that are neither on a page nor in a schema."""
    unshown = {name for name in names if not state.objects.find(name, ALL_KINDS, namespace=None, module=None)}
    return unshown.difference(*(loaded.defined(unshown) for loaded in state.store.schemas.values()))


def _leads_somewhere(env: BuildEnvironment, kind: str, target: str) -> bool:
    if kind == "doc":
        return target.lstrip("/") in env.found_docs
    std: Any = env.get_domain("std")
    return target.lower() in std.anonlabels
