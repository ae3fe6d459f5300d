"""Sphinx's search index while it is made, and its stemmer.

Stock search finds a name first by the index entry that is exactly that name. Sphinx (at least up to 9) loads all of the
last build's search index except these entries, and keeps words that are on no page any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sphinx.builders import Builder

_MOST_WORDS = 100_000
"""Maximum number of words whose stems are cached; the manuals of QEMU have fewer than twenty thousand words."""
Entries = dict[str, list[tuple[str, str, str]]]
"""Index entries by document: text, anchor, and ``main`` or an empty string."""


def remember_stems(builder: Builder) -> None:
    """Cache the stems of words, so that each is computed once instead of once for each page that has the word."""
    language = getattr(getattr(builder, "indexer", None), "lang", None)
    if language is not None and "stem" not in vars(language):
        language.stem = lru_cache(_MOST_WORDS)(language.stem)


def forget_stems(builder: Builder) -> None:
    """Undo `remember_stems`."""
    language = getattr(getattr(builder, "indexer", None), "lang", None)
    if language is not None and hasattr(vars(language).get("stem"), "cache_info"):
        del language.stem


def complete_index(builder: Any) -> None:
    """Make the search index that *builder* is about to write the same as that of a clean build."""
    indexer: Any = getattr(builder, "indexer", None)
    if indexer is None or not hasattr(indexer, "_index_entries"):
        return
    entries: Entries = indexer._index_entries  # noqa: SLF001 - none of these tables can be reached otherwise
    kept = [docname for docname in indexer._titles if docname not in entries]  # noqa: SLF001
    if kept:
        before = _entries(builder)
        merged = {**entries, **{docname: before.get(docname, []) for docname in kept}}
        entries.clear()
        entries.update(sorted(merged.items()))
    for words in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001
        for word in [word for word, documents in words.items() if not documents]:
            del words[word]


@contextmanager
def pruning_with_sets(builder: Any) -> Iterator[None]:
    """Let the indexer of *builder* be told of all documents as a set inside the context.

    Sphinx tells it of a dictionary, which Python walks as a whole for each word, whatever the word's documents are.
    """
    indexer = getattr(builder, "indexer", None)
    if indexer is None:
        yield
        return
    by_sphinx = indexer.prune
    vars(indexer)["prune"] = lambda docnames: by_sphinx(set(docnames))
    try:
        yield
    finally:
        del vars(indexer)["prune"]  # it refers to the indexer, which would only be freed by Python's collector


def _entries(builder: Any) -> Entries:
    """The entries in the search index of the last build; empty if there is none that can be read."""
    path = builder.outdir / builder.searchindex_filename
    try:
        if builder.indexer_dumps_unicode:
            frozen = builder.indexer_format.loads(path.read_text(encoding="utf-8"))
        else:
            frozen = builder.indexer_format.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    entries: Entries = {}
    for text, places in frozen.get("indexentries", {}).items():
        for number, anchor, is_main in places:
            entries.setdefault(frozen["docnames"][number], []).append((text, anchor, "main" if is_main else ""))
    return entries
