"""Marks on references in a schema's prose that may lead out of the schema.

`sphinx_qapi.sphinx_ext.linking.outside_references` resolves them.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext.doctree.references import FOREIGN, IN_SCHEMA
from sphinx_qapi.sphinx_ext.objects.state import state_of

_INDEX_LABELS = frozenset({"qapi-qmp-index", "qapi-qga-index", "qapi-qsd-index"})
"""Labels by which QEMU's schemas refer to the index of their own manual, from 10.0 on."""


def adopt_reference(env: BuildEnvironment, xref: nodes.Element, namespace: str) -> None:
    """Have *xref* looked up in *namespace* first, lead references to "the index" to its index, and mark ways out.

    A reference is marked with `FOREIGN` if it may lead out of the schema and ``qapi_foreign_references`` is "text".
    """
    domain = xref.get("refdomain")
    if domain == "qapi":
        xref["qapi:namespace"] = namespace
        xref[IN_SCHEMA] = 1
    if xref["reftarget"] in _INDEX_LABELS:
        xref["reftarget"] = _index_label(env, namespace)
        xref["refdomain"], xref["reftype"] = "std", "ref"
    elif domain in ("qapi", "std") and env.config.qapi_foreign_references == "text":
        xref[FOREIGN] = 1


def _index_label(env: BuildEnvironment, namespace: str) -> str:
    """The label of the index of *namespace*; of the index of all namespaces if it has none of its own."""
    name = f"{namespace.lower()}-index"
    loaded = state_of(env).store.schemas.get(namespace)
    has_own = any(index.name == name for index in env.get_domain("qapi").indices)
    has_own = has_own or bool(loaded and loaded.config.output)
    return f"qapi-{name}" if has_own else "qapi-index"
