"""What the one-line summary of a definition is made from: the first paragraph of its text, as its author wrote it."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.text import Text

_REFERS = re.compile(r"\||_(?!\w)")
"""What may refer to another part of the comment."""


def opening(definition: Definition) -> Text | None:
    """The lines of *definition*'s text up to the first blank one; None where there is none."""
    if definition.documentation is None or not definition.documentation.intro:
        return None
    intro = definition.documentation.intro
    end = next((index for index, line in enumerate(intro.lines) if not line.strip()), len(intro.lines))
    return replace(intro, lines=intro.lines[:end], numbers=intro.numbers[:end], columns=intro.columns[:end])


def summarized(definition: Definition) -> tuple[Text, ...]:
    """All texts of *definition* that its summary may depend on."""
    first = opening(definition)
    if first is None or definition.documentation is None:
        return ()
    return (first, *definition.documentation.texts) if _REFERS.search(first.content) else (first,)
