"""``sphinx-qapi binary``: compare a binary, by its reply to ``query-qmp-schema``, with schemas of releases."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from sphinx_qapi.analysis.binary.comparison import ReleaseSchema, compare_binary
from sphinx_qapi.analysis.probes.probe_paths import probe_paths, release_probe_paths, reply_probe_paths
from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, reply_infos, reply_version
from sphinx_qapi.cli.arguments import CommandError, add_include_dirs, path_word, source_word
from sphinx_qapi.cli.compared_sources import is_history, read_history_file, read_source_text
from sphinx_qapi.cli.schema_file import schema_file
from sphinx_qapi.export.binary import BINARY_EXPORTERS

EXAMPLES = (
    "binary reply.json qapi/qapi-schema.json",
    'binary reply.json qemu.history --require "command eject id"',
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "reply", type=path_word, metavar="REPLY", help="the reply of query-qmp-schema, alone or among other messages"
    )
    parser.add_argument(
        "texts",
        nargs="*",
        type=source_word,
        metavar="[RELEASE=]SCHEMA | HISTORY",
        help="schemas of releases, or a history of them",
    )
    parser.add_argument(
        "--require",
        nargs="+",
        action="extend",
        default=[],
        metavar="PATH",
        help="only say whether the binary has these probe paths; exit with status 1 if it lacks one",
    )
    parser.add_argument("--format", choices=BINARY_EXPORTERS, default="text", help="default: text")
    add_include_dirs(parser)


def run(args: argparse.Namespace) -> int:
    """Print what the binary has and lacks; return 1 if it lacks one of the required paths, else 0."""
    if not args.texts:
        raise CommandError("name a schema, RELEASE=SCHEMA, or a history of several, to compare the binary with")
    text = read_source_text(args.reply)
    try:
        there = reply_probe_paths(reply_infos(text))
    except ReplyError as error:
        raise CommandError(f"cannot read {args.reply}: {error}") from None
    texts = [each for word in args.texts for each in _texts(word, args.include_dirs)]
    findings = compare_binary(there, texts, reply_version(text))
    required = {path: path in there for path in args.require}
    print(BINARY_EXPORTERS[args.format](findings, required), end="")
    return 0 if all(required.values()) else 1


def _texts(word: str, include_dirs: list[Path]) -> Iterator[ReleaseSchema]:
    """The releases that *word* names: that of one schema, or all releases of a history."""
    name, _, rest = word.partition("=")
    path = Path(rest) if rest and not Path(word).exists() else Path(word)
    release = name if path != Path(word) else word
    if is_history(path):
        history = read_history_file(path)
        for each in history.releases:
            yield ReleaseSchema(release=each.name, paths=release_probe_paths(history.table.nodes, each.entries))
    else:
        yield ReleaseSchema(release=release, paths=probe_paths(schema_file(path, include_dirs)))
