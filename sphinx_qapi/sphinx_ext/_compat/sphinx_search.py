"""Sphinx' search index while it is made, and the stemmer that it asks.

Stock search finds a name first by the index entry that is exactly that name. Sphinx (at least up to 9) reads all of the
last build's search index again but these entries, and keeps words that no page has any more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sphinx.builders import Builder

_MOST_WORDS = 100_000
"""So many words are remembered with their stems; the manuals of QEMU have fewer than twenty thousand."""
Entries = dict[str, list[tuple[str, str, str]]]
"""For each document its index entries: text, anchor, ``main`` or nothing."""


def remember_stems(builder: Builder) -> None:
    """Let the search look for the stem of a word once, not once for each page that has it."""
    language = getattr(getattr(builder, "indexer", None), "lang", None)
    if language is not None and "stem" not in vars(language):
        language.stem = lru_cache(_MOST_WORDS)(language.stem)


def forget_stems(builder: Builder) -> None:
    """Let *builder* be as it was before `remember_stems`."""
    language = getattr(getattr(builder, "indexer", None), "lang", None)
    if language is not None and hasattr(vars(language).get("stem"), "cache_info"):
        del language.stem


def complete_index(builder: Any) -> None:
    """Let the search index that *builder* is about to write be that of a clean build."""
    indexer: Any = getattr(builder, "indexer", None)
    if indexer is None or not hasattr(indexer, "_index_entries"):
        return
    entries: Entries = indexer._index_entries  # noqa: SLF001 - there is no other way to any of these tables
    kept = [docname for docname in indexer._titles if docname not in entries]  # noqa: SLF001
    if kept:
        before = _entries(builder)
        merged = {**entries, **{docname: before.get(docname, []) for docname in kept}}
        entries.clear()
        entries.update(sorted(merged.items()))
    for words in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001
        for word in [word for word, documents in words.items() if not documents]:
            del words[word]


def _entries(builder: Any) -> Entries:
    """The entries in the search index of the last build; none if there is none that can be read."""
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
