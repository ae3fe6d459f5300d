"""References as nodes: the attributes that ours have beside Sphinx's, and how they are made."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

FOREIGN = "qapi:foreign"
"""The attribute of a reference in a schema's prose that may lead out of the schema."""
IN_SCHEMA = "qapi:in-schema"
"""The attribute of a reference to a definition: a schema's comment has it, so that its target is a matter of rules."""
IN_COMMENT = "qapi:comment"
"""The attribute of a reference in a comment that names something: the number of that comment on its page."""
IS_TARGET = "qapi:is-target"
"""The attribute of a link from the name in a signature: whether the signature may be the target itself."""


def definition_xref(namespace: str, name: str, content: nodes.Node) -> addnodes.pending_xref:
    """A link to the definition *name* of *namespace* that Sphinx resolves when all pages are read."""
    link = addnodes.pending_xref(
        "",
        content,
        refdomain="qapi",
        reftype="any",
        reftarget=f"{namespace}:{name}",
        refexplicit=True,
        refwarn=False,
    )
    link["qapi:namespace"], link[IN_SCHEMA] = namespace, 1
    return link


def document_xref(docname: str, text: str, refdoc: str) -> addnodes.pending_xref:
    """A link to the document *docname* that stands on the document *refdoc*."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{docname}",
        refexplicit=True,
        refwarn=False,
        refdoc=refdoc,
    )


def lead_away(holder: nodes.Element, namespace: str, definition: str, anchor: str) -> None:
    """Let links within *holder* to rows of *definition*, whose anchor is *anchor*, lead to where it stands.

    That is for places which no link leads to, so that their rows have no anchors.
    """
    for link in list(holder.findall(nodes.reference)):
        if link.get("refid", "").startswith(f"{anchor}."):
            away = definition_xref(namespace, definition, link.children[0])
            away["qapi:anchor"] = link["refid"]
            link.replace_self(away)
