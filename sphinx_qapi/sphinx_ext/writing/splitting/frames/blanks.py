"""What stands in a template for a value that differs from page to page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Self

_OPEN = "QapiBlank"
"""What no page has but for blanks; mixed, so that one in other letters is seen."""
PLAIN_TEXTS = re.compile(f"({_OPEN}\\d+X)")
"""What `plain_text` gives."""
_PASSED_ON = frozenset(
    {
        "__add__", "__class__", "__delattr__", "__dir__", "__doc__", "__format__", "__getattribute__",
        "__getnewargs__", "__getstate__", "__init__", "__init_subclass__", "__new__", "__reduce__", "__reduce_ex__",
        "__repr__", "__setattr__", "__sizeof__", "__str__", "__subclasshook__",
    }
)  # fmt: skip
"""What templates may do with a value without asking what it is."""

_KNOWN_FILTERS = frozenset({"d", "default", "e", "escape", "forceescape", "safe", "string", "striptags"})
"""Those of which a blank tells what they have made of it."""


class Looks:
    """What templates have asked of blanks, the answer to which may be another one for other values."""

    def __init__(self) -> None:
        self.compared: set[str] = set()
        """What blanks were compared with."""
        self.are_others = False
        """Whether anything else was asked."""


class Blank(str):
    """A text that notes what is asked of it: it may be put on a page, and it is not empty."""

    looks: Looks

    def __new__(cls, text: str, looks: Looks) -> Self:
        """A blank that is written as *text*."""
        blank = super().__new__(cls, text)
        blank.looks = looks
        return blank

    def __bool__(self) -> bool:
        """Whether the value is not empty: no empty one is put in place of it."""
        return True

    def __str__(self) -> str:
        """The text alone, which nobody can ask anything."""
        return str.__str__(self)

    def __eq__(self, other: object) -> bool:
        """Whether it is *other*, which is noted."""
        if isinstance(other, str):
            self.looks.compared.add(other)
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        """Whether it is not *other*, which is noted."""
        return not self.__eq__(other)

    def __hash__(self) -> int:
        """As of the text; it is noted that somebody asked."""
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
    """Note meanwhile which of the *filters* of templates are given blanks, whose words some take by themselves."""
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
    """The text of a blank whose form on the page tells what was done to it."""
    return f"{_OPEN}{number}X<b>&amp;</b>{_OPEN}{number}Y"


def has_blank(text: str) -> bool:
    """Whether a blank, or what somebody has made of one, is in *text*."""
    return _OPEN.lower() in text.lower()
