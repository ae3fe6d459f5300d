"""Arguments that several subcommands have, and the error that they end with."""

from __future__ import annotations

import argparse
from pathlib import Path


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
