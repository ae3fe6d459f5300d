"""Suggestions for misspelt names, limited in number so that they take little time."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.suggestions import Suggestions, did_you_mean, nearest


def test_suggestions_end() -> None:
    suggestions = Suggestions(most=5)
    assert suggestions.did_you_mean("mil", ["mill", "silo"]) == ' (did you mean "mill"?)'
    assert suggestions.nearest("sylo", ["mill", "silo"]) == ["silo"]
    assert suggestions.did_you_mean("mil", ["mill", "silo"]) == ""
    assert suggestions.nearest("mil", ["mill", "silo"]) == []


def test_long_names_are_not_compared() -> None:
    assert nearest("a" * 100_000, ["a" * 99_999]) == []
    assert did_you_mean("mill", ["m" * 100_000, "mil"]) == ' (did you mean "mil"?)'


def _comparisons(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of names that are compared when a comment describes *count* members that do not exist."""
    compared = 0
    real: Any = difflib.get_close_matches

    def counted(word: str, possibilities: dict[str, object], **options: Any) -> Any:
        nonlocal compared
        compared += len(possibilities)
        return real(word, possibilities, **options)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    described = "".join(f"# @bin{number}: How full it is.\n#\n" for number in range(count))
    members = ", ".join(f"'sack{number}': 'int'" for number in range(count))
    path = folder / "granary.json"
    path.write_text(
        f"##\n# @weigh:\n#\n{described}# Since: 1.0\n##\n{{ 'command': 'weigh', 'data': {{ {members} }} }}\n"
    )
    result = load_schema(path)
    monkeypatch.undo()
    assert sum(each.rule == "undeclared-member" for each in result.diagnostics) == min(count, 1000)
    return compared


def test_undeclared_names_in_linear_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = _comparisons(2, tmp_path, monkeypatch)
    assert few > 0, "a few are compared"
    assert _comparisons(2000, tmp_path, monkeypatch) <= 50_000
    assert _comparisons(8000, tmp_path, monkeypatch) <= 50_000
