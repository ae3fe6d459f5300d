"""Versions stated in doc comments: ``Since:`` of definitions, ``(since 2.1)`` in the text of members."""

from __future__ import annotations

import re

from sphinx_qapi.schema.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

_VERSION = r"\d+(?:\.\d+)+"
_TAGGED = re.compile(rf"v?({_VERSION})")
_INLINE = re.compile(rf"\b[Ss]ince:?\s+(?P<product>QEMU\s+)?(?P<text>v?(?P<version>{_VERSION}))")
_END = re.compile(r"[)\n]|\.(?:\s|$)")


def tagged_since(text: Text, position: Position) -> Since | None:
    """The version that begins *text*, which stands behind ``Since:``; None where there is none."""
    words = " ".join(text.lines).strip()
    match = _TAGGED.match(words)
    return Since(version=Version.parse(match[1]), text=words, position=position) if match else None


def since_of(text: Text) -> Since | None:
    """The first version that the description *text* of a member or feature states to be its own.

    ``(since 2.1)`` in its variants, also with a default beside it or broken over two lines, and a sentence that
    begins or ends with it. A sentence that goes on behind the version tells of something else.
    """
    if not any("ince" in line for line in text.lines):
        return None
    words = "\n".join(text.lines)
    for match in _INLINE.finditer(words):
        start = match.start("text")
        end = _END.search(words, match.end())
        return Since(
            version=Version.parse(match["version"]),
            text=words[start : end.start() if end else len(words)].strip(),
            position=Position(text.path, text.numbers[words.count("\n", 0, start)]),
        )
    return None
