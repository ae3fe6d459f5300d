"""The builder of a `Schema` from syntax nodes: each file becomes a module with its definitions and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sphinx_qapi.schema.building.definitions import Declared, build_definition
from sphinx_qapi.schema.building.drafts import without_unread
from sphinx_qapi.schema.building.file_definitions import FileDefinitions
from sphinx_qapi.schema.building.guesses import LikelyFindings
from sphinx_qapi.schema.building.module_names import module_names
from sphinx_qapi.schema.building.pragmas import read_pragmas
from sphinx_qapi.schema.building.scope import DefinitionScope
from sphinx_qapi.schema.comments.attachment import attach
from sphinx_qapi.schema.comments.definition_comment import read_documentation
from sphinx_qapi.schema.comments.free_text import read_free_text
from sphinx_qapi.schema.comments.revision import ReviseComment, revised
from sphinx_qapi.schema.comments.since import PLAIN, VersionStyle
from sphinx_qapi.schema.model.definition_table import DefinitionTable
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.schema import Inclusion, Module, ModuleItem, Schema
from sphinx_qapi.source import releases
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.packed_list import PackedList, taken_out
from sphinx_qapi.source.rule_kinds import contradiction
from sphinx_qapi.source.source_lines import NO_LINES
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.expressions import Expression, read_expression
from sphinx_qapi.syntax.includes import FileTree
from sphinx_qapi.syntax.lazy_expressions import LazyDefinitions
from sphinx_qapi.syntax.markup_detection import MarkupOf
from sphinx_qapi.syntax.nodes import BrokenNode, CommentRun, DocBlockNode, FileNode, ObjectNode, StringNode

DUPLICATE_DEFINITION = contradiction(
    "duplicate-definition",
    "two definitions of the same name",
    """\
Types, commands and events share one name space; upper and lower case are different. The first definition is kept, and
the other is left out.""",
    releases.NAMES_LOOKED_UP,
)

_Run = tuple[int, Sequence[DocBlockNode]]
FileBlocks = list[_Run] | PackedList[_Run]
"""The doc comments of a file, each run with the index of its comment in `FileNode.items`."""


_READ = CommentRun(lines=NO_LINES)


@dataclass(kw_only=True, slots=True)
class BuiltSchema:
    """A schema, with additional facts that its checks need."""

    schema: Schema
    symbols: dict[str, str | None] = field(default_factory=dict)
    """The name in the first line of each doc comment whose definition has another name, by the name of the definition;
    None or empty if there is no name in that line."""
    drafts: list[Definition] = field(default_factory=list)
    """Definitions with mistakes, as far as they can be read: the schema lacks their unreadable parts."""
    repeated: Sequence[Definition] = ()
    """Definitions left out of the schema, as it has earlier definitions with their names."""
    incomplete: set[str] = field(default_factory=set)
    """Names of definitions that are missing, or whose parts are not all known by name."""
    unread_features: set[str] = field(default_factory=set)
    """Names of definitions whose features are not all known."""
    guessed: set[str] = field(default_factory=set)
    """Names of definitions in which a mistake of syntax was read by guessing."""
    complete: bool
    """Whether every included file, and every ``include``, could be read."""


def build_schema(
    tree: FileTree,
    blocks: dict[str, FileBlocks],
    *,
    dialect: Version,
    markup_of: MarkupOf,
    findings: Findings,
    versions: VersionStyle = PLAIN,
    revise: ReviseComment | None = None,
) -> BuiltSchema:
    """The schema in the files of *tree*, whose doc comments are *blocks* by path; *revise* may change the comments.

    Nodes are removed from *tree* and *blocks* when they have been read, so that they and the schema are not in memory
    together.
    """
    builder = _SchemaBuilder(tree, dialect, markup_of, findings, versions)
    builder.revise = revise
    modules = tuple(builder.module(file, blocks.pop(file.path)) for file in tree.files)
    schema = Schema(
        path=tree.files[0].path,
        dialect=str(dialect),
        modules=modules,
        pragmas=MappingProxyType(builder.pragmas),
    )
    return BuiltSchema(
        schema=schema,
        symbols=builder.symbols,
        drafts=builder.drafts,
        repeated=builder.repeated,
        unread_features=builder.unread_features,
        guessed=builder.guessed,
        incomplete=builder.incomplete,
        complete=tree.complete and builder.complete,
    )


class _SchemaBuilder:
    def __init__(
        self, tree: FileTree, dialect: Version, markup_of: MarkupOf, findings: Findings, versions: VersionStyle
    ) -> None:
        self.tree = tree
        self.dialect = dialect
        self.markup_of = markup_of
        self.findings = findings
        self.versions = versions
        self.revise: ReviseComment | None = None
        self.names = module_names([file.path for file in tree.files])
        self.pragmas: dict[str, tuple[str, ...] | bool] = {}
        self.defined = DefinitionTable()
        self.symbols: dict[str, str | None] = {}
        self.drafts: list[Definition] = []
        self.repeated: PackedList[Definition] = PackedList()
        self.guessed: set[str] = set()
        self.unread_features: set[str] = set()
        self.incomplete: set[str] = set()
        self.complete = True

    def module(self, file: FileNode, blocks: FileBlocks) -> Module:
        later = LazyDefinitions(file.text, file.path, self.findings.dialect)
        expressions = self._expressions(file)
        definitions = FileDefinitions(file, expressions, later)
        attachment = attach(blocks, definitions, findings=self.findings)
        self.incomplete |= attachment.unmet  # most likely the names of definitions that could not be read
        runs = taken_out(blocks)
        block: DocBlockNode | None = None
        items: list[ModuleItem] | PackedList[ModuleItem] = [] if isinstance(file.items, list) else PackedList()
        self.defined.add_list(items)
        for index, item in enumerate(file.items):
            if not isinstance(item, int) and index not in expressions:
                is_before_definition = index + 1 in definitions
                free, block = attachment.split(*next(runs), is_before_definition=is_before_definition)
                items.extend(self._free_texts(file.path, free))
                continue
            expression = self._waiting(later.node(item)) if isinstance(item, int) else expressions.pop(index)
            if expression is not None:
                items.extend(self._items(file, index, expression, attachment.moved.pop(index, block), len(items)))
            if isinstance(file.items, list):
                file.items[index] = _READ
            block = None
        return Module(
            name=self.names[file.path], path=file.path, items=tuple(items) if isinstance(items, list) else items
        )

    def _expressions(self, file: FileNode) -> dict[int, Expression | None]:
        expressions: dict[int, Expression | None] = {}
        for index, item in enumerate(file.items):
            if isinstance(item, ObjectNode):
                expression = read_expression(item, dialect=self.dialect, findings=self._findings_of(item))
                if expression is None:
                    # Any of its strings may be the name of the intended definition.
                    self.incomplete.update(
                        pair.value.value for pair in item.pairs if isinstance(pair.value, StringNode)
                    )
                expressions[index] = expression
                if isinstance(file.items, list):
                    file.items[index] = _READ
            elif isinstance(item, BrokenNode):
                if item.keyword == "include":
                    self.complete = False
                elif item.name is not None:
                    self.incomplete.add(item.name)
                expressions[index] = None
        return expressions

    def _waiting(self, node: ObjectNode) -> Expression:
        """The expression of *node*, whose kind and name were known before."""
        expression = read_expression(node, dialect=self.dialect, findings=self.findings)
        assert expression is not None, "such nodes are not left to be read later"
        return expression

    def _findings_of(self, node: ObjectNode | Expression) -> Findings:
        """The findings for mistakes in *node*; for a guessed node they leave out consequences of a known mistake."""
        return LikelyFindings(self.findings) if node.guessed else self.findings

    def _free_texts(self, path: str, blocks: Iterable[DocBlockNode]) -> Iterator[ModuleItem]:
        for block in blocks:
            markup = self.markup_of(block)
            yield from read_free_text(block, path=path, dialect=self.dialect, markup=markup, findings=self.findings)

    def _items(
        self, file: FileNode, index: int, expression: Expression, block: DocBlockNode | None, place: int
    ) -> list[ModuleItem]:
        """The items for *expression*, at *index* of *file* and *place* in its module; *block* is its doc comment."""
        if expression.keyword == "include":
            included = self.tree.first_inclusions.get((file.path, index))
            if included is None:
                return []
            return [Inclusion(module=self.names[included], position=expression.position)]
        if expression.keyword == "pragma":
            findings = self._findings_of(expression)
            read_pragmas(expression, self.pragmas, dialect=self.dialect, findings=findings)
            return []
        definition = self._definition(file, expression, block)
        if definition is None:
            return []
        self.defined.add(definition.name, place)
        return [definition]

    def _definition(self, file: FileNode, expression: Expression, block: DocBlockNode | None) -> Definition | None:
        name = expression.name
        if name in self.defined:
            first = self.defined[name].position
            message = f'"{name}" is defined already, at {first}; this definition is left out'
            self.findings.report(DUPLICATE_DEFINITION, message, expression.position, definition=name)
            draft, scope = self._build(file, expression, block, self.findings)
            self.repeated.extend([] if scope.lost else [draft])
            return None
        if self.revise is not None:
            draft, scope = self._build(file, expression, block, Findings(self.findings.dialect))
            block = block if scope.lost else revised(block, draft, self.revise)
        draft, scope = self._build(file, expression, block, self.findings)
        if expression.guessed:
            self.guessed.add(name)
        if not scope.has_all_names or scope.lost or expression.guessed:
            self.incomplete.add(name)
        if not scope.has_all_features:
            self.unread_features.add(name)
        if scope.lost:
            return None
        definition = draft
        if scope.flawed:
            self.drafts.append(draft)
            definition = without_unread(draft)
            if scope.may_be_boxed and isinstance(definition, (Command, Event)):
                definition = replace(definition, boxed=False)
        if block is not None and block.symbol != name:
            self.symbols[name] = block.symbol
        return definition

    def _build(
        self, file: FileNode, expression: Expression, block: DocBlockNode | None, findings: Findings
    ) -> tuple[Definition, DefinitionScope]:
        """The definition as far as it can be read, and the scope, which records what could not be read."""
        declared = Declared(expression)
        documentation = None
        if block is not None:
            documentation = read_documentation(
                block,
                path=file.path,
                dialect=self.dialect,
                markup=self.markup_of(block),
                findings=findings,
                declared=declared,
                versions=self.versions,
            )
        scope = DefinitionScope(
            expression,
            module=self.names[file.path],
            documentation=documentation,
            declared=declared,
            dialect=self.dialect,
            findings=LikelyFindings(findings) if expression.guessed else findings,
        )
        return build_definition(expression, scope), scope
