"""What documents of JSON Schema can be like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

Json = dict[str, Any]


class Open(Enum):
    """Which objects take members that nothing declares."""

    REPLIES = "replies"
    """Those that clients receive: newer servers send more."""
    CLOSED = "closed"
    """None."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is written."""

    lean: bool = False
    """Without texts, and without keywords beside ``$ref``: some generators copy the type for each."""
    open: Open = Open.REPLIES
