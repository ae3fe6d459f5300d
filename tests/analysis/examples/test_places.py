"""Where examples are found, and the places of their findings in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.examples.example_findings import example_findings, with_example_findings
from sphinx_qapi.analysis.examples.example_places import examples_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.version import Version

WRONG = '-> { "execute": "bin-ad" }'


def _write(tmp_path: Path, comment: str, *, rest: str = "{ 'command': 'bin-add' }") -> Path:
    lines = [f"# {line}".rstrip() for line in comment.strip("\n").split("\n")]
    path = tmp_path / "bins.json"
    path.write_text("\n".join(["##", "# @bin-add:", "#", *lines, "##", rest, ""]), "utf-8")
    return path


def _places(path: Path, markup: str = "auto") -> list[tuple[int, int]]:
    schema = load_schema(path, markup=markup).schema
    return [(each.position.line, each.position.column) for each in example_findings(schema)]


@pytest.mark.parametrize(
    "comment",
    [
        f"Example:\n\n{WRONG}",
        f".. qmp-example::\n\n   {WRONG}",
        f".. qmp-example:: {WRONG}",
        f".. qmp-example::\n   :title: Add it\n\n   {WRONG}",
        f".. note:: Or so:\n\n   .. qmp-example::\n\n      {WRONG}",
        f".. qmp-example::\n   :annotated:\n\n   It is added::\n\n     {WRONG}\n\n   That is all.",
        f"Like this::\n\n   {WRONG}",
        f".. code-block:: QMP\n   :linenos:\n\n   {WRONG}",
        f"It is added:\n\n{WRONG}\n\nThat is all.",
        f"@bin: which one\n\n    {WRONG}",
        f"Returns: nothing, as in\n    {WRONG}",
    ],
)
def test_examples_are_found_in_every_dress(tmp_path: Path, comment: str) -> None:
    path = _write(tmp_path, comment)
    lines = path.read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if WRONG in text)
    assert _places(path) == [(line, lines[line - 1].index('"bin-ad"') + 1)]


@pytest.mark.parametrize("fence", ["```{qmp-example}", "```qmp", "~~~", ":::{qmp-example}"])
def test_examples_are_found_in_markdown(tmp_path: Path, fence: str) -> None:
    mark = fence[:3]
    path = _write(tmp_path, f"It is added:\n\n{fence}\n{WRONG}\n{mark}\n")
    assert _places(path, "markdown") == [(7, 19)]


def test_examples_are_found_in_free_text(tmp_path: Path) -> None:
    path = tmp_path / "bins.json"
    path.write_text(f"##\n# = Bins\n#\n# .. qmp-example::\n#\n#     {WRONG}\n##\n", "utf-8")
    assert _places(path) == [(6, 23)]


def test_annotated_blocks_are_one_conversation(tmp_path: Path) -> None:
    comment = """\
.. qmp-example::
   :annotated:

   First::

     -> { "execute": "bin-add" }

   Then::

     <- { "return": 3 }
"""
    assert _places(_write(tmp_path, comment)) == [(13, 23)]


def test_tabs_are_columns_of_eight(tmp_path: Path) -> None:
    path = tmp_path / "bins.json"
    path.write_text(f"##\n# @bin-add:\n#\n# Example:\n#\n#\t{WRONG}\n##\n{{ 'command': 'bin-add' }}\n", "utf-8")
    assert _places(path) == [(6, 9 + WRONG.index('"bin-ad"'))]


def test_prose_with_arrows_in_it_is_no_example(tmp_path: Path) -> None:
    path = _write(tmp_path, "From closed -> open -> closed.\n\n- one\n- two <- three { }")
    assert list(examples_of(load_schema(path).schema)) == []


def test_names_are_not_missed_in_a_schema_that_could_not_be_read_whole(tmp_path: Path) -> None:
    path = _write(tmp_path, f"Example:\n\n{WRONG}")
    assert [each.rule for each in with_example_findings(load_schema(path))] == ["example-unknown-name"]
    with path.open("a", encoding="utf-8") as file:
        file.write("{ 'include': 'more.json' }\n")
    assert {each.rule for each in with_example_findings(load_schema(path))} == {"unreadable-include"}


@pytest.mark.parametrize(
    ("dialect", "severity"),
    [("auto", Severity.WARNING), ("9.1", Severity.ERROR), ("10.2", Severity.ERROR), ("9.0", Severity.NOTE)],
)
def test_how_bad_it_is_if_an_example_is_no_json(tmp_path: Path, dialect: str, severity: Severity) -> None:
    path = _write(tmp_path, 'Example::\n\n   -> { \'execute\': "bin-add" }\n   -> { "execute": "bin-add"')
    named = None if dialect == "auto" else Version.parse(dialect)
    found = example_findings(load_schema(path, dialect=dialect).schema, dialect=named)
    assert [(each.rule, each.severity) for each in found] == [
        ("example-not-json", severity),
        ("example-syntax", severity),
    ]


def test_findings_are_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    path = _write(tmp_path, f"@a: nothing such\n\nExample:\n\n{WRONG}\n\nSince: soon")
    result = load_schema(path)
    assert len(result.diagnostics) > 1
    found = with_example_findings(result)
    assert [each.position.line for each in found] == sorted(each.position.line for each in found)
    assert set(result.diagnostics) < set(found)


def test_too_many_findings_are_counted(tmp_path: Path) -> None:
    path = _write(tmp_path, "Example:\n\n" + "\n".join([WRONG] * 1_100))
    found = example_findings(load_schema(path).schema)
    assert len(found) == 1_001
    assert found[-1].message == "100 more findings of example-unknown-name are not shown"


def test_the_bundled_example_has_no_faults() -> None:
    path = Path(__file__).parents[3] / "examples/granary/granary.json"
    schema = load_schema(path).schema
    assert len(list(examples_of(schema))) > 10
    assert example_findings(schema) == ()
