"""Errors in data that should be a model."""

from __future__ import annotations


class ModelError(ValueError):
    """The data is no valid model; `reason` says why, and `place` where: ``modules[0].items[3].name``."""

    def __init__(self, reason: str, place: tuple[str | int, ...] = ()) -> None:
        super().__init__(reason, place)
        self.reason = reason
        self._place = place

    def within(self, key: str | int) -> ModelError:
        """The same error, with *key* in front of its place: as seen from the containing object or list."""
        return ModelError(self.reason, (key, *self._place))

    @property
    def place(self) -> str:
        """The place in the data; empty for the whole."""
        return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in self._place).removeprefix(".")

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


def expect(value: object, kind: type, words: str) -> None:
    """Raise `ModelError` unless *value* is of the type *kind*; true and false are no numbers."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ModelError(f"{words} was expected")
