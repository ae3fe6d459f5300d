"""The context of the sections of a definition while a page is read: the page, and the entry on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.default_text import without_default
from sphinx_qapi.analysis.effective_members import EffectiveMember, EffectiveMembers, effective_members
from sphinx_qapi.analysis.summary import opening
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType, UnionType
from sphinx_qapi.schema.model.documentation import Section, SectionKind
from sphinx_qapi.schema.model.members import Branch, EnumValue, InlineStruct, TypeRef
from sphinx_qapi.schema.model.schema import FreeText, Heading, Schema
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.doctree.anchors import branch_anchor, definition_anchor, row_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    definition_link,
    qapi_code,
    qapi_origin_xref,
    qapi_row,
    qapi_type_xref,
    qapi_xref,
)
from sphinx_qapi.sphinx_ext.doctree.references import IN_SCHEMA, lead_away
from sphinx_qapi.sphinx_ext.entries.description import DescribedObject, may_be_target
from sphinx_qapi.sphinx_ext.entries.display_options import DEFAULT, DisplayOptions
from sphinx_qapi.sphinx_ext.entries.place import Place
from sphinx_qapi.sphinx_ext.entries.views import FRAME, OLD_MODULE, SINCE, Reader, Site, View
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.object_rows import PartRow, Rank
from sphinx_qapi.sphinx_ext.objects.shown import name_key, whole_key
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.prose.comments.comment import Comment
from sphinx_qapi.sphinx_ext.prose.comments.translating import Translator, translator_beside, translator_of
from sphinx_qapi.sphinx_ext.prose.reader import ProseReader, ReferenceTargets
from sphinx_qapi.sphinx_ext.prose.summaries import Summary
from sphinx_qapi.sphinx_ext.prose.trust.untrusted import Untrusted

if TYPE_CHECKING:
    from sphinx_qapi.syntax.plain.prose_nodes import Block

T = TypeVar("T")

MOST_VALUES = 6
"""Maximum number of values of an enum that a row shows next to the enum's name."""


@dataclass(frozen=True, kw_only=True)
class RenderTarget:
    """A document into which definitions of one schema are rendered."""

    env: BuildEnvironment
    document: nodes.document
    loaded: LoadedSchema
    rank: Rank
    line: int
    """Line number of the directive on the document."""
    display: DisplayOptions = DEFAULT
    beside: frozenset[str] = frozenset()
    """Names of the definitions whose entries are on the same page: their content is linked instead of repeated."""

    @cached_property
    def place(self) -> Place:
        """The page as entries on it see it."""
        return Place(
            env=self.env,
            document=self.document,
            namespace=self.namespace,
            config=self.loaded.config,
            dialect=self.schema.dialect,
            rank=self.rank,
            line=self.line,
            display=self.display,
            beside=self.beside,
            prose=self.prose,
            summary=self.summary,
        )

    @cached_property
    def site(self) -> Site:
        """The schema as views see it."""
        return Site(self.loaded, self.env.config)

    @property
    def schema(self) -> Schema:
        """The schema whose definitions are rendered."""
        return self.loaded.schema

    @property
    def namespace(self) -> str:
        """The namespace of the schema."""
        return self.loaded.namespace

    @cached_property
    def prose(self) -> ProseReader:
        """The reader of the schema's prose for this page."""
        config = self.loaded.config
        untrusted = None if config.trusted else Untrusted(self.env, (config.path.parent, *config.include_dirs))
        namespaces = list(state_of(self.env).store.schemas)
        order = (namespaces.index(self.namespace) if self.namespace in namespaces else 0, int(self.rank), self.line)
        return ProseReader(self.document, self.schema, self.namespace, untrusted, order)

    def definition_of(self, text: Text) -> Definition | None:
        """The definition whose comment contains *text*; None if it is in no definition's comment."""
        return self.loaded.commented_at(text.path, text.numbers[0])

    def summary(self, definition: Definition) -> Summary:
        """The summary of *definition*, in the reader's language."""
        domain, translator = self._summary_translator(definition)
        known: dict[Any, Summary] = state_of(self.env).summaries
        key = self.namespace, definition.name, domain
        if key not in known:
            text = opening(definition)
            anywhere = replace(self, beside=frozenset())  # the summary must be valid on other pages, too
            scope = EntryContext(page=anywhere, definition=definition).scope if text and "@" in text.content else {}
            found = known[key] = self.prose.read_summary(definition, scope, translator)
            if found.inlines:
                holder = nodes.container("", *found.inlines)
                lead_away(holder, self.namespace, definition.name, definition_anchor(self.namespace, definition.name))
                _make_compact(holder, self.namespace)
                known[key] = replace(found, inlines=tuple(holder.children))
        else:
            for name in known[key].names:
                self.prose.mention(name)
        return known[key]

    def _summary_translator(self, definition: Definition) -> tuple[str, Translator | None]:
        """The catalogue name and the translator of the page with the entry of *definition*."""
        document = self.loaded.pages.document_of(definition)
        return translator_beside(self.env, document) if document else ("", translator_of(self.env))

    @cached_property
    def _free_comments(self) -> dict[tuple[str, int], Comment]:
        return {}

    def _free_comment(self, path: str, block: int) -> Comment:
        """The free-form comment that begins at line *block* of the file at *path*."""
        key = path, block
        if key not in self._free_comments:
            self._free_comments[key] = self.prose.comment(is_public=self.display.index)
        return self._free_comments[key]

    def read_free(self, item: FreeText) -> list[nodes.Node]:
        """The text of a free-form comment as nodes."""
        return self.prose.read(item.text, {}, self._free_comment(item.text.path, item.block))

    def read_title(self, heading: Heading) -> nodes.title:
        """*heading*, whose words are prose, as the title of a section."""
        position = heading.position
        text = Text(path=position.path, lines=(heading.title,), numbers=(position.line,), markup=heading.markup)
        return self.prose.read_title(text, self._free_comment(position.path, heading.block))


def _make_compact(holder: nodes.Element, namespace: str) -> None:
    """Make each link to a definition in *holder* a single node: lists have thousands, and Sphinx's own take long."""
    for xref in list(holder.findall(addnodes.pending_xref)):
        prefix, _colon, name = xref["reftarget"].partition(":")
        is_plain = xref["reftype"] == "any" and IN_SCHEMA in xref and isinstance(xref.children[0], nodes.literal)
        if is_plain and prefix == namespace and name:
            link = definition_link(namespace, name, xref.astext())
            if xref.get("qapi:anchor"):
                link["anchor"] = xref["qapi:anchor"]
            xref.replace_self(link)


@dataclass(frozen=True, eq=False)
class EntrySection(Reader):
    """A section of an entry: a file of `sphinx_qapi.sphinx_ext.entries.sections`."""

    nodes: Callable[[EntryContext], list[nodes.Node]]
    """Makes its content for an entry; empty if it has none."""


class EntryContext:
    """The entry of a definition on a page, as its sections see it.

    It depends on what `find` and `see` give. So these are the only ways to the schema, besides `effective`, whose
    members are those of the `displayed` definitions.
    """

    def __init__(self, *, page: RenderTarget, definition: Definition) -> None:
        self.definition = definition
        self.page = page.place
        self._page = page
        self._reader: Reader = FRAME
        self._values: dict[View[Any], Any] = {}

    def nodes_of(self, section: EntrySection) -> list[nodes.Node]:
        """The content of *section*, which meanwhile reads what it declares, and nothing else."""
        self._reader = section
        try:
            return section.nodes(self)
        finally:
            self._reader = FRAME

    def see(self, view: View[T]) -> T:
        """The value of *view* for the definition; UndeclaredReadError if the section does not declare it."""
        self._reader.check(view)
        if view not in self._values:
            self._values[view] = view.read(self._page.site, self.definition)
        value: T = self._values[view]
        return value

    def find(self, name: str) -> Definition | None:
        """The definition *name*, or its `outline` if the entry does not show its members or texts; None if none.

        A definition that this one does not reach is noted for the page.
        """
        dependencies = self._page.site.dependencies
        found = self._page.schema.find(name)
        if found is None:
            if name not in BUILTIN_TYPES:
                self._note(name_key(name))
            return None
        if name in dependencies.displayed(self.definition):
            return found
        if name in dependencies.of(self.definition):
            return dependencies.outline(found)
        self._note(whole_key(name))
        return found

    def is_listed(self, name: str) -> bool:
        """Whether the schema has a definition *name* that is not hidden."""
        return self.find(name) is not None and name in self._page.schema.definitions

    def _note(self, key: str) -> None:
        env = self._page.env
        state_of(env).note_shown(env.docname, f"{self._page.namespace}:{key}")

    @cached_property
    def subject(self) -> DescribedObject:
        """The definition as the subject of the entry's frame."""
        page, definition = self.page, self.definition
        return DescribedObject(
            env=page.env,
            document=page.document,
            namespace=page.namespace,
            name=definition.name,
            kind=definition.kind,
            module=definition.module,
            rank=page.rank,
            line=page.line,
            display=page.display,
            is_target=may_be_target(page.document, page.namespace, definition.name, page.display),
            old_module=OLD_MODULE.read(self._page.site, definition),
            summary=page.summary(definition).words,
        )

    @property
    def since(self) -> Version | None:
        """The version in the since-badge of its signature; None if there is none."""
        since = self.see(SINCE)
        return since.version if since is not None else None

    @cached_property
    def told_features(self) -> dict[str, list[nodes.Node]]:
        """Links to the rows that show the comment's text on a feature, by the feature's name; sections add them."""
        return {}

    @property
    def parts(self) -> list[PartRow]:
        """The members, values and features that its sections show; the sections add them."""
        return self.subject.parts

    def claim(self, anchor: str) -> bool:
        """Reserve *anchor* for a row; return whether the row may have it."""
        return self.subject.claim(anchor)

    @cached_property
    def values(self) -> tuple[EnumValue, ...]:
        """The values of an enum that are to be shown; empty for other kinds."""
        if not isinstance(self.definition, EnumType):
            return ()
        return tuple(each for each in self.definition.values if self.page.display.rows.shows((each.name,)))

    @cached_property
    def alternatives(self) -> tuple[Branch, ...]:
        """The alternatives of an alternate that are to be shown; empty for other kinds."""
        if not isinstance(self.definition, AlternateType):
            return ()
        return tuple(each for each in self.definition.branches if self.page.display.rows.shows((each.name,)))

    def sections_of(self, kind: SectionKind) -> list[Section]:
        """The sections of *kind* in its comment."""
        documentation = self.definition.documentation
        return [each for each in documentation.sections if each.kind is kind] if documentation else []

    @cached_property
    def _comment(self) -> Comment:
        return self.page.prose.comment(is_public=self.subject.is_target)

    def read(self, text: Text | None, scope: ReferenceTargets | None = None) -> list[nodes.Node]:
        """*text* as nodes; it is from the definition's own comment, or from that of a type whose members are shown."""
        scope = self.scope if scope is None else scope
        if text and not self._is_own(text):
            return self.page.prose.read_apart(text, scope, self._page.definition_of(text))
        return self.page.prose.read(text, scope, self._comment)

    def plain(self, blocks: Iterable[Block], text: Text) -> list[nodes.Node]:
        """*blocks* of *text*, old prose of the definition's own comment, as nodes."""
        return self.page.prose.plain(blocks, text, self.scope, self._comment)

    def _is_own(self, text: Text) -> bool:
        whole = self.definition.documentation
        return whole is not None and whole.position.path == text.path and text.numbers[0] in self._lines

    @cached_property
    def _lines(self) -> range:
        """The line numbers of its comment."""
        whole = self.definition.documentation
        if whole is None:
            return range(0)
        return range(whole.position.line, max((text.numbers[-1] for text in whole.texts), default=0) + 1)

    @cached_property
    def anchor(self) -> str:
        """The anchor of its signature."""
        return definition_anchor(self.page.namespace, self.definition.name)

    @cached_property
    def effective(self) -> EffectiveMembers:
        """Its members or arguments that are to be shown, with those that it inherits, and its branches."""
        members = effective_members(self._page.schema, self.definition)
        wanted = self.page.display.rows
        return members if wanted.is_all else members.selected(wanted.shows)

    @property
    def _named(self) -> list[str]:
        return [each.name for each in self.values] + [each.name for each in self.alternatives]

    def row_names(self) -> set[str]:
        """The dotted paths of its members, values, alternatives and branches."""
        paths = [each.path for each in self.effective.all_members()]
        paths += [each.path for each in self.effective.all_branches()]
        return {".".join(path) for path in paths} | set(self._named)

    @cached_property
    def scope(self) -> ReferenceTargets:
        """The targets of ``@name`` in its comment: the anchors of its members, values and alternatives by name."""
        scope = {name: row_anchor(self.anchor, (name,)) for name in self._named}
        for member in self.effective.all_members():
            scope.setdefault(member.name, self.row_anchor(member))
        return scope

    def row_anchor(self, member: EffectiveMember) -> str:
        """The anchor of the row of *member*; that is in the entry of its declarer if this is on the same page."""
        if member.origin not in self.page.beside:
            return row_anchor(self.anchor, member.path)
        declarer = self.find(member.origin)
        there = definition_anchor(self.page.namespace, member.origin)
        if isinstance(declarer, UnionType) and len(member.path) > len(member.own_path):
            base = {each.name for each in declarer.base_members}
            if member.own_path[0] not in base:  # declared in a branch, which is a single row there
                return branch_anchor(there, member.path[-len(member.own_path) - 1 : -len(member.own_path)])
        return row_anchor(there, member.own_path)

    def show_type(self, row: qapi_row, type_: TypeRef | InlineStruct) -> None:
        """Add *type_* to *row*, which has no blocks yet: linked if the schema has it, with values if a small enum."""
        node = self._type(type_, qapi_type_xref)
        if isinstance(node, str):
            row["type"] = node
        else:
            row += node
        named = self.find(type_.name) if isinstance(type_, TypeRef) else None
        if isinstance(named, EnumType) and len(named.values) <= MOST_VALUES and self.is_listed(named.name):
            row["values"] = [each.name for each in named.values]

    def type_link(self, type_: TypeRef | InlineStruct) -> nodes.Node:
        """The name of a type, as a link if the schema defines it."""
        node = self._type(type_, qapi_xref)
        return qapi_code("", node) if isinstance(node, str) else node

    def _type(self, type_: TypeRef | InlineStruct, kind: type[qapi_xref]) -> qapi_xref | str:
        """A type as a link, with brackets inside the link; only its name if the schema does not define it."""
        if isinstance(type_, InlineStruct):
            return "object"
        if not self.is_listed(type_.name):
            return str(type_)
        return definition_link(self.page.namespace, type_.name, str(type_), kind=kind)

    def origin_link(self, name: str) -> qapi_xref:
        """A link to the definition *name*, which a row comes from."""
        return definition_link(self.page.namespace, name, kind=qapi_origin_xref)

    def without_default(self, member: EffectiveMember, text: Text) -> Text:
        """*text* of *member* without the words that state its default, or *text* itself if these must stay."""
        return without_default(self._page.schema, member.type, text)
