"""References as nodes: our attributes in addition to Sphinx's, and how references are made."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import SEPARATED, qapi_links, qapi_lists

FOREIGN = "qapi:foreign"
"""The attribute of a reference in a schema's prose that may lead out of the schema."""
IN_SCHEMA = "qapi:in-schema"
"""Attribute of a reference to a definition from a schema's comment: the rules of the analysis check its target."""
IN_COMMENT = "qapi:comment"
"""Attribute of a reference by name within a comment: the number of that comment on its page."""
IS_TARGET = "qapi:is-target"
"""Attribute of the link from the name in a signature: whether the signature itself may be the target."""


def pending_link(kind: str, target: str, content: nodes.Node, **attributes: object) -> addnodes.pending_xref:
    """A link of *kind* (domain and role, as in ``std:doc``) to *target*, which is resolved after all pages are read.

    Sphinx does not warn if there is no such target.
    """
    domain, _colon, role = kind.partition(":")
    return addnodes.pending_xref(
        "",
        content,
        refdomain=domain,
        reftype=role,
        reftarget=target,
        refexplicit=True,
        refwarn=False,
        **attributes,
    )


def definition_xref(namespace: str, name: str, content: nodes.Node) -> addnodes.pending_xref:
    """A link to the definition *name* of *namespace*."""
    return pending_link("qapi:any", f"{namespace}:{name}", content, **{"qapi:namespace": namespace, IN_SCHEMA: 1})


def document_xref(docname: str, text: str, refdoc: str) -> addnodes.pending_xref:
    """A link to the document *docname*, for use in the document *refdoc*."""
    return pending_link("std:doc", f"/{docname}", nodes.inline("", text), refdoc=refdoc)


def links_to_lists(lists: qapi_lists, refdoc: str) -> qapi_links:
    """*lists* as links, for use in the document *refdoc*."""
    line = qapi_links()
    for number, (role, target, text) in enumerate(lists["entries"]):
        if number:
            line += nodes.Text(SEPARATED)
        words = nodes.inline("", text)
        line += pending_link(f"std:{role}", target, words, refdoc=refdoc) if role else nodes.strong("", text)
    return line


def lead_away(holder: nodes.Element, namespace: str, definition: str, anchor: str) -> None:
    """Let links in *holder* to rows of *definition*, whose anchor is *anchor*, lead to the entry of the definition.

    This is for places that no link leads to and whose rows have no anchors.
    """
    for link in list(holder.findall(nodes.reference)):
        if link.get("refid", "").startswith(f"{anchor}."):
            away = definition_xref(namespace, definition, link.children[0])
            away["qapi:anchor"] = link["refid"]
            link.replace_self(away)
