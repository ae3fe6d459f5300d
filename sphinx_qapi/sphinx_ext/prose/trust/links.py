"""Where the links of untrusted comments may lead."""

from __future__ import annotations

import re

_ALLOWED = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\x7f]*|#[^\x00-\x20\x7f]*", re.IGNORECASE)
"""Browsers leave out control characters and blanks: there are to be none, within a scheme or anywhere."""


def is_allowed_link(address: str) -> bool:
    """Whether *address* is of the web or of a mailbox, or a place on the page."""
    return bool(_ALLOWED.fullmatch(address))
