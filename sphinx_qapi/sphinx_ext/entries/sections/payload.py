"""The section of payloads: messages made from the schema, before the author's examples."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.examples.example_places import examples_in, transcripts_of
from sphinx_qapi.sphinx_ext.configuration.options import ALWAYS, MISSING, NEVER
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_label, qapi_payload
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.views import View

PAYLOAD = View("payloads", lambda site, definition: site.loaded.analyses.payloads.get(definition.name))
"""The messages made from the schema; None for types."""


def payload_section(entry: EntryContext) -> list[nodes.Node]:
    """The payloads, unless they are part of the introduction (see `with_payload`)."""
    return [] if _is_in_introduction(entry) else _payload(entry)


def with_payload(entry: EntryContext, introduction: list[nodes.Node]) -> list[nodes.Node]:
    """The nodes of the *introduction*, with the payloads before the first example if they are part of it."""
    if not _is_in_introduction(entry):
        return introduction
    first = next((index for index, node in enumerate(introduction) if _is_example(node)), len(introduction))
    return [*introduction[:first], *_payload(entry), *introduction[first:]]


def _is_in_introduction(entry: EntryContext) -> bool:
    """Whether the payloads are part of the introduction: if it has an example, and there are no arguments or data.

    Payloads precede examples; if there are arguments or data, payloads come after these instead.
    """
    documentation = entry.definition.documentation
    if documentation is None or entry.effective.members or entry.effective.branches:
        return False
    return any(True for _example in transcripts_of(documentation.intro))


def _is_example(node: nodes.Node) -> bool:
    """Whether *node* is an example, the label of an example, or contains an example."""
    if isinstance(node, qapi_label):
        return True
    return any(str(each.get("language", "")).upper() == "QMP" for each in node.findall(nodes.literal_block))


def _payload(entry: EntryContext) -> list[nodes.Node]:
    """The payloads of a command or event; empty if the project or the directive wants none here."""
    page = entry.page
    wanted = page.env.config.qapi_payloads
    if wanted == ALWAYS and page.beside:
        wanted = MISSING
    if wanted == NEVER or not page.display.examples:
        return []
    view = entry.see(PAYLOAD)
    if view is None or (wanted != ALWAYS and any(True for _example in examples_in(entry.definition))):
        return []
    return [qapi_payload("", minimal=view.minimal, full=view.full, others=view.others)]
