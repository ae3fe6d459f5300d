"""Pages with the same frame, which is made from one of them."""

from __future__ import annotations

from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import Rendering, filters_of
from sphinx_qapi.sphinx_ext.writing.splitting.frames.blanks import Looks, noting_filters, plain_text
from sphinx_qapi.sphinx_ext.writing.splitting.frames.frame import Frame, Slot, UnusualPageError
from sphinx_qapi.sphinx_ext.writing.splitting.frames.page_values import OwnParts, can_be_put, put_blanks

_SCRIPTS: Slot = ("scripts",)
"""The slot for the tags of a page's own scripts, and the text between them."""


class FramedPages:
    """Pages like *own*, which was rendered as *model*; the context of *model* cannot be used after this.

    Raises UnusualPageError if no frame can be made.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, own: OwnParts, model: Rendering) -> None:
        self._looks = Looks()
        self._tag = model.context["js_tag"]
        self._tags: dict[str, str] = {}
        self._between = ""
        blanks = put_blanks(model.context, own.values, self._looks)
        try:
            with noting_filters(filters_of(builder), self._looks):
                html = builder.templates.render(model.template, model.context)
        except Exception as error:  # a template may do anything with a blank
            raise UnusualPageError from error
        if own.scripts:
            blanks[_SCRIPTS] = plain_text(len(blanks) + 1)
            html = self._without_scripts(html, own, blanks[_SCRIPTS])
        self._frame = Frame(html, blanks)

    def html(self, own: OwnParts) -> str | None:
        """The HTML of the page *own*; None if templates might treat its values otherwise than those of the model."""
        if not can_be_put(own.values, self._looks):
            return None
        return self._frame.filled({**own.values, _SCRIPTS: self._between.join(self._tags_of(own))})

    def _without_scripts(self, html: str, own: OwnParts, blank: str) -> str:
        """*html* with *blank* in place of the scripts, which must follow each other."""
        first, *others = self._tags_of(own)
        behind = html.partition(first)[2]
        self._between = behind.partition(others[0])[0] if others else ""
        row = self._between.join([first, *others])
        if self._between.strip() or html.count(row) != 1:
            raise UnusualPageError
        return html.replace(row, blank)

    def _tags_of(self, own: OwnParts) -> list[str]:
        return [self._tag_of(script) for script in sorted(own.scripts, key=lambda each: each.priority)]

    def _tag_of(self, script: Any) -> str:
        key = repr((script.filename, script.attributes))
        if key not in self._tags:
            self._tags[key] = self._tag(script)
        return self._tags[key]
