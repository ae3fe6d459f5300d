"""The content of Sphinx's own index pages, kept between builds.

Sphinx requests all of it in every build, even if nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx.domains import Index, IndexEntry

from sphinx_qapi.sphinx_ext.objects.state import state_of

Content = list[tuple[str, list[IndexEntry]]]
"""The entries under each heading."""


def cached_content(index: Index, namespaces: Iterable[str], make: Callable[[], Content], *words: str) -> Content:
    """The result of *make*, or of an earlier build with the same schemas, places of definitions, and *words*."""
    state = state_of(index.domain.env)
    schemas = state.store.schemas
    states = {name: schemas[name].state for name in namespaces if name in schemas}
    if not all(states.values()):
        return make()
    key = tuple(states.items()), state.objects.places, words
    return state.cache.results.get(f"index {index.name}", key, make)
