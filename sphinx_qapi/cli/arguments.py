"""Arguments that several subcommands share, and the error that ends a subcommand."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from sphinx_qapi.source.dialects import AUTO, parse_dialect
from sphinx_qapi.source.version import Version

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class CommandError(Exception):
    """A request of the user that cannot be met; the message is one line, the exit status 2."""


def path_word(text: str) -> Path:
    """Return *text* as a path; raise ArgumentTypeError if it is none, such as the empty value of a shell variable."""
    return Path(source_word(text))


def source_word(text: str) -> str:
    """Return *text*, which names a file, maybe with a release or revision; raise ArgumentTypeError if it cannot."""
    if not text:
        raise argparse.ArgumentTypeError('"" is no path: name a file or a folder')
    if _ADDRESS.match(text):
        raise argparse.ArgumentTypeError(f'"{text}" is an address: download what is there, and name the file')
    return text


def text_word(text: str) -> str:
    """Return *text*, which pages will show; raise ArgumentTypeError if it is invalid in the terminal's encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f'"{text}" is no text in the encoding of this terminal') from None
    return text


def add_include_dirs(parser: argparse.ArgumentParser) -> None:
    """Declare ``--include-dir``; its folders are in ``include_dirs`` of the namespace."""
    parser.add_argument(
        "--include-dir",
        action="append",
        default=[],
        type=path_word,
        metavar="DIR",
        dest="include_dirs",
        help="folder to look for included files in, after the including file's own; may be repeated",
    )


def add_dialect(parser: argparse.ArgumentParser) -> None:
    """Declare ``--dialect``; its value is in ``dialect`` of the namespace."""
    parser.add_argument(
        "--dialect",
        default=AUTO,
        metavar="RELEASE",
        help='release whose rules are errors, such as 10.2; "auto" (default) reads anything and detects the release',
    )


def check_dialect(args: argparse.Namespace) -> None:
    """Raise `CommandError` if ``--dialect`` is no release."""
    if args.dialect != AUTO:
        try:
            parse_dialect(args.dialect)
        except ValueError:
            raise _no_release("--dialect", args.dialect) from None


def version_argument(text: str, option: str) -> Version:
    """Return the release in *text*, the value of *option*; raise `CommandError` if it is none."""
    try:
        return Version.parse(text)
    except ValueError:
        raise _no_release(option, text) from None


def _no_release(option: str, text: str) -> CommandError:
    return CommandError(f'{option}: "{text}" is no release; one looks like 10.2')


def add_untrusted(parser: argparse.ArgumentParser) -> None:
    """Declare ``--untrusted``; its value is in ``untrusted`` of the namespace."""
    parser.add_argument(
        "--untrusted",
        action="store_true",
        help="the schemas come from strangers: they may include files only from their own folders and from "
        "--include-dir, and their comments may not read files, write HTML or link to anything but web pages",
    )


def non_negative_int(text: str) -> int:
    """Return *text* as a number from 0 on; raise ArgumentTypeError for other words."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 0 on')
    return int(text)
