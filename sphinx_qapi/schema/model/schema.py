"""A whole schema: its modules in order, and its definitions by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType

from sphinx_qapi.schema.model.definition_table import DefinitionTable
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.diagnostics import Diagnostic
from sphinx_qapi.source.packed_list import PackedList, like
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading in a free-form block: ``= Title`` until 10.0, a reST title from 10.1."""

    level: int
    """The level of the heading; 1 is the highest."""
    title: str
    markup: str = "rst"
    """The markup of its comment; see `Text.markup`."""
    position: Position = field(compare=False, repr=False)
    block: int = field(default=0, compare=False, repr=False)
    """The line at which its comment begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FreeText:
    """Prose of a free-form block, between headings."""

    text: Text
    position: Position = field(compare=False, repr=False)
    block: int = field(default=0, compare=False, repr=False)
    """The line at which its comment begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Inclusion:
    """The place where a module is included for the first time."""

    module: str
    position: Position = field(compare=False, repr=False)


ModuleItem = Heading | FreeText | Inclusion | Definition


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """One file of the schema."""

    name: str
    """The file's stem, or the shortest unique path if stems repeat (``a/common``)."""
    path: str = field(compare=False, repr=False)
    """The file as it was found: relative to the working directory if the path of the root was."""
    items: Sequence[ModuleItem]
    """Headings, texts, inclusions and definitions in source order: a tuple, or packed if the schema is very large."""

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions of the module in source order."""
        return tuple(item for item in self.items if not isinstance(item, (Heading, FreeText, Inclusion)))


@dataclass(frozen=True, kw_only=True)
class Schema:
    """A schema read from a root file and all files that it includes."""

    path: str = field(compare=False, repr=False)
    """The root file, as it was named."""
    dialect: str
    """The dialect in which the schema was read, e.g. ``10.1``: see `sphinx_qapi.source.dialects`."""
    modules: tuple[Module, ...]
    """The root first, then the others in the order in which they are first included."""
    pragmas: Mapping[str, tuple[str, ...] | bool] = field(default_factory=lambda: MappingProxyType({}))
    hidden: Mapping[str, Definition] = field(default_factory=lambda: MappingProxyType({}))
    """Definitions that are not shown, by name; other definitions may use them."""

    def __getstate__(self) -> dict[str, object]:
        """The state to be pickled: without mapping proxies, which cannot be pickled, and without derived values."""
        state = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: dict(value) if isinstance(value, Mapping) else value for name, value in state.items()}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        frozen = {name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in state.items()}
        self.__dict__.update(frozen)

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """All definitions by name, in order of modules and lines."""
        if any(isinstance(module.items, PackedList) for module in self.modules):
            return _table(self.modules)
        return MappingProxyType({each.name: each for module in self.modules for each in module.definitions})

    @cached_property
    def modules_by_name(self) -> Mapping[str, Module]:
        """All modules by name."""
        return MappingProxyType({module.name: module for module in self.modules})

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files of all modules."""
        return frozenset(module.path for module in self.modules)

    @cached_property
    def derived(self) -> dict[tuple[str, str], object]:
        """Results of analyses by name of the analysis and name of the definition, so that each is computed once.

        The dictionary is neither compared nor pickled, and is empty in a schema made from this one.
        """
        return {}

    def find(self, name: str) -> Definition | None:
        """The definition *name*, also if it is hidden, as other definitions may depend on it; None if there is none."""
        return self.definitions.get(name) or self.hidden.get(name)

    def without(self, names: Collection[str]) -> Schema:
        """The schema with the definitions *names* hidden."""
        modules = [
            replace(module, items=like(module.items, (each for each in module.items if _name(each) not in names)))
            for module in self.modules
        ]
        hidden = {name: definition for name in names if (definition := self.find(name))}
        return replace(self, modules=tuple(modules), hidden=MappingProxyType({**self.hidden, **hidden}))

    @property
    def root(self) -> Module:
        """The module of the root file."""
        return self.modules[0]


def _name(item: ModuleItem) -> str | None:
    return getattr(item, "name", None)


def _table(modules: Iterable[Module]) -> DefinitionTable:
    table = DefinitionTable()
    for module in modules:
        table.add_list(module.items)
        for index, item in enumerate(module.items):
            if isinstance(item, Definition):
                table.add(item.name, index)
    return table


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadResult:
    """The result of reading a schema: the only hand-over from the reader to everything else."""

    schema: Schema
    diagnostics: tuple[Diagnostic, ...]
    """All findings, by file in reading order and by line."""
    files: tuple[str, ...]
    """Every file that was read, the root first."""
    digests: tuple[str, ...]
    """The digest of the bytes of each file as they were read; the files may have changed since."""
