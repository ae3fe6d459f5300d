"""The definitions of a file by index, including those that are read on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_qapi.schema.comments.attachment import Named
from sphinx_qapi.source.position import Position
from sphinx_qapi.syntax.expressions import Expression
from sphinx_qapi.syntax.lazy_expressions import LazyDefinitions
from sphinx_qapi.syntax.nodes import FileNode


class FileDefinitions(Mapping[int, "Named | None"]):
    """The definitions of *file* by their indices in its items; None for a definition that cannot be read."""

    def __init__(self, file: FileNode, expressions: Mapping[int, Expression | None], later: LazyDefinitions) -> None:
        self._items = file.items
        self._expressions = expressions
        self._later = later

    def __getitem__(self, index: int) -> Named | None:
        item = self._items[index] if index < len(self._items) else None
        if isinstance(item, int):
            return _Waiting(item, self._later)
        expression = self._expressions[index]
        if expression is not None and expression.keyword in ("include", "pragma"):
            raise KeyError(index)
        return expression

    def __iter__(self) -> Iterator[int]:
        return (index for index in range(len(self._items)) if index in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Waiting:
    """A definition that is not read yet."""

    def __init__(self, offset: int, later: LazyDefinitions) -> None:
        self._offset = offset
        self._later = later

    @property
    def name(self) -> str:
        return self._later.name(self._offset)

    @property
    def position(self) -> Position:
        return self._later.position(self._offset)
