"""The domain: tables of what it offers, its data, and the resolution of references."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_qapi.sphinx_ext.directives.definition import DEFINITION_DIRECTIVES
from sphinx_qapi.sphinx_ext.directives.graph import QapiGraph
from sphinx_qapi.sphinx_ext.directives.index import QapiIndex
from sphinx_qapi.sphinx_ext.directives.module import QapiModule, QapiNamespace
from sphinx_qapi.sphinx_ext.directives.schema import QapiSchema
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_code, qapi_link
from sphinx_qapi.sphinx_ext.entries.description import IS_TARGET
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache
from sphinx_qapi.sphinx_ext.loading.store import SchemaStore
from sphinx_qapi.sphinx_ext.objects.object_index import ObjectIndex, ObjectRow, Target
from sphinx_qapi.sphinx_ext.objects.roles import QapiXRefRole, undecorated
from sphinx_qapi.sphinx_ext.reporting import warn

if TYPE_CHECKING:
    from sphinx_qapi.sphinx_ext.rebuilding.written_pages import Written

TYPE_KINDS = frozenset({"enum", "struct", "union", "object", "alternate"})
DEFINITION_KINDS = TYPE_KINDS | {"command", "event"}
ALL_KINDS = DEFINITION_KINDS | {"member", "value", "feature", "module"}

KINDS_OF_ROLE: dict[str, frozenset[str]] = {
    "any": ALL_KINDS,
    "command": frozenset({"command"}),
    "cmd": frozenset({"command"}),
    "event": frozenset({"event"}),
    "enum": frozenset({"enum"}),
    "object": frozenset({"struct", "union", "object"}),
    "obj": frozenset({"struct", "union", "object"}),
    "struct": frozenset({"struct", "object"}),
    "union": frozenset({"union", "object"}),
    "alternate": frozenset({"alternate"}),
    "alt": frozenset({"alternate"}),
    "type": TYPE_KINDS,
    "module": frozenset({"module"}),
    "mod": frozenset({"module"}),
    "member": frozenset({"member", "value"}),
    "memb": frozenset({"member", "value"}),
    "value": frozenset({"value"}),
    "feature": frozenset({"feature"}),
    "feat": frozenset({"feature"}),
}
"""For each role the kinds of objects that it refers to."""

_PRIORITIES = {"command": 0, "event": 0, "member": 2, "value": 2, "feature": 2}
_NOT_IN_SEARCH = -1
_BY_DOCUMENT = ("objects", "shown", "foreign", "links")
"""The tables of the domain's data whose keys are documents."""


class QapiDomain(Domain):
    """QAPI definitions, their members, values and features, and modules."""

    name = "qapi"
    label = "QAPI"
    data_version = 4
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, *(role for role, kinds in KINDS_OF_ROLE.items() if kind in kinds and role != "any"), "any")
        for kind in (
            "command", "event", "enum", "struct", "union", "object", "alternate", "member", "value", "feature", "module"
        )
    }  # fmt: skip
    roles = {role: QapiXRefRole() for role in KINDS_OF_ROLE}  # noqa: RUF012 - the type is Domain's
    directives = {  # noqa: RUF012
        **DEFINITION_DIRECTIVES,
        "schema": QapiSchema,
        "module": QapiModule,
        "namespace": QapiNamespace,
        "graph": QapiGraph,
        "index": QapiIndex,
    }
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}, "shown": {}, "foreign": {}, "links": {}}
    """``objects``: rows by document; ``shown``: fingerprints of what a document shows, by document and name;
    ``foreign``: places of references that may lead out of the schema, by document; ``links``: what a document links
    to, by document."""

    store: SchemaStore
    """The schemas, set before reading begins and never pickled."""
    cache: SchemaCache
    """What is kept of them between builds, set then too."""
    written: Written | None = None
    """What the folder at work is to hold, set when all is read."""
    pages_ahead: int = 0
    """How many pages differ from what the folder at work holds, those that were read among them."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.store = SchemaStore()
        self._index: ObjectIndex | None = None
        self.suggestions = 0
        """How often names like a missing one were looked for."""

    def setup(self) -> None:
        """Make labels of our indexes, as Sphinx does, which never removes those of indexes that are no more."""
        super().setup()
        names = {f"{self.name}-{index.name}" for index in self.indices}
        standard = cast("StandardDomain", self.env.get_domain("std"))
        for name, (docname, anchor) in list(standard.anonlabels.items()):
            if name == docname and not anchor and name.startswith("qapi-") and name not in names:
                standard.anonlabels.pop(name)
                standard.labels.pop(name, None)

    @property
    def objects(self) -> ObjectIndex:
        """All objects by name."""
        if self._index is None:
            self._index = ObjectIndex(self.data["objects"], tuple(self.store.schemas))
        return self._index

    def note_object(self, row: ObjectRow) -> None:
        """Remember a rendering of a definition or module."""
        self._index = None
        self.data["objects"].setdefault(row.docname, []).append(row)

    def note_shown(self, docname: str, shown: str) -> None:
        """Remember that *docname* shows ``NS:what``, to read it again when that changes."""
        self.data["shown"].setdefault(docname, {})[shown] = self.store.fingerprint(shown)

    def outdated_documents(self) -> list[str]:
        """The documents that show something which has changed since they were read."""
        return self.store.outdated(self.data["shown"])

    def clear_doc(self, docname: str) -> None:
        """Forget all about a document."""
        self._index = None
        for table in _BY_DOCUMENT:
            self.data[table].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found in *docnames*."""
        self._index = None
        for table in _BY_DOCUMENT:
            for docname, content in otherdata[table].items():
                if docname in docnames:
                    self.data[table][docname] = content

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
        """The link for a role of ours, or for the name in a signature whose target is elsewhere."""
        found = self.find(node, target, KINDS_OF_ROLE.get(typ, ALL_KINDS))
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
        """The link for Sphinx' ``any`` role, which may have the decorations of ours."""
        found = self.find(node, undecorated(target))
        if found is None:
            return []
        return [(f"qapi:{self.role_for_objtype(found.kind)}", link_node(builder, fromdocname, found, contnode))]

    def check_consistency(self) -> None:
        """Warn of definitions that an author describes although they are described elsewhere."""
        for row, other in self.objects.duplicates:
            message = (
                f'duplicate description of {row.kind} "{row.name}", which is described in {other.docname} too; '
                "use :no-index: for one of them"
            )
            warn(message, "duplicate-description", (row.docname, row.line))

    def find(self, node: Element, target: str, kinds: frozenset[str] = ALL_KINDS) -> Target | None:
        """What *target* means where the reference *node* stands."""
        return self.objects.find(target, kinds, namespace=node.get("qapi:namespace"), module=node.get("qapi:module"))

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """All targets: ``NS:name``, and for definitions the bare name as well, which other projects ask for.

        Only what a reader may search for has a priority: flattened rows would make the search five times as large,
        and answer "driver" a hundred times.
        """
        bare: set[str] = set()
        for namespace in self.objects.all_namespaces():
            first = not bare
            prefix = f"{namespace}:" if namespace else ""
            for row in self.objects.modules(namespace).values():
                yield prefix + row.name, row.name, "module", row.docname, row.anchor, 1
            fresh: set[str] = set()
            for row in self.objects.definitions(namespace).values():
                if not prefix and row.name in bare:
                    continue
                suffix = "" if first or not prefix else f" ({namespace})"
                place = row.docname, row.anchor
                yield prefix + row.name, row.name + suffix, row.kind, *place, _PRIORITIES.get(row.kind, 1)
                if prefix and row.name not in bare:
                    fresh.add(row.name)
                    yield row.name, row.name, row.kind, *place, _NOT_IN_SEARCH
                for part in row.parts:
                    name = f"{row.name}.{part.name}"
                    priority = _PRIORITIES[part.kind] if part.declared else _NOT_IN_SEARCH
                    yield prefix + name, name + suffix, part.kind, row.docname, part.anchor, priority
            bare |= fresh

    def get_full_qualified_name(self, node: Element) -> str | None:
        """What a reference of ours is called in another project's inventory."""
        target = node.get("reftarget")
        namespace = node.get("qapi:namespace")
        if target is None:
            return None
        return target if ":" in target or namespace is None else f"{namespace}:{target}"


def _place(node: pending_xref, target: Target) -> Target:
    """*target*, or a place within it that only its anchor names (see `names.part_anchor`)."""
    anchor = node.get("qapi:anchor")
    return target._replace(anchor=anchor) if anchor else target


def link_title(target: Target, text: str) -> str | None:
    """The title of a link that says *text*, where it would not only repeat what stands there."""
    return None if text == target.name else target.full_name


def link_node(builder: Builder, fromdocname: str, target: Target, content: Element) -> nodes.reference:
    """The link to *target* around *content*."""
    title = link_title(target, content.astext())
    link = make_refnode(builder, fromdocname, target.docname, target.anchor, content, title)
    if builder.name == "man":  # docutils' writer prints addresses, but not those of places in the document
        link["refid"] = target.anchor
        link.attributes.pop("refuri", None)
    return qapi_link("", "", *link.children, **link.attributes) if isinstance(content, qapi_code) else link
