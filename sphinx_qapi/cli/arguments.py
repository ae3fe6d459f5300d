"""Arguments that several subcommands have, and the error that they end with."""

from __future__ import annotations

import argparse
from pathlib import Path

from sphinx_qapi.schema.load import AUTO
from sphinx_qapi.source.version import Version


class CommandError(Exception):
    """One line for the user, who asked for what cannot be done; the exit status is 2."""


def add_include_dirs(parser: argparse.ArgumentParser) -> None:
    """Declare ``--include-dir``, whose folders will be in ``include_dirs``."""
    parser.add_argument(
        "--include-dir",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        dest="include_dirs",
        help="folder to look for included files in, after the including file's own; may be repeated",
    )


def add_dialect(parser: argparse.ArgumentParser) -> None:
    """Declare ``--dialect``, which will be in ``dialect``."""
    parser.add_argument(
        "--dialect",
        default=AUTO,
        metavar="RELEASE",
        help='release whose rules are errors, such as 10.2; "auto" (default) reads anything and finds the release out',
    )


def check_dialect(args: argparse.Namespace) -> None:
    """Raise `CommandError` where ``--dialect`` is no release."""
    if args.dialect != AUTO:
        version_of(args.dialect, "--dialect")


def version_of(text: str, option: str) -> Version:
    """The release *text*, the value of *option*; raises `CommandError` where it is none."""
    try:
        return Version.parse(text)
    except ValueError:
        raise CommandError(f'{option}: "{text}" is no release; one looks like 10.2') from None


def add_untrusted(parser: argparse.ArgumentParser) -> None:
    """Declare ``--untrusted``, which will be in ``untrusted``."""
    parser.add_argument(
        "--untrusted",
        action="store_true",
        help="the schemas are strangers': their includes stay in the schemas' folders and in those of --include-dir, "
        "and in their comments nothing reads files, writes HTML or leads elsewhere than to the web",
    )


def natural(text: str) -> int:
    """A number from 0 on; raises what argparse wants for other words."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 0 on')
    return int(text)
