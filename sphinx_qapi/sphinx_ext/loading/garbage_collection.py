"""Less frequent runs of Python's cyclic garbage collector while a site is built.

A reference has a million objects that stay alive (the schema, the environment, the nodes of the current page), and with
its default settings the collector walks all of them again and again: that took a quarter of a build. Cycles are still
freed, in larger lots. The process belongs to whoever calls Sphinx: thresholds are only raised, and are restored at the
end of the build; the collector is never switched off, and no objects are hidden from it.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

MANY_OBJECTS = 200_000
"""New objects that trigger a collection while pages are read and written: more would need more memory."""
OBJECTS_THAT_STAY = 5_000_000
"""The same while a schema or the environment is loaded: up to half a million objects, and none of them is garbage."""
_OBJECTS_OF_FEW_PAGES = 1_000_000
"""The same while few pages are read: these rarely make so many objects, which fit into memory together."""
_FEW_PAGES = 10
_MANY_PAGES = 200
_MANY_LEFT = 1_000_000
"""After this many pages, or objects that were not examined, collect fully before the next build of the same process."""


class _Process:
    """Counters of what builds of this process may have left uncollected."""

    pages = 0
    """Number of pages read since the last full collection."""
    objects = 0
    """Number of objects made since then that were not examined, and may be garbage."""


@contextmanager
def fewer_collections(objects: int = MANY_OBJECTS) -> Iterator[None]:
    """Run the collector inside the context only after *objects* new objects; restore the threshold afterwards.

    A collector that is switched off stays off, and a higher threshold stays as it is.
    """
    first, *others = before = gc.get_threshold()
    is_lower = 0 < first < objects
    if is_lower:
        gc.set_threshold(objects, *others)
    try:
        yield
    finally:
        if is_lower:
            _let_stay()
        gc.set_threshold(*before)


def _let_stay() -> None:
    """Make young objects old without examining them: otherwise a collection would be due at once, and find little.

    Nothing is hidden: later collections of old objects examine these as well.
    """
    if not gc.get_freeze_count():  # otherwise others have frozen objects, which would be unfrozen here
        _Process.objects += gc.get_count()[0]
        gc.freeze()
        gc.unfreeze()


def register(app: Sphinx) -> None:
    """Relax the collector while the environment is loaded, and from the start of reading to the end of the build."""
    if _Process.pages > _MANY_PAGES or _Process.objects > _MANY_LEFT:
        gc.collect()  # as young objects are rarely collected, collections of old ones never become due
        _Process.pages = _Process.objects = 0
    loading, reading, relaxed = ExitStack(), ExitStack(), ExitStack()

    def begin(_app: Sphinx, _env: BuildEnvironment, docnames: Collection[str]) -> None:
        relaxed.enter_context(fewer_collections())
        _Process.pages += len(docnames)
        if len(docnames) > _FEW_PAGES:
            if gc.isenabled():  # otherwise this becomes due later, with far more objects to walk
                gc.collect(1)
        else:
            reading.enter_context(fewer_collections(_OBJECTS_OF_FEW_PAGES))

    def end(_app: Sphinx, _exception: Exception | None) -> None:
        reading.close()  # a build may fail, and end, while pages are read
        relaxed.close()

    app.connect("config-inited", lambda *_: loading.enter_context(fewer_collections(OBJECTS_THAT_STAY)), priority=999)
    app.connect("builder-inited", lambda *_: loading.close(), priority=0)
    app.connect("env-before-read-docs", begin)
    app.connect("env-updated", lambda *_: reading.close(), priority=0)
    app.connect("build-finished", end, priority=999)
