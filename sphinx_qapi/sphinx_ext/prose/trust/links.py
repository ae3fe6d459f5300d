"""Check of the addresses that links of untrusted comments may have."""

from __future__ import annotations

import re

_ALLOWED = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\x7f]*|#[^\x00-\x20\x7f]*", re.IGNORECASE)
"""The allowed addresses, without control characters and blanks, as browsers drop these, even within a scheme."""


def is_allowed_link(address: str) -> bool:
    """Whether *address* is a web address, a mail address, or a place on the page."""
    return bool(_ALLOWED.fullmatch(address))
