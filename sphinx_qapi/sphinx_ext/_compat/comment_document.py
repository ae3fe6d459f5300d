"""A comment as a docutils document with its own names, footnotes and substitutions, and the ids of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.transforms import references
from sphinx.transforms import UnreferencedFootnotesDetector


def _forgotten() -> None:
    """Return None: a pickle holds this in place of a document that is only needed while a page is read."""


def find(node: nodes.Node, *kinds: type[nodes.Node]) -> Iterator[Any]:
    """*node* and its descendants that are of one of *kinds*: docutils accepts several kinds only from 0.22 on."""
    return node.findall(lambda each: isinstance(each, kinds))


class CommentDocument(nodes.document):
    """What docutils knows of one comment on the page *page*.

    The nodes of the comment are part of *page*, so this document looks for them in `blocks`, the top-level nodes that
    were read. With *has_own_ids* it has a table of ids of its own, otherwise it shares the page's.
    """

    def __init__(self, page: nodes.document, *, has_own_ids: bool = False) -> None:
        super().__init__(page.settings, page.reporter, source=page.get("source", ""))
        self.page = page
        self.blocks: list[nodes.Node] = []
        self.has_own_ids = has_own_ids
        if not has_own_ids:
            self.ids = page.ids
            self.id_counter = page.id_counter

    def __reduce__(self) -> Any:
        return _forgotten, ()

    def findall(self, *args: Any, **kwargs: Any) -> Iterator[Any]:  # type: ignore[override]  # theirs has overloads
        """The nodes of the comment."""
        for block in self.blocks:
            yield from block.findall(*args, **kwargs)

    def walk(self, visitor: nodes.NodeVisitor) -> bool:
        """Let *visitor* see the nodes of the comment."""
        return max([block.walk(visitor) for block in list(self.blocks)], default=False)

    def note_pending(self, pending: nodes.pending, priority: int | None = None) -> None:
        """Leave pending work to the page."""
        self.page.note_pending(pending, priority)

    def set_id(self, node: nodes.Element, msgnode: nodes.Element | None = None, suggested_prefix: str = "") -> str:
        """Give *node* an id that is not taken yet: equations come with an id, which other comments may have, too."""
        taken = [each for each in node["ids"] if self.ids.get(each, node) is not node]
        for each in taken:
            number = 2
            while f"{each}-{number}" in self.ids:
                number += 1
            node["ids"][node["ids"].index(each)] = f"{each}-{number}"
        return super().set_id(node, msgnode, suggested_prefix)

    def forget_lost(self) -> None:
        """Forget references that are no longer among the nodes: a translation replaces them by others."""
        alive = {id(node) for node in self.findall(nodes.Element)}
        for table in (self.refnames, self.footnote_refs, self.citation_refs):
            for name, found in table.items():
                table[name] = [node for node in found if id(node) in alive]  # type: ignore[misc]
        for refs in (self.autofootnote_refs, self.symbol_footnote_refs):
            refs[:] = [node for node in refs if id(node) in alive]

    @property
    def refers(self) -> bool:
        """Whether docutils has noted that something in it refers to another place by name, number or order."""
        return bool(self.autofootnote_refs or self.symbol_footnote_refs or self.refnames)

    @property
    def has_names(self) -> bool:
        """Whether docutils has noted a name, a number or a target in it."""
        return bool(self.nameids or self.substitution_defs or self.autofootnotes or self.symbol_footnotes)

    def resolve(self) -> None:
        """Resolve references within the comment; references to anything else are left to the page."""
        # A comment with its own ids is read a second time: do not repeat the warnings of the first time.
        transforms = (each for each in _TRANSFORMS if not (self.has_own_ids and each is UnreferencedFootnotesDetector))
        self.transformer.add_transforms(transforms)
        self.transformer.apply_transforms()

    def hide(self) -> None:
        """Hide the comment's names and targets from the page."""
        for node in list(self.findall(nodes.Element)):
            node.attributes.pop("anonymous", None)
            if isinstance(node, nodes.target):
                node["names"] = []
                node.referenced = 1  # otherwise the page reports it as unreferenced, by a name that it may lack


class _Substitutions(references.Substitutions):
    """Resolves the comment's own substitutions; ``|release|`` and those of the prolog are left to the page."""

    def apply(self) -> None:
        document = self.document
        known = {*document.substitution_defs, *document.substitution_names}
        stand_ins: list[tuple[nodes.Element, nodes.Element]] = []
        for node in list(self.document.findall(nodes.substitution_reference)):
            name = node["refname"]
            if name not in known and nodes.fully_normalize_name(name) not in known:
                stand_ins.append((node, nodes.inline()))
                node.replace_self(stand_ins[-1][1])
        if known:
            super().apply()
        for unknown, stand_in in stand_ins:
            stand_in.replace_self(unknown)


class _References(references.DanglingReferences):
    """Resolves references to names of the comment; others are left to the page."""

    def apply(self) -> None:
        document = self.document
        assert isinstance(document, CommentDocument)
        page = document.page
        left = []
        for node in find(document, *_REFERENCES):
            if not node.resolved and node.get("refname", "") not in ("", *document.nameids):
                left.append(node)
                node.resolved = True
                if isinstance(node, nodes.footnote_reference):
                    page.note_footnote_ref(node)
                elif isinstance(node, nodes.reference):  # Sphinx finds citations itself
                    page.note_refname(node)
        super().apply()
        for node in left:
            node.resolved = False


_REFERENCES = (nodes.footnote_reference, nodes.citation_reference, nodes.reference)
_TRANSFORMS = (
    _Substitutions,
    references.PropagateTargets,
    references.AnonymousHyperlinks,
    references.IndirectHyperlinks,
    references.Footnotes,
    UnreferencedFootnotesDetector,
    references.ExternalTargets,
    references.InternalTargets,
    _References,
)
