"""Inline markup of old prose, found by one regular expression."""

from __future__ import annotations

import re

from sphinx_qapi.syntax.plain.prose_nodes import (
    BareUrl,
    Emphasis,
    Inline,
    Inlines,
    Literal,
    NameReference,
    PlainText,
    Strong,
)
from sphinx_qapi.syntax.reference_patterns import NAME

# A mark counts only if no word, no further mark and no path touches it: `foo_*`, `l1_grow`, `char *p`, `"pc-*"` and
# `_OST` are text. Lengths are bounded, so that an unpaired mark costs little time.
_INLINE = re.compile(
    rf"""
    (?<!\w) @ (?P<name> {NAME} )
  | ` (?P<literal> [^`'\s] (?: [^`']{{0,78}} [^`'\s] )? ) ['`] (?!\w)
  | (?<! [\w*"'/.-] ) \* (?P<strong> \w (?: [\w '-]{{0,60}} \w )? ) \* (?! [\w*] )
  | (?<! [\w*"'/.-] ) _ (?P<emphasis> [^\W_] (?: [^\W_]| [ '-] ){{0,60}} ) _ (?! [\w*] )
  | \b (?P<url> https?:// [\w] [^\s<>"'`]* [\w/] )
    """,
    re.VERBOSE,
)


def read_inlines(text: str) -> Inlines:
    """Split text into plain text, ``@name``, `` `code' ``, ``*strong*``, ``_emphasis_`` and URLs."""
    text = " ".join(text.split())
    inlines: list[Inline] = []
    end = 0
    for match in _INLINE.finditer(text):
        if match.start() > end:
            inlines.append(PlainText(text=text[end : match.start()]))
        inlines.append(_marked(match))
        end = match.end()
    if end < len(text):
        inlines.append(PlainText(text=text[end:]))
    return tuple(inlines)


def _marked(match: re.Match[str]) -> Inline:
    value = match[match.lastgroup or 0]
    match match.lastgroup:
        case "name":
            return NameReference(name=value)
        case "literal":
            return Literal(text=value)
        case "strong":
            return Strong(text=value)
        case "emphasis":
            return Emphasis(text=value)
    return BareUrl(url=value)
