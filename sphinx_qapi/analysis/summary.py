"""One-line summaries: the first sentence of a definition's text, and what of the comment they are made from.

Pages parse that, and show its links and literals; `summary` is for what has neither, and parses nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.text import Text

_REFERS = re.compile(r"\||_(?!\w)")
"""What may refer to another part of the comment."""
_PLAIN_SENTENCE = re.compile(r"[^`*|@_\\:<>\[\].!?]+[.!?](?=\s+[A-Z]|\s*\Z)")
"""A sentence that no markup reads otherwise."""

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
"""Inline markup of all eras, as far as it is well formed."""
_SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z@`*]|\s*$)", re.DOTALL)
_LONGEST = 160


def summary(definition: Definition) -> str:
    """The first sentence of *definition*'s text as plain words; empty where there is none."""
    first = opening(definition)
    return plain_sentence(first, _LONGEST) if first else ""


def plain_sentence(text: Text, longest: int) -> str:
    """The first sentence of the first paragraph of *text* as plain words, *longest* letters at most."""
    content = " ".join(text.content.split("\n\n")[0].split())
    if not content or content.startswith((".. ", "- ", "* ")):
        return ""
    sentence = _SENTENCE.match(content)
    words = (
        _INLINE.sub(lambda match: match[match.lastgroup or 0], sentence[1] if sentence else content).rstrip(":").strip()
    )
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"


def opening(definition: Definition) -> Text | None:
    """The lines of *definition*'s text up to the first blank one; None where there is none."""
    if definition.documentation is None or not definition.documentation.intro:
        return None
    intro = definition.documentation.intro
    end = next((index for index, line in enumerate(intro.lines) if not line.strip()), len(intro.lines))
    return replace(intro, lines=intro.lines[:end], numbers=intro.numbers[:end], columns=intro.columns[:end])


def summarized(definition: Definition) -> tuple[str | Text, ...]:
    """What the summary of *definition* depends on: not on what follows the first sentence, if that is plain."""
    first = opening(definition)
    if first is None:
        return ()
    sentence = _PLAIN_SENTENCE.match(first.content)
    return (sentence[0], first.markup) if sentence else (first, *around(definition, first))


def around(definition: Definition, text: Text | None) -> tuple[Text, ...]:
    """The other texts of the comment of *definition*, as far as *text* of it may depend on them."""
    if text is None or definition.documentation is None or not _REFERS.search(text.content):
        return ()
    return tuple(definition.documentation.texts)
