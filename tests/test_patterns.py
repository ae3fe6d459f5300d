"""Regular expressions mean the same in every Python version that is supported."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest

from tests.test_architecture import MODULES

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
CHARACTERS = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)


def possessive_groups(parsed: Iterable[tuple[object, object]]) -> Iterator[object]:
    """The bodies of all possessively repeated groups in a parsed pattern; single characters are left out."""
    for kind, value in parsed:
        if kind is op.POSSESSIVE_REPEAT and not is_character(value[2]):  # type: ignore[index]
            yield value[2]  # type: ignore[index]
        yield from possessive_groups(parts(value))


def parts(value: object) -> list[tuple[object, object]]:
    """The parsed patterns in *value*, the argument of an operation."""
    if isinstance(value, parser.SubPattern):
        return list(value)
    if isinstance(value, (list, tuple)):
        return [each for item in value for each in parts(item)]
    return []


def is_character(body: object) -> bool:
    (*rest, last) = parts(body)
    return not rest and last[0] in CHARACTERS


def fails_late(body: object) -> bool:
    """Whether *body* may fail after a repetition, or within a group or assertion: the position has moved by then."""
    items = parts(body)
    if len(items) == 1 and items[0][0] is op.BRANCH:
        return any(fails_late(each) for each in items[0][1][1])  # type: ignore[index]
    repeats = [index for index, (kind, _) in enumerate(items) if kind not in CHARACTERS]
    if not all(items[index][0] in REPEATS and is_character(items[index][1][2]) for index in repeats):  # type: ignore[index]
        return True
    behind = items[repeats[0] + 1 :] if repeats else []
    return any(kind not in REPEATS or value[0] > 0 for kind, value in behind)  # type: ignore[index]


def is_pattern(value: object) -> bool:
    return isinstance(value, re.Pattern)


def is_sound(pattern: re.Pattern[str] | re.Pattern[bytes]) -> bool:
    return not any(map(fails_late, possessive_groups(parser.parse(pattern.pattern, pattern.flags))))


def test_no_possessive_group_fails_once_it_has_begun() -> None:
    """Python 3.11.2, as in Debian 12, continues at the place where such a group failed (gh-106052, gh-100061)."""
    names = [name for name in MODULES if not name.endswith("__main__")]
    found = [
        (name, each) for name in names for each in vars(import_module(name)).values() if isinstance(each, re.Pattern)
    ]
    assert len(found) > 100, "the patterns were not found"
    wrong = {name: each.pattern for name, each in found if not is_sound(each)}
    assert not wrong, f"write (?>(?:...)*) for (?:...)*+ in {wrong}"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?:ab?c)*+", False),
        (r"(?:a++b)?+", False),
        (r"(?:x(?=y))*+", False),
        (r"(?:(?:\n *+)++#)*+", False),
        (r"((?:[a]++|_(?=b))++)", False),
        (r"(?>(?:ab?c)*)", True),
        (r"(?:[^'\\]|\\.)*+", True),
        (r"(?:[ \n]++|#[^\n]*+)*+", True),
        (r"(?:\nx*+y*)++", True),
        (r"a++b?+(?:ab)*+", True),
    ],
)
def test_such_groups_are_found(pattern: str, expected: bool) -> None:
    assert is_sound(re.compile(pattern)) is expected
