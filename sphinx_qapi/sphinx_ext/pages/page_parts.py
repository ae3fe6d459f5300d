"""The parts of a generated page, which its labels name: links lead to them, and themes list them beside the page."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import ContentsEntry, add_contents
from sphinx_qapi.sphinx_ext.doctree.nodes import label_text, qapi_label
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def anchor_parts(section: nodes.section, anchor: str) -> None:
    """Let links lead to the labels in *section*, below its *anchor*: such a label is a heading."""
    taken: set[str] = set()
    for node in section.children:
        if not (is_label := isinstance(node, qapi_label)) and not _is_rubric(node):
            continue
        assert isinstance(node, nodes.Element)
        wanted = nodes.make_id(label_text(node)) if is_label else "branches"
        own, number = wanted or "part", 1
        while own in taken:
            number += 1
            own = f"{wanted or 'part'}-{number}"
        taken.add(own)
        node["ids"] = [f"{anchor}:{own}"]


def list_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Add the parts of a page to its contents (handler of ``doctree-read``, when Sphinx has gathered its sections)."""
    docname = app.env.docname
    generated = state_of(app.env).store.generated
    if docname not in generated:
        return
    loaded, page = generated[docname]
    if loaded.definition_pages and page.kind in (PageKind.MODULE, PageKind.DEFINITION):
        add_contents(app.env, docname, list(_parts(doctree)), of_page=page.kind is PageKind.DEFINITION)


def _parts(doctree: nodes.document) -> Iterator[ContentsEntry]:
    """The labels with anchors; those of branches stand below that of the arguments."""
    for node in doctree.findall(nodes.Element):
        if isinstance(node, qapi_label) and node["ids"]:
            yield ContentsEntry(label_text(node), node["ids"][0], is_below=False)
        elif node["ids"] and _is_rubric(node):
            yield ContentsEntry(label_text(node), node["ids"][0], is_below=True)


def _is_rubric(node: nodes.Node) -> bool:
    return isinstance(node, nodes.rubric) and "qapi-label" in node["classes"]
