"""The words by which readers search for a definition."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.search_words import search_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DISK_UNPLUG_ERROR", {"disk", "unplug", "error", "remove"}),
        ("volume-del", {"volume", "del", "delete", "unplug"}),
        ("VolumeOptionsNfs", {"volume", "options", "nfs", "volumeoptionsnfs"}),
        ("x-query-IOThreads2", {"query", "show", "threads", "2"}),
        ("__org.example_stop", {"org", "example", "stop", "pause"}),
    ],
)
def test_parts_and_what_they_mean(name: str, words: set[str]) -> None:
    found = search_words([name])
    assert words <= set(found)
    assert len(found) == len(set(found))
    assert all(word == word.lower() for word in found)


def test_several_names_are_one_list() -> None:
    assert search_words(["a-b", "B_C"]) == ("a", "b", "c")
