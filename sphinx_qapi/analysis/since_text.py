"""Texts without the version that they state, for places where a badge states it."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

_SAID = r"[Ss]ince(?::\s*|\s+)(?:QEMU\s+)?v?{version}"
_ANY = re.compile(r"\b[Ss]ince(?::\s*|\s+)(?:QEMU\s+)?v?\d+\.\d")
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_ENDS = r"(?=\s*(?:\.\s*)?\Z|\.?\n\n|\.?\s+[A-Z(@`])"
"""What follows, if what stands before can stand alone: an end, or the beginning of something new."""
_PATTERNS = (
    rf"(?P<gone>(?<!\s)\s*\(\s*{_SAID}(?:\s*\.)?\s*\)){_ENDS}",
    rf"\([^()]*[^()\s,;](?P<gone>\s*[,;]\s*{_SAID}\s*)\)",
    rf"\((?P<gone>{_SAID}\s*[,;]\s*)(?:default|optional)\b",
    rf"(?:\A|(?<=[.!?])|(?<=\n\n))(?P<gone>\s*{_SAID}(?:\.(?=\s|\Z)|\s*\Z|(?=\n\n)))",
    rf"(?P<gone>\n\s*{_SAID}(?:\.)?(?=\s*(?:\n|\Z)))",
)
"""A parenthesis of its own; the last or first part of one about something else; a sentence; a line."""
_ITEM = re.compile(r"\s*(?:[-*o]|\d+[.)])\s")


def without_since(text: Text, since: Since | None, shown: Version | None) -> Text:
    """*text* without the words that state *since*, which is the version that it states, if a badge shows it: *shown*.

    *text* itself where those words say more than the version (``since 2.4, for discs only``), where it names several,
    where the sentence or a list would be wrong without them, or where the badge shows another version, such as that of
    a newer definition. Lines keep their numbers.
    """
    if since is None or shown != since.version:
        return text
    words = "\n".join(text.lines)
    if len(_ANY.findall(words)) > 1:
        return text
    stated = _VERSION.search(since.text)
    version = re.escape(since.version.label or (stated[0] if stated else ""))
    for pattern in _PATTERNS:
        match = re.search(pattern.replace("{version}", version), words)
        if match is not None:
            start, end = match.span("gone")
            said = match.end("gone") - len(match["gone"].lstrip())
            return text if _is_in_list(words, said) else _without(text, words, start, end)
    return text


def _is_in_list(words: str, place: int) -> bool:
    """Whether the paragraph around *place* has an item of a list in it."""
    return any(_ITEM.match(line) for line in words[:place].rpartition("\n\n")[2].split("\n"))


def _without(text: Text, words: str, start: int, end: int) -> Text:
    """*text*, whose lines are *words*, without the words from *start* to *end*."""
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
