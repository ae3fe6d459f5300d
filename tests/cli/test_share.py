"""The man page and the completions agree with the parser; ``make share`` writes them."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_qapi.cli.whole_parser import whole_parser

SHARE = Path(__file__).parents[2] / "share"
FILES = (
    "man/man1/sphinx-qapi.1",
    "bash-completion/completions/sphinx-qapi",
    "zsh/site-functions/_sphinx-qapi",
    "fish/vendor_completions.d/sphinx-qapi.fish",
)


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.help != argparse.SUPPRESS:
            yield from (each for each in action.option_strings if each.startswith("--") and each != "--help")
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                yield name
                yield from _words(each)


@pytest.mark.parametrize("name", FILES)
def test_every_command_and_option_is_there(name: str) -> None:
    text = (SHARE / name).read_text().replace(r"\-", "-")
    missing = [word for word in dict.fromkeys(_words(whole_parser())) if word.removeprefix("--") not in text]
    assert missing == [], "run `make share`"


def test_only_options_that_exist_are_offered() -> None:
    text = (SHARE / FILES[1]).read_text()
    options = {word for line in re.findall(r"option_strings=\((.*)\)", text) for word in re.findall(r"--[\w-]+", line)}
    assert options == {"--help", *(word for word in _words(whole_parser()) if word.startswith("--"))}, (
        "run `make share`"
    )


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd, from which bash reads the output of programs")
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ch", "check"),
        ("build --the", "--theme"),
        ("build --pages ''", "definition module schema"),
        ("history ''", "update show paths export"),
        ("check READ", "README.md"),
    ],
)
def test_bash_completes(words: str, answer: str) -> None:
    script = (
        f"source {shlex.quote(str(SHARE / FILES[1]))}; COMP_WORDS=(sphinx-qapi {words});"
        " COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
        ' $(complete -p sphinx-qapi | grep -o "_shtab[a-z_]*"); echo "${COMPREPLY[@]}"'
    )
    printed = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=SHARE.parent)
    assert printed.stdout.strip() == answer
