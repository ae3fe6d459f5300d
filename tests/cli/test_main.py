"""The common parts of the command line: output, streams and the working directory."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_qapi import __version__
from sphinx_qapi.cli.main import COMMANDS, main, make_parser, subcommand


def test_importing_it_loads_neither_sphinx_nor_docutils() -> None:
    code = (
        "import sys, sphinx_qapi.cli.main as main\n"
        "for name in main.COMMANDS: main.subcommand(name)\n"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in ('sphinx', 'docutils', 'myst_parser')))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["--version"])
    assert exit_info.value.code == 0
    assert capsys.readouterr().out == f"sphinx-qapi {__version__}\n"


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    for name, line in COMMANDS.items():
        assert re.search(rf"^    {name} +{line}$", text, re.MULTILINE)


def test_only_the_command_that_is_called_is_imported() -> None:
    code = (
        "import sys, sphinx_qapi.cli.main as main\n"
        "main.make_parser(['check', 'schema.json'])\n"
        "print(*(name for name in main.COMMANDS if f'sphinx_qapi.cli.{name}' in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["check"]


def test_wrong_use_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["no-such-command"], ["build"]):
        with pytest.raises(SystemExit) as exit_info:
            main(words)
        assert exit_info.value.code == 2, words
    assert "Traceback" not in capsys.readouterr().err


def test_error_message_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "no\x1b[31m.json"]) == 2
    assert capsys.readouterr().err == "sphinx-qapi: error: cannot read no\\x1b[31m.json: no such file or directory\n"


@pytest.mark.skipif(os.name != "posix", reason="a shell and /dev/full are for POSIX only")
@pytest.mark.parametrize(
    ("output", "status"), [(">&-", 0), (">/dev/full", 2), ("2>&- >/dev/full", 2), ("| head -c 1", 0)]
)
def test_output_that_cannot_be_written(output: str, status: int) -> None:
    """Output that is closed before or while it is written, or a full disk, gives no traceback."""
    command = f"set -o pipefail; {shlex.quote(sys.executable)} -m sphinx_qapi check --explain unknown-type {output}"
    answer = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert answer.returncode == status
    assert answer.stderr in ("", "sphinx-qapi: error: cannot write the output: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX can the folder that a process is in be removed")
def test_a_process_without_streams_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    """No opened file gets the descriptor of a closed stream; the message says that the folder is gone."""
    (tmp_path / "stop.json").write_text("{ 'command': 'stop' }\n")
    program = f"{shlex.quote(sys.executable)} -m sphinx_qapi"
    words = f"export model {tmp_path}/stop.json -o {tmp_path}/stop.txt"
    command = f"{program} {words} <&- >&- 2>&- && mkdir {tmp_path}/gone && cd {tmp_path}/gone && rmdir {tmp_path}/gone"
    answer = subprocess.run(
        ["bash", "-c", f"{command} && {program} build ../stop.json"], capture_output=True, text=True, check=False
    )
    assert (tmp_path / "stop.txt").read_text().startswith("{")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "sphinx-qapi: error: the folder to work in is gone: No such file or directory\n"


@pytest.mark.skipif(os.name != "posix", reason="a shell and /dev/full are for POSIX only")
@pytest.mark.parametrize("words", ["export model stop.json", "init stop.json"])
def test_a_full_output_is_reported_as_such_although_files_were_written(words: str, tmp_path: Path) -> None:
    """The message says that the output failed, not a file."""
    (tmp_path / "stop.json").write_text("{ 'command': 'stop' }\n")
    command = [sys.executable, "-m", "sphinx_qapi", *words.split()]
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr == "sphinx-qapi: error: cannot write the output: No space left on device\n"


def test_alone_it_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("usage: sphinx-qapi ")


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_of_helps_can_be_parsed(name: str) -> None:
    for line in subcommand(name).EXAMPLES:
        words = shlex.split(line)
        assert words[0] == name
        make_parser(words).parse_args(words)


def test_helps_end_with_examples_and_the_place_of_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["build", "--help"]):
        with pytest.raises(SystemExit):
            main(words)
        assert re.search(r"\nexamples:\n(?:  sphinx-qapi .+\n)+\ndocumentation: .+\n$", capsys.readouterr().out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help(name: str) -> None:
    def options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for each in action.choices.values():
                    yield from options(each)
            elif action.option_strings:
                yield action

    silent = [action.option_strings for action in options(make_parser([name])) if not action.help]
    assert not silent
