"""The parser of all subcommands, from which `make share` makes the man page and the completions of shells."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from sphinx_qapi.cli.main import COMMANDS, make_parser
from sphinx_qapi.cli.parsing import Parser

_FILES = ("FILE", "DIR", "PATH", "SCHEMA", "HISTORY", "REPLY", "OLD", "NEW")
"""Words in the metavariables of arguments that are files."""
_COMPLETE = {"bash": "_shtab_compgen_files", "zsh": "_files"}
"""The completion functions that shtab uses for arguments that are files, by shell."""


def whole_parser() -> Parser:
    """Make the parser with the arguments of all subcommands; arguments that are files are marked for shtab."""
    parser = make_parser(list(COMMANDS))
    for action in _actions(parser):
        if any(word in str(action.metavar) for word in _FILES):
            action.complete = _COMPLETE  # type: ignore[attr-defined]  # shtab's own attribute
    return parser


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for each in action.choices.values():
                yield from _actions(each)
