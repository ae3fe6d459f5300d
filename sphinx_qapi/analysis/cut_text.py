"""Removal of words from a text, for words that the page shows elsewhere; lines keep their numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.source.text import Text

_ITEM = re.compile(r"\s*(?:[-*o]|\d+[.)])\s")


def is_in_list(words: str, place: int) -> bool:
    """Return whether the paragraph around index *place* of *words* has a list item before that index."""
    return any(_ITEM.match(line) for line in words[:place].rpartition("\n\n")[2].split("\n"))


def cut(text: Text, words: str, start: int, end: int) -> Text:
    """Return *text*, whose lines joined are *words*, without the characters from index *start* to *end*."""
    first, last = words.count("\n", 0, start), words.count("\n", 0, end)
    before = words[words.rfind("\n", 0, start) + 1 : start]
    after = words[end:].partition("\n")[0]
    if not before.strip():
        before, after = "", after.lstrip()
    if after.strip() == "." and (not before.strip() or before.endswith((".", "!", "?", ":"))):
        after = ""
    elif after.startswith(".") and before.endswith((".", "!", "?")):
        after = after[1:]
    lines = [*zip(text.lines[:first], text.numbers[:first], strict=True)]
    lines.append(((before + after).rstrip(), text.numbers[first if before else last]))
    lines += zip(text.lines[last + 1 :], text.numbers[last + 1 :], strict=True)
    while lines and not lines[0][0].strip():
        del lines[0]
    while lines and not lines[-1][0].strip():
        del lines[-1]
    numbers = tuple(number for _, number in lines)
    return replace(text, lines=tuple(line for line, _ in lines), numbers=numbers, columns=())
