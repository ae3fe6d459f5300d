"""What Sphinx' own index pages list, kept between builds.

Sphinx asks for all of it in every build, also where nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx.domains import Index, IndexEntry

from sphinx_qapi.sphinx_ext.objects.state import state_of

Content = list[tuple[str, list[IndexEntry]]]
"""The entries under each heading."""


def kept_content(index: Index, namespaces: Iterable[str], make: Callable[[], Content], *words: str) -> Content:
    """What *make* lists of *namespaces*: where these have changed, or definitions their places, or *words* in it."""
    state = state_of(index.domain.env)
    schemas = state.store.schemas
    states = {name: schemas[name].state for name in namespaces if name in schemas}
    if not all(states.values()):
        return make()
    key = tuple(states.items()), state.objects.places, words
    return state.cache.results.get(f"index {index.name}", key, make)
