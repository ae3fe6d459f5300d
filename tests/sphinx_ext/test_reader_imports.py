"""A build with a cached schema does not import the reader, which would take longer than to read the cache."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

READER = ("schema.load", "schema.building.schema_builder", "schema.checks", "schema.serial.model_file", "syntax.parser")
CODE = f"""
import sys
from sphinx.cmd.build import main
status = main(["-q", sys.argv[1], sys.argv[1] + "/out"])
print(status, *(name for name in {READER!r} if "sphinx_qapi." + name in sys.modules))
"""

PARSER = ("schema.load", "schema.building.schema_builder", "syntax.parser")
COMMAND = f"""
import sys
from sphinx_qapi.cli.main import main
status = main(["build", sys.argv[1], "-o", sys.argv[2], "-j", "1", "--theme", "alabaster"])
print(status, *(name for name in {PARSER!r} if "sphinx_qapi." + name in sys.modules))
"""


def test_a_cached_schema_needs_no_reader(tmp_path: Path) -> None:
    schema = "##\n# @Fruit:\n#\n# A fruit.\n##\n{ 'enum': 'Fruit', 'data': ['pear'] }\n"
    (tmp_path / "schema.json").write_text(schema)
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_qapi']\nqapi_schemas = {'fruit': 'schema.json'}\n")
    (tmp_path / "index.rst").write_text("Fruit\n=====\n\n.. qapi-doc:: schema.json\n")
    assert _build(tmp_path) == ["0", *READER]
    assert _build(tmp_path) == ["0"]


def test_the_command_line_needs_none_either(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text("{ 'command': 'stop' }\n")
    command = [sys.executable, "-c", COMMAND, str(tmp_path / "schema.json"), str(tmp_path / "site")]
    for found in ([*PARSER], []):
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[
            -len(found) - 1 :
        ] == [
            "0",
            *found,
        ]


def _build(folder: Path) -> list[str]:
    """The status of a build of *folder*, and the modules of the reader that it imported."""
    command = [sys.executable, "-c", CODE, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
