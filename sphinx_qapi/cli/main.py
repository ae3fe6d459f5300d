"""``sphinx-qapi``: the choice of the subcommand; only the module of that subcommand is imported."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from sphinx_qapi._version import __version__
from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.cli.parsing import Parser
from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.os_errors import reason_of


class Subcommand(Protocol):
    """The interface of the module of a subcommand."""

    EXAMPLES: Sequence[str]
    """Command lines for its help, without the program's name."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Run the subcommand; return the exit status, or raise `CommandError`."""


COMMANDS: Mapping[str, str] = {
    "binary": "say what a given binary has, and why it lacks the rest",
    "build": "build a site from one or several schemas",
    "check": "check schemas and their doc comments",
    "diff": "say what changed for clients between two schemas",
    "export": "write a schema in the formats of other programs",
    "graph": "draw what definitions use, and what uses them",
    "history": "keep the history of a schema, and ask it",
    "init": "begin a documentation project for schemas",
    "mock": "serve a schema on a socket, for tests of clients",
    "paths": "print the strings that clients probe a binary for",
    "payload": "make a message from a schema",
}
"""One line of help for each subcommand, in the order of the help; the name is that of the subcommand's module."""

PROGRAM = "sphinx-qapi"
_FIRST_STEPS = ("build qapi/qapi-schema.json", "check --lint qapi/qapi-schema.json", "init", "build --help")


def subcommand(name: str) -> Subcommand:
    """Import the module of the subcommand *name*."""
    return cast("Subcommand", import_module(f"sphinx_qapi.cli.{name}"))


def make_parser(argv: Sequence[str]) -> Parser:
    """Make the parser for the command line *argv*; it only knows the arguments of subcommands that *argv* names."""
    parser = Parser(
        prog=PROGRAM,
        description="Reference pages and checks for QAPI schemas.",
    )
    parser.examples = _FIRST_STEPS
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, line in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=line, description=line)
        if name in argv:
            command = subcommand(name)
            command.add_arguments(subparser)
            subparser.examples = command.EXAMPLES
            subparser.set_defaults(run=command.run)
    return parser


def command_help(name: str) -> str:
    """The text that ``sphinx-qapi NAME --help`` prints, in the width of the manual's pages."""
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {name}",
        description=COMMANDS[name],
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=84),
    )
    subcommand(name).add_arguments(parser)
    return parser.format_help()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv* (by default the program's own) and return its exit status.

    0: done; 1: the schema or the site has mistakes; 2: wrong use, or nothing to read.
    """
    _open_what_was_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a schema's names may not fit the terminal's encoding
    words = sys.argv[1:] if argv is None else argv
    parser = make_parser(words)
    args = parser.parse_args(words)
    if args.command is None:
        parser.print_help()
        return 0
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except CommandError as error:
        print(f"{PROGRAM}: error: {printable(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _drop_output()
        return 1
    except OSError as error:
        if error.filename is not None:  # an error of a file, not of a stream: a name is too long, a folder is closed
            print(f"{PROGRAM}: error: {printable(f'{error.filename}: {reason_of(error)}')}", file=sys.stderr)
            return 2
        _drop_output()
        what = "the folder to work in is gone" if isinstance(error, FileNotFoundError) else "cannot write the output"
        print(f"{PROGRAM}: error: {what}: {reason_of(error)}", file=sys.stderr)
        return 2
    return status


def _open_what_was_closed() -> None:
    """Open closed standard streams on the null device: else the first file that we open would get our output."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - to the end of the process


def _drop_output() -> None:
    """Send output that is not written yet to the null device, or Python would try to write it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
