"""One-line summaries: the first sentence of a definition's text, and the parts of the comment that it is made from.

Pages parse those parts and show their links and literals; `summary` is for output without links and parses nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.text import Text

_REFERS = re.compile(r"\||_(?!\w)")
"""Markup that may refer to another part of the comment."""
_PLAIN_SENTENCE = re.compile(r"[^`*|@_\\:<>\[\].!?]+[.!?](?=\s+[A-Z]|\s*\Z)")
"""A sentence without anything that could be markup."""

_INLINE = re.compile(
    r"""
    ``(?P<literal>.+?)``
  | :[\w:+-]+:`(?:(?P<title>[^`<]+?)\s*<[^`>]+>|[~!]?(?P<target>[^`]+))`
  | `(?P<link>[^`<]+?)\s*<[^`>]+>`__?
  | `(?P<text>[^`']+)[`']_{0,2}
  | (?<![\w*])\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*(?![\w*])
  | (?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])
  | \\(?P<escaped>.)
  | (?<![\w@])@(?P<name>[\w-])
    """,
    re.VERBOSE,
)
"""Inline markup of all dialects, if it is well formed."""
_SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z@`*]|\s*$)", re.DOTALL)
_LONGEST = 160


def summary(definition: Definition) -> str:
    """Return the first sentence of *definition*'s text as plain words; empty if there is none."""
    first = opening(definition)
    return plain_sentence(first, _LONGEST) if first else ""


def plain_sentence(text: Text, longest: int) -> str:
    """Return the first sentence of the first paragraph of *text* as plain words, at most *longest* characters.

    Returns an empty string if the text begins with a directive or a list.
    """
    content = " ".join(text.content.split("\n\n")[0].split())
    if not content or content.startswith((".. ", "- ", "* ")):
        return ""
    sentence = _SENTENCE.match(content)
    words = (
        _INLINE.sub(lambda match: match[match.lastgroup or 0], sentence[1] if sentence else content).rstrip(":").strip()
    )
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"


def opening(definition: Definition) -> Text | None:
    """Return the lines of *definition*'s text up to the first blank line; None if there is no text."""
    if definition.documentation is None or not definition.documentation.intro:
        return None
    intro = definition.documentation.intro
    end = next((index for index, line in enumerate(intro.lines) if not line.strip()), len(intro.lines))
    return replace(intro, lines=intro.lines[:end], numbers=intro.numbers[:end], columns=intro.columns[:end])


def summarized(definition: Definition) -> tuple[str | Text, ...]:
    """Return what the summary of *definition* depends on: only the first sentence, if that has no markup."""
    first = opening(definition)
    if first is None:
        return ()
    sentence = _PLAIN_SENTENCE.match(first.content)
    return (sentence[0], first.markup) if sentence else (first, *around(definition, first))


def around(definition: Definition, text: Text | None) -> tuple[Text, ...]:
    """Return the other texts of *definition*'s comment, if *text* contains markup that may refer to them."""
    if text is None or definition.documentation is None or not _REFERS.search(text.content):
        return ()
    return tuple(definition.documentation.texts)
