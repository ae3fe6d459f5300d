"""``sphinx-qapi``: picks the subcommand and hands over to its file."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from sphinx_qapi import __version__
from sphinx_qapi.cli import build, check, graph, init
from sphinx_qapi.cli.command_error import CommandError
from sphinx_qapi.export.printable import printable


class Subcommand(Protocol):
    """What the file of a subcommand offers."""

    NAME: str
    HELP: str
    """One line, for the list of subcommands."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; gives the exit status, or raises `CommandError`."""


COMMANDS: tuple[Subcommand, ...] = (build, check, graph, init)
"""Every subcommand, in the order of the help."""

PROGRAM = "sphinx-qapi"


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(prog=PROGRAM, description="Reference pages and checks for QAPI schemas.")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def command_help(name: str) -> str:
    """What ``sphinx-qapi NAME --help`` prints, as wide as a page of the manual."""
    command = {each.NAME: each for each in COMMANDS}[name]
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {name}",
        description=command.HELP,
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=84),
    )
    command.add_arguments(parser)
    return parser.format_help()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv* (by default the program's own) and give its exit status.

    0: done; 1: the schema or the site has faults; 2: wrong use, or nothing to read.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a schema's names may not fit the terminal's encoding
    args = make_parser().parse_args(argv)
    try:
        status: int = args.run(args)
        if sys.stdout is not None:  # it was closed before we began
            sys.stdout.flush()
    except CommandError as error:
        print(f"{PROGRAM}: error: {printable(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _drop_output()
        return 1
    except OSError as error:
        if error.filename is not None:  # not of writing to a stream
            raise
        _drop_output()
        print(f"{PROGRAM}: error: cannot write the output: {error.strerror}", file=sys.stderr)
        return 2
    return status


def _drop_output() -> None:
    """Send what is still to be written nowhere, or Python would try again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
