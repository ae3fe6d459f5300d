"""Texts of a comment shown apart from the rest of it: in the row of a member of another type, or in a list."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.references import definition_xref
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.prose.comments.citations import hide_citations
from sphinx_qapi.sphinx_ext.prose.comments.comment import Comment
from sphinx_qapi.sphinx_ext.prose.comments.finishing import note_comment_names, resolve, translate
from sphinx_qapi.sphinx_ext.prose.comments.translating import Translator

_INTO_THE_COMMENT = (nodes.footnote_reference, nodes.citation_reference, nodes.reference)


def finish_within(comments: list[Comment], translator: Translator | None) -> None:
    """Finish the *comments* shown inside a text that is read apart; the page has neither them nor their ids."""
    for comment in comments[::-1]:
        comment.is_apart = True
        if translator is not None:
            translate(comment, translator)
        resolve(comment)
        note_comment_names(comment)


def finished_apart(
    comment: Comment, blocks: list[nodes.Node], namespace: str, owner: str, translator: Translator | None
) -> list[nodes.Node]:
    """Return the finished *blocks* of *comment*, whose definition *owner* has its entry elsewhere.

    References into the rest of the comment become links to that entry.
    """
    if translator is not None:
        translate(comment, translator)
    document = comment.known_document
    if document is None or (comment.is_plain and not document.ids):
        return blocks
    resolve(comment)
    note_comment_names(comment)
    for index in [each for block in blocks for each in block.findall(addnodes.index)]:
        if index.parent is not None:
            index.parent.remove(index)
    here = {each for block in blocks for node in block.findall(nodes.Element) for each in node["ids"]}
    used = set()
    for block in blocks:
        for node in elements_in(block, _INTO_THE_COMMENT):
            anchor = node.get("refid")
            if anchor in here:
                used.add(anchor)
            elif anchor in comment.document.ids:
                _lead_to(node, namespace, owner)
    _give_ids(comment, blocks, used)
    hide_citations(comment)
    return blocks


def _lead_to(node: nodes.Element, namespace: str, owner: str) -> None:
    if isinstance(node, nodes.reference):
        content: nodes.Node = nodes.inline("", "", *node.children)
    else:
        content = nodes.inline("", f"[{node.astext()}]")
    node.replace_self(definition_xref(namespace, owner, content))


def _give_ids(comment: Comment, blocks: list[nodes.Node], used: set[str]) -> None:
    """Give new ids, unique on the page, to the nodes of *blocks* whose ids are in *used*; remove all other ids."""
    page = comment.page
    names: dict[str, str] = {}
    for block in blocks:
        for node in block.findall(nodes.Element):
            if not node["ids"]:
                continue
            old, node["ids"] = [each for each in node["ids"] if each in used], []
            for each in old:
                node["ids"], node["names"], kept = [], [], node["names"]
                names[each] = page.set_id(node)
                node["names"] = kept
            node["backrefs"] = []
    for block in blocks:
        for node in block.findall(nodes.Element):
            if node.get("refid") in names:
                node["refid"] = names[node["refid"]]
