"""Digests: short words that stand for long texts."""

from __future__ import annotations

import hashlib


def digest(text: str) -> str:
    """What stands for *text*: another text has another one."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()
