"""References to things that comments name: labels, terms, citations, options, equations.

A reference in a comment leads to what the same comment names, if it has that name. All other references are resolved by
Sphinx's domains, which get the names in comments after all pages are read: names of authors have precedence, then those
of comments, in an order that does not depend on when a page was read.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext._compat.sphinx_comments import more_names
from sphinx_qapi.sphinx_ext.doctree.references import IN_COMMENT
from sphinx_qapi.sphinx_ext.objects.comment_names import public_rows
from sphinx_qapi.sphinx_ext.objects.state import state_of


class ResolveInComments(SphinxPostTransform):
    """Resolve references in comments to what the same comment names."""

    default_priority = 4  # before LaTeX and Sphinx resolve references

    def run(self, **_kwargs: Any) -> None:
        """Resolve the references of the document."""
        rows = state_of(self.env).data["comments"].get(self.env.docname)
        if not rows:
            return
        builder = builder_of(self.env)
        for node in list(self.document.findall(addnodes.pending_xref)):
            if IN_COMMENT not in node or node[IN_COMMENT] >= len(rows):
                continue
            domain = self.env.get_domain(node["refdomain"])
            words: Any = node[0].deepcopy() if node.children else nodes.Text("")
            with more_names(self.env, rows[node[IN_COMMENT]].names):
                found = domain.resolve_xref(
                    self.env, self.env.docname, builder, node["reftype"], node["reftarget"], node, words
                )
            if found is not None:
                node.replace_self(found)


def take_back_names(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Remove names of comments from Sphinx's domains while pages are read (handler of ``env-before-read-docs``)."""
    given = state_of(env).data["given"]
    for (domain, table), rows in given.items():
        known = env.get_domain(domain).data.get(table, {})
        for key, row in rows.items():
            if known.get(key) == row:
                del known[key]
    given.clear()


def give_names(_app: Sphinx, env: BuildEnvironment) -> None:
    """Add names of comments to Sphinx's domains unless authors have the same names (handler of ``env-updated``)."""
    data = state_of(env).data
    for row in public_rows(data["comments"]):
        for domain, tables in row.names.items():
            for table, rows in tables.items():
                known = env.get_domain(domain).data.setdefault(table, {})
                for key, value in rows.items():
                    if key not in known:
                        known[key] = value
                        data["given"].setdefault((domain, table), {})[key] = value


def find_equation(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, words: nodes.TextElement
) -> nodes.Element | None:
    """Resolve ``:eq:`` to an equation in a comment (handler of ``missing-reference``); None if there is none."""
    if node.get("refdomain") != "math":
        return None
    for row in public_rows(state_of(env).data["comments"]):
        if node["reftarget"] in row.equations:
            label = row.equations[node["reftarget"]]
            domain = env.get_domain("math")
            return domain.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], label, node, words)
    return None
