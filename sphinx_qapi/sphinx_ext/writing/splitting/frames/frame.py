"""A page with blanks, and pages made from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from sphinx_qapi.sphinx_ext.writing.splitting.frames.blanks import has_blank

Slot = tuple[str, ...]
"""The place of a value in the context of a page: a name, and names within its value."""


class UnusualPageError(Exception):
    """Raised for a page of which no frame can be made."""


def _without_tags(text: str) -> str:
    return Markup(text).striptags()


_FORMS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: str(escape(text)),
    _without_tags,
    lambda text: str(escape(_without_tags(text))),
)
"""What templates do to a value before they write it: nothing, or the filters ``e``, ``striptags``, or both."""


class Frame:
    """The page *html*; *blanks* gives for each slot the text that is on the page for it.

    Raises UnusualPageError if anything else than one of `_FORMS` was made of a blank.
    """

    def __init__(self, html: str, blanks: Mapping[Slot, str]) -> None:
        forms = {form(text): (slot, form) for slot, text in blanks.items() for form in reversed(_FORMS)}
        pattern = "|".join(re.escape(each) for each in sorted(forms, key=len, reverse=True))
        self._texts = re.split(f"({pattern})", html)
        self._blanks = [(place, *forms[self._texts[place]]) for place in range(1, len(self._texts), 2)]
        if any(has_blank(text) for text in self._texts[::2]):
            raise UnusualPageError

    def filled(self, values: Mapping[Slot, str]) -> str:
        """The page with *values* in place of the blanks."""
        texts = self._texts.copy()
        for place, slot, form in self._blanks:
            texts[place] = form(values[slot])
        return "".join(texts)
