"""Comments that a listener changes before they are read: their content, and the places of their lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Definition

COMMENTED = """\
##
# @go:
#
# Go there.
#
# @speed: how fast
##
{ 'command': 'go', 'data': { 'speed': 'int' } }
{ 'command': 'stay' }
"""


def lines_of(tmp_path: Path, change: Callable[[list[str]], None], text: str = COMMENTED) -> list[tuple[int, str]]:
    """The lines of the comments of all definitions, each with its number."""
    path = tmp_path / "s.json"
    path.write_text(text)
    schema = load_schema(path, dialect="10.0", revise=lambda _definition, lines: change(lines)).schema
    found = []
    for definition in schema.definitions.values():
        documentation = definition.documentation
        for each in [documentation.intro, *(m.text for m in documentation.members)] if documentation else []:
            found += list(zip(each.numbers, each.lines, strict=True))
    return found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _lines: None, [(4, "Go there."), (6, "how fast")]),
        (lambda lines: lines.insert(0, "Now:"), [(3, "Now:"), (4, "Go there."), (6, "how fast"), (9, "Now:")]),
        (lambda lines: lines.__setitem__(slice(0, 1), ["Walk\nthere."]), [
            (4, "Walk"), (4, "there."), (6, "how fast"), (9, "Walk"), (9, "there."),
        ]),
        (lambda lines: lines.clear(), []),
        (lambda lines: lines.extend(["", "Bye."] if lines else []), [(4, "Go there."), (6, "how fast")]),
    ],
    ids=["nothing", "before", "in place", "away", "behind"],
)  # fmt: skip
def test_lines_keep_their_places(
    tmp_path: Path, change: Callable[[list[str]], None], expected: list[tuple[int, str]]
) -> None:
    assert lines_of(tmp_path, change) == expected


def test_what_is_added_is_read_like_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(COMMENTED)
    seen: dict[str, list[str]] = {}

    def revise(definition: Definition, lines: list[str]) -> None:
        seen[definition.name] = list(lines)
        lines += ["", "Since: 2.1"]

    definitions = load_schema(path, revise=revise).schema.definitions
    assert seen == {"go": ["Go there.", "", "@speed: how fast"], "stay": []}
    assert [str(each.since.version) for each in definitions.values() if each.since] == ["2.1", "2.1"]


def test_findings_are_reported_once_and_at_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(COMMENTED)

    def revise(definition: Definition, lines: list[str]) -> None:
        if definition.name == "go":
            lines += ["", "@sped: misspelt"]

    findings = load_schema(path, dialect="10.0", revise=revise).diagnostics
    assert [(each.position.line, each.rule) for each in findings] == [(6, "undeclared-member")]
