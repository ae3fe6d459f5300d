"""What is wrong with an example, before it has a severity."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sphinx_qapi.analysis.examples.json_reader import Edit

SYNTAX = "example-syntax"
NOT_JSON = "example-not-json"
UNKNOWN_NAME = "example-unknown-name"
UNKNOWN_MEMBER = "example-unknown-member"
MISSING_MEMBER = "example-missing-member"
DUPLICATE_MEMBER = "example-duplicate-member"
WRONG_TYPE = "example-wrong-type"
WRONG_VALUE = "example-wrong-value"
BAD_MESSAGE = "example-bad-message"
OUT_OF_ORDER = "example-out-of-order"
OUTDATED = "example-outdated"
WITHOUT_ARROWS = "example-without-arrows"


class Fault(NamedTuple):
    """Something wrong at a character of an example."""

    rule: str
    message: str
    offset: int
    is_note: bool = False
    """Whether it is a note whatever its rule's severity is."""
    repair: tuple[Edit, ...] = ()


Report = Callable[[str, str, int], None]
"""Takes the rule, the message and the offset of a fault."""
