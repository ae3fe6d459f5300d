"""Digests: short strings that identify long contents."""

from __future__ import annotations

import hashlib


def digest(content: str | bytes) -> str:
    """Return 24 hexadecimal digits that identify *content*; a text may contain lone surrogates."""
    data = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def published_digest(text: str) -> str:
    """Return 12 hexadecimal digits that identify *text*; they must never change, since users' files contain them."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
