"""Python's collector of cyclic garbage, told to look less often while a site is built.

A reference is a million objects that stay (the schema, the environment, the nodes of the page at work), and the
collector as it is set by default walks them all again and again: that was a quarter of a build. Cycles are still
freed, in larger lots. The process belongs to whoever calls Sphinx: thresholds are only raised, and as they were when
the build is done; the collector is never off, and nothing is hidden from it.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

MANY_OBJECTS = 200_000
"""New objects between two collections of young ones, while pages are read and written: more would need more memory."""
OBJECTS_OF_A_SCHEMA = 5_000_000
"""Loading a schema makes up to half a million objects and no cycles, so that a collection would find nothing."""
_OBJECTS_OF_FEW_PAGES = 1_000_000
"""Few pages make hardly so many objects, which fit into memory together."""
_FEW_PAGES = 10
_MANY_PAGES = 200
_MANY_LEFT = 1_000_000
"""After so many pages, or objects that stay unseen, collect everything before another build begins in the process."""


class _Process:
    """What builds of this process may have left behind."""

    pages = 0
    """Read since all garbage was collected."""
    objects = 0
    """Made since then, of which nobody knows whether they are garbage."""


@contextmanager
def fewer_collections(objects: int = MANY_OBJECTS) -> Iterator[None]:
    """Collect only after so many new *objects* within; as before afterwards.

    A collector that somebody has switched off stays off, and one that looks less often stays as it is.
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
    """Take young objects for old ones, as a look at them does; such a look would fall due at once, and find few.

    Nothing is hidden: whoever looks at old objects looks at these.
    """
    if not gc.get_freeze_count():  # else somebody hides others, which would be hidden no more
        _Process.objects += gc.get_count()[0]
        gc.freeze()
        gc.unfreeze()


def register(app: Sphinx) -> None:
    """Relax the collector while the environment is loaded, and from reading to the end of the build."""
    if _Process.pages > _MANY_PAGES or _Process.objects > _MANY_LEFT:
        gc.collect()  # with few collections of young objects, those of old ones never fall due
        _Process.pages = _Process.objects = 0
    loading, reading, relaxed = ExitStack(), ExitStack(), ExitStack()

    def begin(_app: Sphinx, _env: BuildEnvironment, docnames: Collection[str]) -> None:
        relaxed.enter_context(fewer_collections())
        _Process.pages += len(docnames)
        if len(docnames) > _FEW_PAGES:
            if gc.isenabled():  # else this falls due some time later, when far more objects are to be walked
                gc.collect(1)
        else:
            reading.enter_context(fewer_collections(_OBJECTS_OF_FEW_PAGES))

    def end(_app: Sphinx, _exception: Exception | None) -> None:
        reading.close()  # a build that fails may end while pages are read
        relaxed.close()

    app.connect("config-inited", lambda *_: loading.enter_context(fewer_collections()), priority=999)
    app.connect("builder-inited", lambda *_: loading.close(), priority=0)
    app.connect("env-before-read-docs", begin)
    app.connect("env-updated", lambda *_: reading.close(), priority=0)
    app.connect("build-finished", end, priority=999)
