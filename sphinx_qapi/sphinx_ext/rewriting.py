"""Pages that must be written again although nothing that they say has changed.

Sphinx writes the pages that it has read. But a page also shows where its links lead, and most themes put the contents
of the whole project, and the neighbours, on every page. So the places of all links are kept, and a digest of the
contents: when either is not what it was, the pages concerned are written again, without being read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext.domain import ALL_KINDS, KINDS_OF_ROLE, QapiDomain
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.graphs.outline import outline_lines
from sphinx_qapi.sphinx_ext.nodes import qapi_xref

Reference = tuple[str, str, str | None, str | None]
"""What a link names: role, target, and the namespace and module where it stands."""


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the document at work links to (handler of ``doctree-read``)."""
    links = dict.fromkeys(_references(doctree), "")
    if links:
        _domain(app.env).data["links"][app.env.docname] = links


def _references(doctree: nodes.document) -> Iterator[Reference]:
    for node in doctree.findall(nodes.Element):
        if isinstance(node, qapi_xref):
            yield "any", node["target"], None, None
        elif isinstance(node, qapi_graph):
            role = "module" if node["modules"] else "any"
            for line in outline_lines(node):
                yield from ((role, f"{node['namespace']}:{name}", None, None) for name in line[1::2])
        elif isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "qapi":
            yield node["reftype"], node["reftarget"], node.get("qapi:namespace"), node.get("qapi:module")


def pages_to_write(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages whose links or contents have changed (handler of ``env-updated``)."""
    domain = _domain(env)
    moved = [docname for docname, links in domain.data["links"].items() if _follow(domain, links)]
    contents = _contents(env)
    if contents == domain.data["contents"]:
        return moved
    domain.data["contents"] = contents
    return sorted(env.found_docs)


def _follow(domain: QapiDomain, links: dict[Reference, str]) -> bool:
    """Bring the places of *links* up to date; whether any has changed."""
    changed = False
    for reference, before in links.items():
        role, name, namespace, module = reference
        kinds = KINDS_OF_ROLE.get(role, ALL_KINDS)
        target = domain.objects.find(name, kinds, namespace=namespace, module=module)
        place = f"{target.docname}#{target.anchor}" if target else "?"
        if place != before:
            links[reference] = place
            changed = True
    return changed


def _contents(env: BuildEnvironment) -> str:
    """Digest of titles, contents entries and order of all pages."""
    digest = hashlib.blake2b(digest_size=12)
    for docname in sorted(env.tocs):
        entries = [
            (each.get("refuri"), each.get("anchorname"), each.astext())
            for each in env.tocs[docname].findall(nodes.reference)
        ]
        digest.update(repr((docname, env.toctree_includes.get(docname), entries)).encode(errors="surrogatepass"))
    return digest.hexdigest()


def _domain(env: BuildEnvironment) -> QapiDomain:
    return cast("QapiDomain", env.get_domain("qapi"))
