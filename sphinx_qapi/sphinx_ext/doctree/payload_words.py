"""The title above example messages that are made from the schema."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext.translation import _


def payload_title(node: nodes.Element) -> str:
    """The title of the `qapi_payload` *node*, which says what messages it shows."""
    minimal: str = node["minimal"]
    if minimal.startswith("<-"):
        return str(_("Event"))
    return str(_("Request and reply") if "\n<- " in minimal else _("Request"))
