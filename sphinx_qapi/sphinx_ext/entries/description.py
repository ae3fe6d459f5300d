"""The frame of every description, filled from a schema or by an author: signature, index entry, and the domain's row.

The nodes are those of Sphinx's own `ObjectDescription`, with the attributes that Sphinx's contents collector, its
writers and other extensions look for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.sphinx_ext.doctree.anchors import definition_anchor, qemu_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import NO_SEARCH, qapi_kind, qapi_meta, qapi_name
from sphinx_qapi.sphinx_ext.doctree.references import IS_TARGET, pending_link
from sphinx_qapi.sphinx_ext.entries.display_options import DisplayOptions
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, PartRow, Rank
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.translation import _


@dataclass(frozen=True, kw_only=True)
class DescribedObject:
    """A definition that is described, and the place of the description."""

    env: BuildEnvironment
    document: nodes.document
    namespace: str
    name: str
    kind: str
    module: str
    rank: Rank
    line: int
    """Line number of the directive on the document."""
    display: DisplayOptions
    is_target: bool
    """Whether links may lead here: see `may_be_target`."""
    old_module: str = ""
    """The module in its old anchor; empty if that is `module`, or old anchors are not wanted. See `running_modules`."""
    summary: str = ""
    parts: list[PartRow] = field(default_factory=list)
    """The members, values and features that the description shows; its sections add them."""
    anchors: set[str] = field(default_factory=set)
    """The anchors that its sections have claimed."""

    @property
    def full_name(self) -> str:
        """``NS:name``; only the name if there is no namespace."""
        return f"{self.namespace}:{self.name}" if self.namespace else self.name

    @property
    def anchor(self) -> str:
        """The anchor of its signature."""
        return definition_anchor(self.namespace, self.name)

    @property
    def ids(self) -> list[str]:
        """All anchors of its signature, including old ones if wanted; empty if it is no target of links."""
        if not self.is_target:
            return []
        return definition_anchors(self.env, self.namespace, self.kind, self.name, (self.module, self.old_module))

    def claim(self, anchor: str) -> bool:
        """Reserve *anchor* for a row; return whether the row may have it.

        It may not if the description is no target of links, or if another row has the anchor already: a wrong schema
        may have two members of one name.
        """
        free = self.is_target and anchor not in self.anchors
        self.anchors.add(anchor)
        return free


def definition_anchors(
    env: BuildEnvironment, namespace: str, kind: str, name: str, modules: Sequence[str]
) -> list[str]:
    """The anchors of a definition: its own, then, if wanted, old ones with each of the non-empty *modules*."""
    own = definition_anchor(namespace, name)
    if not env.config.qapi_qemu_anchors:
        return [own]
    return [own, *(qemu_anchor(kind, namespace, f"{module}.{name}") for module in modules if module)]


def may_be_target(document: nodes.document, namespace: str, name: str, display: DisplayOptions) -> bool:
    """Whether a description may be a target: not if its author forbids it, or *document* already has its anchor."""
    return display.index and definition_anchor(namespace, name) not in document.ids


def object_description(
    subjects: Sequence[DescribedObject],
    content: addnodes.desc_content,
    meta: qapi_meta | None,
    links: Iterable[nodes.Node] = (),
) -> list[nodes.Node]:
    """Return the index entries and the description of *subjects*, which share *content*; each signature has *meta*.

    *links* directly follow the name: in HTML they float, and anything on a line of its own would push them down. Each
    subject is noted in the domain.
    """
    first = subjects[0]
    desc = addnodes.desc("", domain="qapi", objtype=first.kind, desctype=first.kind, classes=["qapi", first.kind])
    shown = first.display
    desc["no-index"] = desc["noindex"] = not shown.index
    desc["no-index-entry"] = desc["noindexentry"] = not shown.index_entry
    desc["no-contents-entry"] = desc["nocontentsentry"] = not shown.contents_entry
    desc["no-typesetting"] = not shown.typesetting
    index = addnodes.index(entries=[])
    for subject in subjects:
        signature = _signature(subject, meta, links)
        desc += signature
        note_described(subject, signature, index)
    desc += content
    if shown.typesetting:
        return [index, desc]
    ids = [str(each) for node in desc.findall(nodes.Element) for each in node["ids"]]
    return [index, nodes.target("", "", ids=ids)] if ids else [index]


def note_described(subject: DescribedObject, signature: nodes.Element, index: addnodes.index) -> None:
    """Note *subject*, whose target is *signature*, in the domain, and add its entry to *index*."""
    shown = subject.display
    if subject.is_target or (shown.index and subject.rank is Rank.WRITTEN):  # the domain warns of duplicates
        state_of(subject.env).note_object(_row(subject))
    if subject.is_target:
        subject.document.note_explicit_target(signature)
        if shown.index_entry:
            _add_index_entry(index, subject)


def _signature(
    subject: DescribedObject, meta: qapi_meta | None, links: Iterable[nodes.Node]
) -> addnodes.desc_signature:
    signature = addnodes.desc_signature("", "", ids=subject.ids, names=[])
    signature["_toc_name"], signature["_toc_parts"] = _contents_entry(subject)
    signature += qapi_kind("", kind=subject.kind)
    signature += qapi_name("", "", nodes.Text(subject.name) if subject.rank is Rank.GENERATED else _name_link(subject))
    signature += links
    if meta is not None:
        signature += meta.copy()
    return signature


def _name_link(subject: DescribedObject) -> addnodes.pending_xref:
    """The name as a link to the definition's target, which may be this signature itself."""
    attributes = {"qapi:namespace": subject.namespace, IS_TARGET: int(subject.is_target)}
    return pending_link("qapi:any", subject.full_name, nodes.Text(subject.name), **attributes)


def _contents_entry(subject: DescribedObject) -> tuple[str, tuple[str, ...]]:
    """The name and path of the entry in the table of contents, by Sphinx's settings; both empty for no entry."""
    config = subject.env.config
    if not config.toc_object_entries:
        return "", ()
    is_qualified = config.toc_object_entries_show_parents == "all" and subject.module
    return f"{subject.module}.{subject.name}" if is_qualified else subject.name, (subject.name,)


def _add_index_entry(index: addnodes.index, subject: DescribedObject) -> None:
    """Add the entry of *subject* to *index*.

    The entry of a command or event is exactly its name and a main entry, so that the stock search puts it first; if
    several schemas have the name, only the entry of the first schema is a main one. Types are found as objects.
    """
    if subject.kind in ENTRY_KINDS:
        first = state_of(subject.env).store.first_with(subject.name)
        main = "main" if first is None or first.namespace == subject.namespace else ""
        index["entries"].append(("single", subject.name, subject.anchor, main, None))
        return
    text = _("%s (%s %s)") % (subject.name, subject.namespace, subject.kind)
    if not subject.namespace:
        text = _("%s (%s)") % (subject.name, subject.kind)
    index["entries"].append(("single", text, subject.anchor, "", None))
    index["classes"] = [NO_SEARCH]


def _row(subject: DescribedObject) -> ObjectRow:
    return ObjectRow(
        namespace=subject.namespace,
        name=subject.name,
        kind=subject.kind,
        module=subject.module,
        docname=subject.env.docname,
        anchor=subject.anchor,
        rank=int(subject.rank),
        line=subject.line,
        parts=tuple(subject.parts),
        old_module=subject.old_module,
        summary=subject.summary,
    )
