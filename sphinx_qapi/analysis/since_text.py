"""Texts without the words that state a version, for places where a badge already shows the version."""

from __future__ import annotations

import re

from sphinx_qapi.analysis.cut_text import cut, is_in_list
from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version

_SAID = r"[Ss]ince(?::\s*|\s+)(?:QEMU\s+)?v?{version}"
_ANY = re.compile(r"\b[Ss]ince(?::\s*|\s+)(?:QEMU\s+)?v?\d+\.\d")
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_ENDS = r"(?=\s*(?:\.\s*)?\Z|\.?\n\n|\.?\s+[A-Z(@`])"
"""The text that must follow so that the text before can stand alone: an end, or the beginning of something new."""
_FORMS = (
    rf"(?P<gone>(?<!\s)\s*\(\s*{_SAID}(?:\s*\.)?\s*\)){_ENDS}",
    rf"\([^()]*[^()\s,;](?P<gone>\s*[,;]\s*{_SAID}\s*)\)",
    rf"\((?P<gone>{_SAID}\s*[,;]\s*)(?:default|optional)\b",
    rf"(?:\A|(?<=[.!?])|(?<=\n\n))(?P<gone>\s*{_SAID}(?:\.(?=\s|\Z)|\s*\Z|(?=\n\n)))",
    rf"(?P<gone>\n\s*{_SAID}(?:\.)?(?=\s*(?:\n|\Z)))",
)
"""A parenthesis of its own; the last or first part of a parenthesis about something else; a sentence; a line."""


def without_since(text: Text, since: Since | None, shown: Version | None) -> Text:
    """Return *text* without the words that state the version *since*, if a badge shows that version (*shown*).

    Returns *text* itself if those words say more than the version (``since 2.4, for discs only``), if it names several
    versions, if the sentence or a list would be wrong without them, or if the badge shows another version, such as that
    of a newer definition. Lines keep their numbers.
    """
    if since is None or shown != since.version:
        return text
    words = "\n".join(text.lines)
    if len(_ANY.findall(words)) > 1:
        return text
    stated = _VERSION.search(since.text)
    version = since.version.label or (stated[0] if stated else "")
    for form in _FORMS:
        match = re.search(form.replace("{version}", re.escape(version)), words)
        if match is not None:
            start, end = match.span("gone")
            said = match.end("gone") - len(match["gone"].lstrip())
            return text if is_in_list(words, said) else cut(text, words, start, end)
    return text
