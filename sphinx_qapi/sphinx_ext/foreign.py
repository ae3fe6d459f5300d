"""References in a schema's prose that may lead out of it: ``:doc:`` and ``:ref:``.

In a project of the author's they are Sphinx' matter. Where a schema is built alone (``qapi_foreign_references`` is
``text``) there is nothing for most of them to lead to: they are shown as text, and listed once at the end.
"""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext.domain import QapiDomain
from sphinx_qapi.sphinx_ext.foreign_marks import FOREIGN


def show_as_text(
    _app: Sphinx, _env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.Element | None:
    """What becomes of a reference that nothing else could resolve (handler of ``missing-reference``)."""
    return content if node.get(FOREIGN) else None


def note_foreign(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Keep the places of marked references, for the list at the end."""
    domain = cast("QapiDomain", env.get_domain("qapi"))
    places = [
        (xref["reftype"], xref["reftarget"], f"{xref.source}:{xref.line}")
        for xref in doctree.findall(addnodes.pending_xref)
        if xref.get(FOREIGN)
    ]
    if places:
        domain.data["foreign"][env.docname] = places


def list_foreign(app: Sphinx, exception: Exception | None) -> None:
    """Say once which references are shown as text."""
    if exception is not None:
        return
    domain = cast("QapiDomain", app.env.get_domain("qapi"))
    std: Any = app.env.get_domain("std")
    lost: dict[str, None] = {}
    for places in domain.data["foreign"].values():
        for kind, target, place in places:
            found = target in app.env.found_docs if kind == "doc" else target.lower() in std.anonlabels
            if not found:
                lost[f"{place}: :{kind}:`{target}`"] = None
    if lost:
        # Printed, for Sphinx' own messages are off in quiet builds, and this one was asked for.
        print("References that lead out of the schema are shown as text:")
        for line in sorted(lost):
            print(f"  {line}")
