"""Our events for other extensions and ``conf.py``, which are used like those of `sphinx.ext.autodoc`."""

from __future__ import annotations

from sphinx.events import EventManager

from sphinx_qapi.schema.comments.revision import ReviseComment
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext._compat.sphinx_application import has_listeners
from sphinx_qapi.sphinx_ext.loading.schema_cache import CachedSchema

PROCESS_DOCSTRING = "qapi-process-docstring"
"""``(app, kind, name, definition, lines)``: the lines of a definition's comment, to be changed in place."""
SKIP_DEFINITION = "qapi-skip-definition"
"""``(app, kind, name, definition)``: True leaves the definition out; None lets other listeners decide."""
EVENTS = (PROCESS_DOCSTRING, SKIP_DEFINITION)


class Listeners:
    """Calls the listeners of our events, which get the name of a definition as ``NS:name``."""

    def __init__(self, events: EventManager) -> None:
        self._events = events

    def reviser(self, namespace: str) -> ReviseComment | None:
        """The function that lets listeners change the comments of a schema; None if nothing listens."""
        if not has_listeners(self._events, PROCESS_DOCSTRING):
            return None

        def revise(definition: Definition, lines: list[str]) -> None:
            name = f"{namespace}:{definition.name}"
            self._events.emit(PROCESS_DOCSTRING, definition.kind, name, definition, lines)

        return revise

    def without_skipped(self, namespace: str, cached: CachedSchema) -> CachedSchema:
        """*cached* without the definitions that listeners leave out."""
        if not has_listeners(self._events, SKIP_DEFINITION):
            return cached
        schema = cached.schema
        skipped = {
            each.name
            for each in schema.definitions.values()
            if self._events.emit_firstresult(SKIP_DEFINITION, each.kind, f"{namespace}:{each.name}", each)
        }
        return CachedSchema(schema.without(skipped), cached.diagnostics)
