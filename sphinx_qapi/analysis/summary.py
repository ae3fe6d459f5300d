"""What the one-line summary of a definition is made from: the first paragraph of its text, as its author wrote it."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.text import Text

_REFERS = re.compile(r"\||_(?!\w)")
"""What may refer to another part of the comment."""
_PLAIN_SENTENCE = re.compile(r"[^`*|@_\\:<>\[\].!?]+[.!?](?=\s+[A-Z]|\s*\Z)")
"""A sentence that no markup reads otherwise."""


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
