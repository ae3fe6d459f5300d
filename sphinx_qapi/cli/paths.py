"""``sphinx-qapi paths``: print the strings by which clients probe a binary for its parts of the schema."""

from __future__ import annotations

import argparse
import sys

from sphinx_qapi.analysis.probes.probe_paths import MOST_PATHS, probe_paths
from sphinx_qapi.cli.arguments import add_include_dirs, path_word
from sphinx_qapi.cli.schema_file import command_or_event, schema_file

EXAMPLES = (
    "paths qapi/qapi-schema.json",
    "paths qapi/qapi-schema.json eject",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", type=path_word, metavar="SCHEMA", help="root file of a schema")
    parser.add_argument("names", nargs="*", metavar="NAME", help="commands and events (default: all)")
    add_include_dirs(parser)


def run(args: argparse.Namespace) -> int:
    """Print the probe paths, sorted by code point; mistakes in the schema are not reported here."""
    schema = schema_file(args.schema, args.include_dirs)
    names = [command_or_event(schema, name).name for name in args.names]
    paths = sorted(probe_paths(schema, names or None))
    sys.stdout.writelines(f"{path}\n" for path in paths)
    if len(paths) >= MOST_PATHS:
        print(f"sphinx-qapi: warning: only the first {MOST_PATHS} paths were looked at", file=sys.stderr)
    return 0
