"""What is imported when: a build imports only what it needs, because imports are a sixth of the time of a short one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

READER = ("schema.load", "schema.building.schema_builder", "schema.checks", "schema.serial.model_file", "syntax.parser")
OTHERS = (
    "analysis.evolution.changes", "analysis.evolution.versions", "analysis.history.history_file",
    "analysis.diff.compare", "analysis.binary.absent_rows", "syntax.plain.blocks", "syntax.plain.returns",
)  # fmt: skip
"""What only schemas with a history, with a binary, or with comments of old releases need."""
CODE = f"""
import sys
from sphinx.cmd.build import main
status = main(["-q", sys.argv[1], sys.argv[1] + "/out"])
print(status, *(name for name in {(*READER, *OTHERS)!r} if "sphinx_qapi." + name in sys.modules))
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
    schema += "##\n# @pick:\n#\n# Pick one.\n#\n# Returns: it, see @Fruit\n##\n"
    schema += "{ 'command': 'pick', 'returns': 'Fruit' }\n"
    (tmp_path / "schema.json").write_text(schema)
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_qapi']\nqapi_schemas = {'fruit': 'schema.json'}\n")
    (tmp_path / "index.rst").write_text("Fruit\n=====\n\n.. qapi-doc:: schema.json\n")
    assert _build(tmp_path) == ["0", *READER]
    assert _build(tmp_path) == ["0"]


def test_old_comments_and_histories_need_more(tmp_path: Path) -> None:
    schema = "##\n# @pick:\n#\n# Pick one, as the note in |\n# |this example| says.\n#\n# Returns: nothing\n##\n"
    (tmp_path / "schema.json").write_text(schema + "{ 'command': 'pick', 'data': {} }\n")
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx_qapi']\n"
        "qapi_schemas = {'fruit': {'path': 'schema.json', 'dialect': '2.8', 'history': 'fruit.history'}}\n"
    )
    (tmp_path / "index.rst").write_text("Fruit\n=====\n\n.. qapi-doc:: schema.json\n\n.. qapi:changes:: 2.7 2.8\n")
    command = [
        sys.executable,
        "-m",
        "sphinx_qapi",
        "history",
        "update",
        "fruit.history",
        "2.7=schema.json",
        "2.8=schema.json",
    ]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert set(_build(tmp_path)) >= {*READER, *OTHERS} - {"analysis.binary.absent_rows"}


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
