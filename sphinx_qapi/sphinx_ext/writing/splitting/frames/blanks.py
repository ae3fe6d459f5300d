"""Blanks: what is in a template in place of a value that differs from page to page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Self

_OPEN = "QapiBlank"
"""Text that only blanks contain; in mixed case, so that a change of case is detected."""
PLAIN_TEXTS = re.compile(f"({_OPEN}\\d+X)")
"""Matches the texts that `plain_text` returns."""
_PASSED_ON = frozenset(
    {
        "__add__", "__class__", "__delattr__", "__dir__", "__doc__", "__format__", "__getattribute__",
        "__getnewargs__", "__getstate__", "__init__", "__init_subclass__", "__new__", "__reduce__", "__reduce_ex__",
        "__repr__", "__setattr__", "__sizeof__", "__str__", "__subclasshook__",
    }
)  # fmt: skip
"""Methods by which templates may use a value without depending on its content."""

_KNOWN_FILTERS = frozenset({"d", "default", "e", "escape", "forceescape", "safe", "string", "striptags"})
"""Filters whose effect on a blank can be seen in the result."""


class Looks:
    """What templates have asked of blanks with answers that may differ for other values."""

    def __init__(self) -> None:
        self.compared: set[str] = set()
        """The texts that blanks were compared with."""
        self.are_others = False
        """Whether anything else was asked."""


class Blank(str):
    """A text that records what is asked of it, except whether it is empty; it may be written on a page."""

    looks: Looks

    def __new__(cls, text: str, looks: Looks) -> Self:
        """Make a blank that is written as *text*."""
        blank = super().__new__(cls, text)
        blank.looks = looks
        return blank

    def __bool__(self) -> bool:
        """Return True: blanks only replace values that are not empty."""
        return True

    def __str__(self) -> str:
        """The plain text, which records nothing."""
        return str.__str__(self)

    def __eq__(self, other: object) -> bool:
        """Whether it equals *other*, which is recorded."""
        if isinstance(other, str):
            self.looks.compared.add(other)
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        """Whether it differs from *other*, which is recorded."""
        return not self.__eq__(other)

    def __hash__(self) -> int:
        """The hash of the text; that it was requested is recorded."""
        self.looks.are_others = True
        return hash(str(self))


def _noting(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    def ask(self: Blank, *arguments: Any, **options: Any) -> Any:
        self.looks.are_others = True
        return method(self, *arguments, **options)

    return ask


for _name in set(dir(str)) - _PASSED_ON - set(vars(Blank)):
    setattr(Blank, _name, _noting(_name))


@contextmanager
def noting_filters(filters: dict[str, Callable[..., Any]], looks: Looks) -> Iterator[None]:
    """Record inside the context if *filters* of templates are given blanks: some filters use the text directly."""
    before = dict(filters)
    filters.update({name: _noting_filter(each, looks) for name, each in before.items() if name not in _KNOWN_FILTERS})
    try:
        yield
    finally:
        filters.clear()
        filters.update(before)


def _noting_filter(function: Callable[..., Any], looks: Looks) -> Callable[..., Any]:
    @wraps(function)
    def apply(*arguments: Any, **options: Any) -> Any:
        looks.are_others |= any(isinstance(each, Blank) for each in (*arguments, *options.values()))
        return function(*arguments, **options)

    return apply


def plain_text(number: int) -> str:
    """The text of a blank for values that are the same in every form."""
    return f"{_OPEN}{number}X"


def marked_up_text(number: int) -> str:
    """The text of a blank whose form on the page shows what was done to it."""
    return f"{_OPEN}{number}X<b>&amp;</b>{_OPEN}{number}Y"


def has_blank(text: str) -> bool:
    """Whether *text* contains a blank, or something that was made of one."""
    return _OPEN.lower() in text.lower()
