"""The words of Sphinx's search index are computed only once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sphinx.search.en import SearchEnglish
from sphinx.testing.util import SphinxTestApp

from tests.sphinx_ext.test_intersphinx import search_index

if TYPE_CHECKING:
    from .conftest import Build


def test_the_stem_of_a_word_is_looked_for_once(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"{name}.rst": ":orphan:\n\nBarns\n=====\n\nSpeaking barns.\n" for name in ("index", "other", "third")}
    project = build("", pages)
    asked: Counter[str] = Counter()
    stem = SearchEnglish.stem

    def count(self: SearchEnglish, word: str) -> str:
        asked[word] += 1
        return stem(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", count)
    project.app.cleanup()
    project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)
    project.app.build()
    assert asked == {"Barns": 1, "Speaking": 1, "barns": 1}
    index = search_index(project.app.outdir)
    assert index["terms"] == {"speak": [0, 1, 2]}
    assert index["titleterms"] == {"barn": [0, 1, 2]}
