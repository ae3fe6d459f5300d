"""What stands above a message that is made from the schema."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext.translation import _


def payload_title(node: nodes.Element) -> str:
    """What the `qapi_payload` *node* shows."""
    minimal: str = node["minimal"]
    if minimal.startswith("<-"):
        return str(_("Event"))
    return str(_("Request and reply") if "\n<- " in minimal else _("Request"))
