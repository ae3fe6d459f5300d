"""The domain, as Sphinx's interface to the extension; its state is in `sphinx_qapi.sphinx_ext.objects.state`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import forget_index_labels, forget_labels
from sphinx_qapi.sphinx_ext.directives.availability import QapiAvailability
from sphinx_qapi.sphinx_ext.directives.changes import QapiChanges
from sphinx_qapi.sphinx_ext.directives.definition import DEFINITION_DIRECTIVES
from sphinx_qapi.sphinx_ext.directives.graph import QapiGraph
from sphinx_qapi.sphinx_ext.directives.index import QapiIndex
from sphinx_qapi.sphinx_ext.directives.module import QapiModule, QapiNamespace
from sphinx_qapi.sphinx_ext.directives.schema import QapiSchema
from sphinx_qapi.sphinx_ext.doctree.references import IS_TARGET
from sphinx_qapi.sphinx_ext.linking.reference_nodes import link_node
from sphinx_qapi.sphinx_ext.objects.object_rows import Target
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS, KINDS_OF_ROLE, OBJECT_KINDS, PART_KINDS
from sphinx_qapi.sphinx_ext.objects.roles import QapiXRefRole, undecorated
from sphinx_qapi.sphinx_ext.objects.state import DomainState
from sphinx_qapi.sphinx_ext.reporting import warn

_PRIORITIES = {**dict.fromkeys(ENTRY_KINDS, 0), **dict.fromkeys(PART_KINDS, 2)}
_NOT_IN_SEARCH = -1


class QapiDomain(Domain):
    """The domain of QAPI definitions, their members, values and features, and modules."""

    name = "qapi"
    label = "QAPI"
    data_version = 8
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, *(role for role, kinds in KINDS_OF_ROLE.items() if kind in kinds and role != "any"), "any")
        for kind in OBJECT_KINDS
    }
    roles = {role: QapiXRefRole() for role in KINDS_OF_ROLE}  # noqa: RUF012 - the type is Domain's
    directives = {  # noqa: RUF012
        **DEFINITION_DIRECTIVES,
        "schema": QapiSchema,
        "module": QapiModule,
        "namespace": QapiNamespace,
        "graph": QapiGraph,
        "index": QapiIndex,
        "changes": QapiChanges,
        "availability": QapiAvailability,
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "objects": {},
        "shown": {},
        "foreign": {},
        "links": {},
        "comments": {},
        "parts": {},
        "given": {},
        "sources": {},
    }
    """``objects``: rows of described objects, by document; ``shown``: fingerprints of what a document shows, by
    document and name; ``foreign``: places of references that may lead out of the schema, by document; ``links``: the
    references on a document, by document; ``comments``: the names that comments define, by document; ``parts``: the
    pages that a document is split into, by document; ``given``: the names of comments that other domains have been
    given; ``sources``: time and size of the source file when it was read, by document."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.state = DomainState(self.data)

    def setup(self) -> None:
        """Make the labels of our indexes, as Sphinx does, but first remove those that the last build has left.

        Sphinx never removes the labels of indexes that no longer exist; and if an index was at another place in the
        last build, Sphinx would take its label for that of something else.
        """
        names = {f"{self.name}-{index.name}" for index in self.indices}
        forget_labels(self.env, names)
        super().setup()
        forget_index_labels(self.env, lambda name: name.startswith("qapi-") and name not in names)

    def clear_doc(self, docname: str) -> None:
        """Forget everything about the document *docname*."""
        self.state.clear_document(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found in *docnames*."""
        self.state.merge(docnames, otherdata)

    def resolve_xref(  # type: ignore[override]  # noqa: PLR0917 - the signature is Domain's; it takes any element
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Element | None:
        """The link for one of our roles, or for the name in a signature; None if there is no target.

        A name whose target is its own signature, or which has none, becomes *contnode* without a link.
        """
        found = self.state.find(node, target, KINDS_OF_ROLE.get(typ, ALL_KINDS))
        if IS_TARGET in node and (found is None or (node[IS_TARGET] and found.docname == fromdocname)):
            return contnode
        return link_node(builder, fromdocname, _place(node, found), contnode) if found else None

    def resolve_any_xref(  # noqa: PLR0917
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The link for Sphinx's ``any`` role, whose target may have the same decorations as in our roles."""
        found = self.state.find(node, undecorated(target))
        if found is None:
            return []
        return [(f"qapi:{self.role_for_objtype(found.kind)}", link_node(builder, fromdocname, found, contnode))]

    def check_consistency(self) -> None:
        """Warn of definitions that an author describes although another description exists."""
        for row, other in self.state.objects.duplicates:
            message = (
                f'duplicate description of {row.kind} "{row.name}", which is described in {other.docname} too; '
                "use :no-index: for one of them"
            )
            warn(message, "duplicate-description", (row.docname, row.line))

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """All targets: ``NS:name``, and for definitions also the bare name, by which other projects refer to them.

        The search shows only what is worth a search: inherited rows would make its index five times as large, and
        answer "driver" a hundred times. A definition whose name is the title of a page is found as that page.
        """
        bare: set[str] = set()
        for namespace in self.state.objects.all_namespaces():
            first = not bare
            prefix = f"{namespace}:" if namespace else ""
            for row in self.state.objects.modules(namespace).values():
                yield prefix + row.name, row.name, "module", row.docname, row.anchor, 1
            fresh: set[str] = set()
            for row in self.state.objects.definitions(namespace).values():
                if not prefix and row.name in bare:
                    continue
                suffix = "" if first or not prefix else f" ({namespace})"
                place = row.docname, row.anchor
                priority = _NOT_IN_SEARCH if self.state.is_titled(row) else _PRIORITIES.get(row.kind, 1)
                yield prefix + row.name, row.name + suffix, row.kind, *place, priority
                if prefix and row.name not in bare:
                    fresh.add(row.name)
                    yield row.name, row.name, row.kind, *place, _NOT_IN_SEARCH
                for part in row.parts:
                    name = f"{row.name}.{part.name}"
                    priority = _PRIORITIES[part.kind] if part.declared else _NOT_IN_SEARCH
                    yield prefix + name, name + suffix, part.kind, row.docname, part.anchor, priority
            bare |= fresh

    def get_full_qualified_name(self, node: Element) -> str | None:
        """The name by which the target of *node* is looked up in another project's inventory; None without a target."""
        target = node.get("reftarget")
        namespace = node.get("qapi:namespace")
        if target is None:
            return None
        return target if ":" in target or namespace is None else f"{namespace}:{target}"


def _place(node: pending_xref, target: Target) -> Target:
    """*target*, or a place within it if *node* gives an anchor (see `doctree.anchors.part_anchor`)."""
    anchor = node.get("qapi:anchor")
    return target._replace(anchor=anchor) if anchor else target
