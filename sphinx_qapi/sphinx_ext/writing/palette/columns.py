"""Symbols as the columns of an index; `docs/reference/symbols.md` describes them.

Similar values are next to each other, which compresses best, and values that most symbols share are left out. Columns
of text are one string each, with a line for each symbol.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sphinx_qapi.analysis.index_items import ItemRole
from sphinx_qapi.analysis.search_words import MEANINGS, search_words
from sphinx_qapi.analysis.symbols.symbols import KINDS, DefinitionSymbol, PartSymbol
from sphinx_qapi.source.version import Version

_LETTERS = {
    ItemRole.MEMBER: "m",
    ItemRole.BRANCH: "b",
    ItemRole.ALTERNATIVE: "a",
    ItemRole.VALUE: "v",
    ItemRole.FEATURE: "f",
}


def columns(
    found: Sequence[DefinitionSymbol],
    *,
    page: Callable[[DefinitionSymbol], str],
    text: Callable[[DefinitionSymbol], str],
    emitted: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The columns of *found*, which are in the order of `KINDS`.

    *page* gives the address of a symbol's page, *text* its summary, and *emitted* the events of each command.
    """
    parts = [part for each in found for part in each.parts]
    numbers = {(each.kind == "module", each.name): number for number, each in enumerate(found)}
    everything: list[DefinitionSymbol | PartSymbol] = [*found, *parts]
    versions = _numbered(["", *_sorted_versions({each.since for each in everything} - {""})])
    conditions = _numbered(["", *sorted({each.condition for each in everything} - {""})])
    modules = _numbered(sorted({each.module for each in found}))
    return {
        "counts": [sum(each.kind == kind for each in found) for kind in KINDS],
        "versions": _lines(versions),
        "conditions": _lines(conditions),
        "modules": [*modules],
        "names": _lines(each.name for each in found),
        "pages": _lines(map(page, found)),
        "module": [modules[each.module] for each in found],
        "since": [versions[each.since] for each in found],
        "condition": [conditions[each.condition] for each in found],
        "flags": [each.marks for each in found],
        "texts": _lines(map(text, found)),
        "returns": _lines(each.returns for each in found).rstrip("\n"),
        "emits": [
            [numbers[False, name], *(numbers[False, event] for event in events if (False, event) in numbers)]
            for name, events in emitted.items()
            if (False, name) in numbers
        ],
        "places": _lines(_places(each, numbers) for each in found).rstrip("\n"),
        "parts": _part_columns(found, parts, versions, conditions),
    }


def _part_columns(
    found: Sequence[DefinitionSymbol],
    parts: Sequence[PartSymbol],
    versions: Mapping[str, int],
    conditions: Mapping[str, int],
) -> dict[str, Any]:
    return {
        "counts": [len(each.parts) for each in found],
        "kinds": "".join(_LETTERS[each.kind] for each in parts),
        "names": _lines(each.name for each in parts),
        "types": _lines(each.type for each in parts),
        "defaults": _lines(each.default for each in parts),
        "flags": [each.marks for each in parts],
        "since": [versions[each.since] for each in parts],
        "condition": [conditions[each.condition] for each in parts],
        "texts": _lines(each.text for each in parts),
    }


def meanings(names: Iterable[str]) -> dict[str, str]:
    """The meanings, in everyday words, of the words that *names* consist of."""
    used = set(search_words(list(dict.fromkeys(names))))
    return {word: said for word, said in MEANINGS.items() if word in used}


def _places(symbol: DefinitionSymbol, numbers: Mapping[tuple[bool, str], int]) -> str:
    """The other entries that show what *symbol* declares: the number of each, and the branches that lead to it."""
    return " ".join(
        "/".join((str(numbers[False, each.definition]), *each.path))
        for each in symbol.places
        if (False, each.definition) in numbers
    )


def _sorted_versions(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (Version.read(text), text))


def _numbered(texts: Iterable[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts)}


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)
