"""``sphinx-qapi build``: build a site from schema files, without a ``conf.py`` by the user."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
import zlib
from collections import Counter
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path

from sphinx_qapi.cli.arguments import (
    CommandError,
    add_dialect,
    add_include_dirs,
    add_untrusted,
    check_dialect,
    path_word,
    text_word,
)
from sphinx_qapi.cli.installed import check_builder, check_theme
from sphinx_qapi.cli.progress import progress
from sphinx_qapi.cli.project import DEFAULT_PAGES, Folders, Project, write_project
from sphinx_qapi.cli.schema_arguments import check_folders, check_models, read_schema_arguments
from sphinx_qapi.cli.schema_file import check_schemas
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS, KINDS
from sphinx_qapi.source.os_errors import reason_of

EXAMPLES = (
    "build qapi/qapi-schema.json",
    "build QMP=qapi/qapi-schema.json QGA=qga/qapi-schema.json -o site",
    "build --pages module --theme sphinx_rtd_theme qapi/qapi-schema.json",
)
_ENTRY = re.compile(r"(\S+) qapi:(\S+) \S+ (\S+)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "schemas",
        nargs="+",
        metavar="[NS=]SCHEMA",
        help="root file of a schema, and the namespace of its names (default: QEMU's, or one made of the file's name)",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=path_word,
        default=Path("qapi-site"),
        metavar="DIR",
        help="folder for the site, which is written to DIR/html (default: %(default)s)",
    )
    parser.add_argument("--title", type=text_word, metavar="T", help="title of the site")
    add_dialect(parser)
    add_include_dirs(parser)
    add_untrusted(parser)
    parser.add_argument("--theme", metavar="NAME", help="Sphinx theme (default: furo if installed, else alabaster)")
    parser.add_argument(
        "--pages",
        choices=("definition", "module", "schema"),
        default=DEFAULT_PAGES,
        help="a page for each definition, for each file of the schema, or for the whole schema (default: %(default)s)",
    )
    parser.add_argument("-b", "--builder", default="html", metavar="BUILDER", help="Sphinx builder (default: html)")
    parser.add_argument(
        "-j",
        "--jobs",
        type=_jobs,
        default="auto",
        metavar="N",
        help="number of processes at most (default: auto, one for each core)",
    )
    parser.add_argument("-W", "--fail-on-warning", action="store_true", help="exit with status 1 if there are warnings")
    parser.add_argument(
        "--fresh", action="store_true", help="discard the results of earlier builds, and read everything again"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show Sphinx's own messages")


def run(args: argparse.Namespace) -> int:
    """Build the site and print where it is; return Sphinx's exit status."""
    schemas = read_schema_arguments(args.schemas)
    check_dialect(args)
    _check_epoch()
    check_folders(args.include_dirs)
    check_models(schemas)
    check_schemas(schema.path for schema in schemas)
    check_builder(args.builder)
    if args.theme is not None:
        check_theme(args.theme)
    began = time.monotonic()
    project = Project(
        schemas=tuple(schemas),
        title=args.title,
        include_dirs=tuple(args.include_dirs),
        pages=args.pages,
        dialect=args.dialect,
        is_trusted=not args.untrusted,
        theme=args.theme or ("furo" if find_spec("furo") else "alabaster"),
    )
    try:
        folders = write_project(project, args.output, builder=args.builder, fresh=args.fresh)
    except OSError as error:
        raise CommandError(f"cannot write to {args.output}: {reason_of(error)}") from None
    status = _run_sphinx(args, folders)
    if not status:
        index = folders.site / "index.html"
        print(f"{_counts(folders.site / 'objects.inv')}, in {time.monotonic() - began:.1f} s")
        print(f"The site is in {index if index.is_file() else folders.site}")
    return status


def _check_epoch() -> None:
    """Raise `CommandError` if the date that Sphinx takes from ``SOURCE_DATE_EPOCH`` is invalid."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "0")
    try:
        time.gmtime(float(text))
    except (ValueError, OverflowError, OSError):
        raise CommandError(f'SOURCE_DATE_EPOCH is "{text}", which is no number of seconds since 1970') from None


def _jobs(text: str) -> str:
    """Return the number of processes that *text* states, which may be ``auto``; raise ArgumentTypeError otherwise."""
    if text == "auto":
        return str(_cores())
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 1 on, nor "auto"')
    return text


def _cores() -> int:
    """The number of cores that this process may use; in containers, there are often more."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _counts(inventory: Path) -> str:
    """The numbers of definitions in *inventory*, in words; "done" if the builder has written no inventory."""
    try:
        *_, packed = inventory.read_bytes().split(b"\n", 4)
        lines = zlib.decompress(packed).decode().splitlines()
    except (OSError, ValueError, zlib.error):
        return "done"
    # Each definition is listed with and without its namespace, at the same place, where "$" stands for the name.
    entries = [match.groups() for match in map(_ENTRY.match, lines) if match]
    places = {(role, place.replace("$", name)) for name, role, place in entries if role in KINDS}
    found = Counter(role if role in ENTRY_KINDS else "type" for role, _place in places)
    counts = [f"{found[kind]} {kind}{'s' * (found[kind] > 1)}" for kind in (*ENTRY_KINDS, "type") if found[kind]]
    return ", ".join(counts) or "no definitions"


def _run_sphinx(args: argparse.Namespace, folders: Folders) -> int:
    from sphinx.cmd.build import build_main

    is_watched = not args.verbose and sys.stdout.isatty() and sys.stderr.isatty()
    words = ["-b", args.builder, "-c", str(folders.work), "-d", str(folders.doctrees), "-j", args.jobs]
    if not (args.verbose or is_watched):
        words.append("-q")
    if args.fail_on_warning:
        words += ["-W", "--keep-going"]
    if args.builder == "epub":  # it insists on these values
        words += ["-D", "version=1", "-D", "copyright=the authors of the schema"]
    with progress(sys.stdout, sys.stderr) if is_watched else nullcontext():
        return build_main([*words, str(folders.source), str(folders.site)])
