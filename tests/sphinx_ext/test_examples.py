"""Examples in schemas and on authors' pages are checked when a project is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_qapi.analysis.catalogue import example_of
from tests.rule_declarations import rules_of

if TYPE_CHECKING:
    from .conftest import Build

SCHEMA = """\
{ 'command': 'bin-add', 'data': { 'name': 'str' } }
"""
PAGE = """\
Bins
====

.. qmp-example::
   :title: Wrong

   -> { "execute": "bin-add",
        "arguments": { "name": 7 } }

.. note::

   .. qmp-example::
      :annotated:

      First::

         -> { "execute": "bin-ad" }

      Then::

         <- { "return": {} }

.. qmp-example::

   -> { "execute": "bin-add", "arguments": { "name": "a" } }
   <- { "return": {} }
"""
MARKDOWN = """\
# Bins

```{qmp-example}
:title: Wrong

-> { "execute": "bin-add",
     "arguments": { "name": 7 } }
```
"""
WRONG_TYPE = "a string was expected, not a number [qapi.example-wrong-type]"


def test_examples_on_pages_are_checked(build: Build) -> None:
    warnings = build(SCHEMA, {"index.rst": PAGE}).warnings
    unknown = 'there is no command "bin-ad" (did you mean "bin-add"?) [qapi.example-unknown-name]'
    assert warnings == [f"SRC/index.rst:8: WARNING: {WRONG_TYPE}", f"SRC/index.rst:17: WARNING: {unknown}"]


def test_examples_on_markdown_pages_are_checked(build: Build) -> None:
    extensions = ["sphinx_qapi", "myst_parser"]
    warnings = build(SCHEMA, {"index.md": MARKDOWN}, extensions=extensions).warnings
    assert warnings == [f"SRC/index.md:7: WARNING: {WRONG_TYPE}"]


def test_they_are_silenced_by_their_rules(build: Build) -> None:
    rules = ["qapi.example-wrong-type", "qapi.example-unknown-name"]
    assert build(SCHEMA, {"index.rst": PAGE}, suppress_warnings=rules).warnings == []


def test_names_are_those_of_the_pages_own_namespace_first(build: Build) -> None:
    page = ".. qapi:namespace:: QGA\n\n.. qmp-example::\n\n   -> {}\n".format(
        '{ "execute": "bin-add", "arguments": { "name": 7 } }'
    )
    files = {"schema.json": SCHEMA, "other.json": SCHEMA.replace("str", "int")}
    schemas = {"QMP": "schema.json", "QGA": "other.json"}
    assert build(files, {"index.rst": f"T\n=\n\n{page}"}, qapi_schemas=schemas).warnings == []


def test_a_page_is_checked_again_when_a_command_changes(build: Build) -> None:
    page = 'T\n=\n\n.. qmp-example::\n\n   -> { "execute": "bin-add", "arguments": { "name": "a" } }\n'
    project = build(SCHEMA, {"index.rst": page})
    assert project.warnings == []
    (project.app.srcdir / "schema.json").write_text(SCHEMA.replace("str", "bool"), "utf-8")
    assert project.rebuild() == ["index"]
    assert [each.partition("WARNING: ")[2] for each in project.warnings] == [
        "a boolean was expected, not a string [qapi.example-wrong-type]"
    ]


def test_without_a_schema_only_the_writing_is_checked(build: Build) -> None:
    page = 'T\n=\n\n.. qmp-example::\n\n   -> { "execute": "bin-add"\n        "id": 1 }\n'
    (warning,) = build(pages={"index.rst": page}).warnings
    assert warning == "SRC/index.rst:6: WARNING: a comma was expected here [qapi.example-not-json]"


@pytest.mark.parametrize("rule", sorted(rules_of("analysis/examples") - {"example-outdated", "example-without-arrows"}))
def test_schemas_are_warned_of_once(build: Build, rule: str) -> None:
    """Warnings are not repeated when prose is read; every build has them, since the findings of reading are kept."""
    project = build(example_of(rule), suppress_warnings=[])
    found = [each for each in project.warnings if f"[qapi.{rule}]" in each]
    assert found
    assert len(found) == len(set(found))
    project.rebuild()
    assert [each for each in project.warnings if f"[qapi.{rule}]" in each] == found
