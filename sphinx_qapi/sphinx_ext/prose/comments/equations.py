"""Equations of comments: Sphinx knows only one of each label in a project, so they get unique labels."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext._compat.sphinx_comments import note_equation
from sphinx_qapi.sphinx_ext.prose.comments.comment import Comment


def number_equations(comment: Comment) -> dict[str, str]:
    """Give the equations of *comment* labels that are unique in the project; return these by the authors' labels."""
    noted = comment.tables.pop("math", {}).get("objects", {})
    if not noted:
        return {}
    env, document = comment.env, comment.document
    labels: dict[str, str] = {}
    for block in list(document.findall(nodes.math_block)):
        label = block.get("label")
        if label not in noted or block.get("docname") != env.docname:
            continue
        serial = env.new_serialno(f"qapi-equation-{label}")
        labels[label] = block["label"] = f"{label}:{env.docname}" + (f":{serial + 1}" if serial else "")
        note_equation(env, labels[label], noted[label][1])
        _rename(comment, block, nodes.make_id(f"equation-{labels[label]}"))
    for xref in document.findall(addnodes.pending_xref):
        if xref.get("refdomain") == "math":
            xref["reftarget"] = labels.get(xref["reftarget"], xref["reftarget"])
    return labels


def _rename(comment: Comment, block: nodes.math_block, anchor: str) -> None:
    """Replace the anchor that docutils has given *block* for its label by *anchor*."""
    document = comment.document
    for old in [each for each in block["ids"] if each.startswith("equation-")]:
        block["ids"][block["ids"].index(old)] = anchor
        for target in document.findall(nodes.target):
            if target.get("refid") == old:
                target["refid"] = anchor
        document.ids.pop(old, None)
        document.ids[anchor] = block
