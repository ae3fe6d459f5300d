"""One-line summaries: the first sentence of a definition's text."""

from __future__ import annotations

import re

from sphinx_qapi.schema.model.definitions import Definition

_MARKUP = re.compile(r"@(?=[\w-])|``?|'(?=$)|\*\*?(?=\S)|(?<=\S)\*\*?")
_ROLE = re.compile(r":[\w:]+:`(?:([^`<]+?)\s*<[^`>]+>|~?([^`]+))`")
_SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z@`*]|\s*$)", re.DOTALL)
_LONGEST = 160


def summary(definition: Definition) -> str:
    """The first sentence of *definition*'s text as plain words; empty where there is none."""
    if definition.documentation is None:
        return ""
    paragraph: list[str] = []
    for line in definition.documentation.intro.lines:
        if not line.strip():
            break
        paragraph.append(line.strip())
    text = " ".join(paragraph)
    if not text or text.startswith((".. ", "- ", "* ")):
        return ""
    match = _SENTENCE.match(text)
    sentence = match[1] if match else text
    sentence = _MARKUP.sub("", _ROLE.sub(lambda role: role[1] or role[2], sentence))
    sentence = re.sub(r"\s+", " ", sentence).rstrip(":").strip()
    return sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
