"""Keep sections from getting labels from ``sphinx.ext.autosectionlabel``, if a project uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

NAME = "sphinx.ext.autosectionlabel"
_EVENT = "doctree-read"


class _SomeSections:
    """A document whose `findall` skips some sections; the extension calls no other method of it."""

    def __init__(self, document: nodes.document, is_left_out: Callable[[nodes.section], bool]) -> None:
        self._document, self._is_left_out = document, is_left_out

    def findall(self, kind: type[nodes.section]) -> Iterator[nodes.section]:
        """All nodes of *kind* except the sections left out."""
        return (each for each in self._document.findall(kind) if not self._is_left_out(each))


def leave_out_sections(app: Sphinx, is_left_out: Callable[[nodes.section], bool]) -> None:
    """Give no labels to sections for which *is_left_out* is true: their titles would replace the author's labels."""
    from sphinx.ext.autosectionlabel import register_sections_as_label as label

    def label_some(app: Sphinx, document: nodes.document) -> None:
        sections: Any = _SomeSections(document, is_left_out)
        label(app, sections)

    for listener in list(app.events.listeners.get(_EVENT, ())):
        if listener.handler is label:
            app.disconnect(listener.id)
            app.connect(_EVENT, label_some, listener.priority)
