"""A message made from the schema, before the author's examples."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.examples.places import examples_in
from sphinx_qapi.sphinx_ext.configuration.options import ALWAYS, NEVER, PAYLOADS
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_payload
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.sphinx_ext.translation import _


def payload_section(entry: Entry) -> list[nodes.Node]:
    """The payloads of a command or event, unless the project wants none here."""
    page = entry.page
    wanted = page.env.config.qapi_payloads
    if wanted not in PAYLOADS:
        warn(f"qapi_payloads: {wanted!r} is none of {', '.join(map(repr, PAYLOADS))}", "config", once=True)
        wanted = ALWAYS
    if wanted == NEVER or not page.presentation.examples:
        return []
    view = page.loaded.payloads.get(entry.definition.name)
    if view is None or (wanted != ALWAYS and any(True for _example in examples_in(entry.definition))):
        return []
    node = qapi_payload("", minimal=view.minimal, full=view.full, others=view.others)
    return [label(_("Payload"), nodes.Text(_("generated from the schema"))), node]
