"""Python's collector of cyclic garbage, told to look less often while a site is built.

A reference is a million objects that stay (the schema, the environment, the nodes of the page at work), and the
collector as it is set by default walks them all again and again: that was a quarter of a build. Cycles are still
freed, in larger lots, and what is there before pages are read is not looked at any more.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_THRESHOLDS = (200_000, 10, 10)
"""With the collector off a build of 200 pages takes half as much memory again; so it takes a few per cent more."""
_FEW_PAGES = 10
"""What so many leave behind fits into memory without being collected while they are read."""
_MANY_PAGES = 200
"""What so many leave behind is to be collected before another build of the same process."""


class _Process:
    """What builds of this process may have left behind."""

    pages = 0
    """Read since all garbage was collected."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Collect less often within, and leave alone what is there already; as before afterwards."""
    before = gc.get_threshold()
    gc.freeze()
    if 0 < before[0] < _THRESHOLDS[0]:
        gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def no_collections() -> Iterator[None]:
    """Collect nothing within, for what makes many objects and no cycles; as before afterwards.

    What was made counts as old then: else the next look at what is young would be at all of it.
    """
    was_enabled = gc.isenabled()
    has_frozen = gc.get_freeze_count() > 0
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if not has_frozen:
            gc.unfreeze()
        if was_enabled:
            gc.enable()


def register(app: Sphinx) -> None:
    """Relax the collector while the environment is loaded, from reading to the end of the build, and at exit."""
    if _Process.pages > _MANY_PAGES:  # with few collections of young objects, those of old ones never fall due
        gc.collect()
        _Process.pages = 0
    # When Python ends it would look at all that is there once more: up to a third of a build that changes little.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    loading, reading, relaxed = ExitStack(), ExitStack(), ExitStack()

    def begin(_app: Sphinx, _env: BuildEnvironment, docnames: Collection[str]) -> None:
        relaxed.enter_context(fewer_collections())
        _Process.pages += len(docnames)
        if len(docnames) <= _FEW_PAGES:
            reading.callback(gc.set_threshold, *gc.get_threshold())
            gc.set_threshold(0)

    app.connect("config-inited", lambda *_: loading.enter_context(fewer_collections()), priority=999)
    app.connect("builder-inited", lambda *_: loading.close(), priority=0)
    app.connect("env-before-read-docs", begin)
    app.connect("env-updated", lambda *_: reading.close(), priority=0)
    app.connect("build-finished", lambda *_: relaxed.close(), priority=999)
