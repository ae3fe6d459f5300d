"""Definitions as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_qapi.export.markdown.definition import definition_markdown
from sphinx_qapi.export.markdown.files import markdown_files
from sphinx_qapi.schema.load import load_schema

SCHEMA = """
##
# @fly:
#
# Take off, as `land` does not.  See :qapi:cmd:`land` and @Plane.
#
# @kind: What it is
#
# Features:
#
# @deprecated: Use ``hover``.
#
# .. note:: Look *up*.
#
# .. qmp-example::
#
#    -> { "execute": "fly" }
#
# Since: 1.0
##
{ 'command': 'fly', 'data': { '*kind': { 'type': 'Kind', 'if': 'CONFIG_KIND' } }, 'features': [ 'deprecated' ] }

##
# @Kind:
#
# @wing: flat
# @rotor: round (since 2.0)
##
{ 'enum': 'Kind', 'data': [ 'wing', 'rotor' ] }
"""
FLY = """\
# fly

command, since 1.0, deprecated; module `s`

Take off, as `land` does not.  See `land` and `Plane`.

## Arguments

- `kind` (`Kind`, optional, if CONFIG_KIND): What it is

## Features

- `deprecated`: Use `hover`.

**Note:** Look *up*.

```qmp
-> { "execute": "fly" }
```
"""


def test_a_definition(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(SCHEMA, "utf-8")
    schema = load_schema(path, dialect="10.1").schema
    assert definition_markdown(schema, schema.definitions["fly"]) == FLY
    files = markdown_files(schema, list(schema.definitions.values()))
    assert set(files) == {"llms.txt", "llms-full.txt", "fly.md", "Kind.md"}
    assert files["llms.txt"] == (
        "# s\n\n## Commands\n\n- [fly](fly.md): Take off, as land does not.\n\n## Types\n\n- [Kind](Kind.md)\n"
    )
    assert "- `rotor` (since 2.0): round (since 2.0)\n\n- Used by: `fly`" in files["Kind.md"]


@pytest.mark.shared
def test_it_has_all_that_comments_say_of_deprecation(shared: Path) -> None:
    schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    described = 0
    for name, definition in schema.definitions.items():
        for each in definition.documentation.features if definition.documentation else ():
            described += 1
            words = re.findall(r"\w+", each.text.content)
            said = re.findall(r"\w+", definition_markdown(schema, definition))
            assert " ".join(words) in " ".join(said), f"{name}: {each.name}"
    assert described > 50
