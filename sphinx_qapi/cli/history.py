"""``sphinx-qapi history``: keep the history of a schema in a file, and print what it tells."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from sphinx_qapi.analysis.diff.compare import compare
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines
from sphinx_qapi.analysis.history.log import Log, entry_log
from sphinx_qapi.analysis.history.order import ReleaseError, find_release, release_version
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shapes import WireGraph
from sphinx_qapi.analysis.wire.words import COMMAND, EVENT
from sphinx_qapi.cli.arguments import CommandError, path_word
from sphinx_qapi.cli.compared_sources import read_history_file, read_schema, schema_of_revision
from sphinx_qapi.cli.git import Repository
from sphinx_qapi.export.file_names import file_names
from sphinx_qapi.export.history import LOG_EXPORTERS, log_text, paths_table
from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.whole_files import whole_file

EXAMPLES = (
    "history update qmp.history 10.2=qapi/qapi-schema.json",
    "history show qmp.history eject",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    update = actions.add_parser("update", help="add releases", description="Add releases, the oldest first.")
    update.add_argument("file", type=path_word, metavar="FILE", help="the history; created if it does not exist")
    update.add_argument("releases", nargs="*", metavar="RELEASE=SCHEMA", help="a release and the root of its schema")
    update.add_argument("--git", type=path_word, metavar="REPO", help="add the tags of this repository that FILE lacks")
    update.add_argument(
        "--tags", metavar="PATTERN", help="pattern of the tags, such as 'v*.0'; separate several by commas"
    )
    update.add_argument(
        "--schema",
        metavar="PATH",
        help="root of the schema in the repository; of several (with commas), the first that exists",
    )
    show = actions.add_parser("show", help="show what became of a command or an event", description="Show one entry.")
    show.add_argument("file", type=path_word, metavar="FILE", help="the history")
    show.add_argument("name", metavar="NAME", help="a command or an event")
    show.add_argument("--since", metavar="RELEASE", help="only from this release on")
    show.add_argument("--format", choices=LOG_EXPORTERS, default="text", help="default: text")
    paths = actions.add_parser("paths", help="list every path", description="List every path with its releases.")
    paths.add_argument("file", type=path_word, metavar="FILE", help="the history")
    export = actions.add_parser(
        "export", help="write a text file for each command and event", description="Write text files for grep."
    )
    export.add_argument("file", type=path_word, metavar="FILE", help="the history")
    export.add_argument("folder", type=path_word, metavar="DIR", help="folder to write into")


def run(args: argparse.Namespace) -> int:
    """Run the action that the arguments name."""
    if args.action == "update":
        _update(args)
    elif args.action == "show":
        _show(args)
    elif args.action == "paths":
        print(paths_table(Recorder(read_history_file(args.file))), end="")
    else:
        _export(read_history_file(args.file), args.folder)
    return 0


def _update(args: argparse.Namespace) -> None:
    history = read_history_file(args.file) if args.file.exists() else History()
    known = len(history.releases)
    for name, graph in _graphs(args, history):
        _add(history, name, graph, args.file)
    if not history.releases:
        raise CommandError("name at least one release, RELEASE=SCHEMA, or --git REPO --tags PATTERN --schema PATH")
    added = history.names[known:]
    if added:
        before = args.file.read_text("utf-8") if known else ""
        _write(args.file, before + "".join(history_lines(history, known)))
    print(f"{args.file}: {_count(len(history.releases), 'release')}; added: {', '.join(added) or 'none'}")


def _graphs(args: argparse.Namespace, history: History) -> Iterator[tuple[str, WireGraph]]:
    for word in args.releases:
        name, _, path = word.partition("=")
        if not (name and path):
            raise CommandError(f'"{word}" names no release and schema: RELEASE=SCHEMA was expected')
        yield name, graph_of(read_schema(Path(path)))
    if args.git is None:
        if args.tags is not None or args.schema is not None:
            raise CommandError("--tags and --schema belong to --git REPO")
        return
    if args.tags is None or args.schema is None:
        raise CommandError("--git needs --tags PATTERN and --schema PATH")
    roots = tuple(args.schema.split(","))
    for tag in Repository(args.git).tags(args.tags.split(",")):
        name = tag.removeprefix("v") if release_version(tag) is not None else tag
        if _known_as(name, history) is None:
            yield name, graph_of(schema_of_revision(args.git, tag, roots)[0])


def _known_as(name: str, history: History) -> int | None:
    try:
        return find_release(name, history.names)
    except ReleaseError:
        return None


def _add(history: History, name: str, graph: WireGraph, file: Path) -> None:
    """Add a release, or raise `CommandError` if it is known with another schema."""
    index = _known_as(name, history)
    if index is None:
        try:
            history.add(name, graph)
        except ReleaseError as error:
            raise CommandError(f"{file}: {error}") from None
        return
    known, entries = history.releases[index].entries, history.table.intern(graph)
    if known == entries:
        return
    changes = compare(history.table, known, entries)
    what = f"{changes[0].kind} at {changes[0].path}" if changes else "its shapes differ"
    raise CommandError(f"{file} has release {history.names[index]} with another schema; the first difference: {what}")


def _write(path: Path, text: str) -> None:
    """Write the file atomically: a truncated history is useless."""
    try:
        with whole_file(path, parents=False, mark=f".{os.getpid()}") as file:
            file.write(text.encode())
    except OSError as error:
        raise CommandError(f"cannot write {path}: {reason_of(error)}") from None


def _show(args: argparse.Namespace) -> None:
    history = read_history_file(args.file)
    first = 0 if args.since is None else _first_since(args.since, history, args.file)
    log = entry_log(Recorder(history), _entry(args.name, history))
    shown = Log(log.entry, tuple(each for each in log.events if each.release >= first))
    print(LOG_EXPORTERS[args.format](shown, history.names), end="")


def _first_since(name: str, history: History, file: Path) -> int:
    """The index of the first release that is not before *name*, which may be a version that the history lacks."""
    index, version = _known_as(name, history), release_version(name)
    if index is not None:
        return index
    if version is None:
        names = history.names
        raise CommandError(f'{file}: the history has no release "{name}"{did_you_mean(name, names)}')
    versions = [release_version(each) for each in history.names]
    later = (place for place, each in enumerate(versions) if each is not None and each >= version)
    return next(later, len(versions))


def _entry(name: str, history: History) -> str:
    entries = {entry for release in history.releases for entry in release.entries}
    for entry in (name, f"{COMMAND} {name}", f"{EVENT} {name}"):
        if entry in entries:
            return entry
    names = {entry.partition(" ")[2] for entry in entries}
    raise CommandError(f'no command or event is named "{name}"{did_you_mean(name, sorted(names))}')


def _export(history: History, folder: Path) -> None:
    """Write a file for each entry; unchanged files are not touched."""
    recorder = Recorder(history)
    written = 0
    # In this order, no entry gets another file name when a release is added.
    entries = dict.fromkeys(entry for release in history.releases for entry in sorted(release.entries))
    names = file_names(entry.replace(" ", "-") for entry in entries)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for entry in entries:
            path = folder / f"{names[entry.replace(' ', '-')]}.txt"
            text = log_text(entry_log(recorder, entry), history.names)
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                written += 1
    except OSError as error:
        raise CommandError(f"cannot write {folder}: {reason_of(error)}") from None
    print(f"{folder}: {_count(len(entries), 'file')}, {written} of them written")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
