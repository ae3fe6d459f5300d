"""A table of the definitions of a very large schema by name, which does not store the names again."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.name_numbers import NameNumbers


class DefinitionTable(Mapping[str, Definition]):
    """A mapping that grows like a dictionary; each definition stays in the list of items that contains it."""

    def __init__(self) -> None:
        self._lists: list[Sequence[object]] = []
        self._starts = array("Q")
        """The number of the first definition in each of `_lists`."""
        self._indices = array("I")
        """The index of each definition in its list."""
        self._numbers = NameNumbers()

    def add_list(self, items: Sequence[object]) -> None:
        """Make *items* the current list, which contains the definitions added from now on."""
        self._lists.append(items)
        self._starts.append(len(self._indices))

    def add(self, name: str, index: int) -> None:
        """Add the definition *name*, which must be new, at *index* of the current list."""
        self._numbers.add(name)
        self._indices.append(index)

    def __getitem__(self, name: str) -> Definition:
        for number in self._numbers.candidates(name):
            definition = self._at(number)
            if definition.name == name:
                return definition
        raise KeyError(name)

    def _at(self, number: int) -> Definition:
        items = self._lists[bisect_right(self._starts, number) - 1]
        definition = items[self._indices[number]]
        assert isinstance(definition, Definition)
        return definition

    def in_order(self) -> Iterator[Definition]:
        """All definitions, in the order in which they were added."""
        for items in self._lists:
            for item in items:
                if isinstance(item, Definition):
                    yield item

    def __iter__(self) -> Iterator[str]:
        return (each.name for each in self.in_order())

    def __len__(self) -> int:
        return len(self._indices)

    def values(self) -> ValuesView[Definition]:
        """All definitions, each unpacked once."""
        return _Values(self)

    def items(self) -> ItemsView[str, Definition]:
        """The names with their definitions, each unpacked once."""
        return _Items(self)


class _Values(ValuesView[Definition]):
    _mapping: DefinitionTable

    def __iter__(self) -> Iterator[Definition]:
        return self._mapping.in_order()


class _Items(ItemsView[str, Definition]):
    _mapping: DefinitionTable

    def __iter__(self) -> Iterator[tuple[str, Definition]]:
        return ((each.name, each) for each in self._mapping.in_order())
