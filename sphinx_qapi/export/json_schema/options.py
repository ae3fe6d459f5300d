"""Options of JSON Schema documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

Json = dict[str, Any]


class Open(Enum):
    """The objects that take members that are not declared."""

    REPLIES = "replies"
    """Objects that clients receive: newer servers send more members."""
    CLOSED = "closed"
    """No objects."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Options:
    """The form of a document."""

    lean: bool = False
    """Whether to omit texts, and keywords next to ``$ref``, for which some generators copy the type."""
    open: Open = Open.REPLIES
