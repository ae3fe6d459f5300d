"""``sphinx-qapi build``: from schema files to a site, without a ``conf.py`` of the user's own."""

from __future__ import annotations

import argparse
import re
from importlib.util import find_spec
from pathlib import Path

from sphinx_qapi.cli.arguments import CommandError, add_include_dirs, add_untrusted
from sphinx_qapi.cli.project import Folders, Project, write_project
from sphinx_qapi.cli.schema_words import check_folders, check_models, read_schema_words

_BUILDER = re.compile(r"\w[\w-]*")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "schemas",
        nargs="+",
        metavar="[NS=]SCHEMA",
        help="root file of a schema, and the namespace of its names (QAPI, if there is only one schema)",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("qapi-site"),
        metavar="DIR",
        help="folder for the site, which is written to DIR/html (default: %(default)s)",
    )
    parser.add_argument("--title", metavar="T", help="title of the site")
    add_include_dirs(parser)
    add_untrusted(parser)
    parser.add_argument("--theme", metavar="NAME", help="Sphinx theme (default: furo if installed, else alabaster)")
    parser.add_argument(
        "--pages",
        choices=("module", "definition", "schema"),
        default="module",
        help="a page for each file of the schema, for each definition, or for the whole schema (default: %(default)s)",
    )
    parser.add_argument("-b", "--builder", default="html", metavar="BUILDER", help="Sphinx builder (default: html)")
    parser.add_argument("-j", "--jobs", metavar="N", help='number of processes, or "auto"')
    parser.add_argument("-W", "--fail-on-warning", action="store_true", help="exit with status 1 if there are warnings")
    parser.add_argument(
        "--fresh", action="store_true", help="forget what earlier builds left, and read everything anew"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show Sphinx's own messages")


def run(args: argparse.Namespace) -> int:
    """Build the site and say where it is; gives Sphinx's exit status."""
    schemas = read_schema_words(args.schemas)
    check_folders(args.include_dirs)
    check_models(schemas)
    if not _BUILDER.fullmatch(args.builder):
        raise CommandError(f'"{args.builder}" is no builder: its name is also that of a folder')
    project = Project(
        schemas=tuple(schemas),
        title=args.title,
        include_dirs=tuple(args.include_dirs),
        pages=args.pages,
        is_trusted=not args.untrusted,
        theme=args.theme or ("furo" if find_spec("furo") else "alabaster"),
    )
    try:
        folders = write_project(project, args.output, builder=args.builder, fresh=args.fresh)
    except OSError as error:
        raise CommandError(f"cannot write to {args.output}: {error.strerror or error}") from None
    status = _run_sphinx(args, folders)
    if not status:
        index = folders.site / "index.html"
        print(f"The site is in {index if index.is_file() else folders.site}")
    return status


def _run_sphinx(args: argparse.Namespace, folders: Folders) -> int:
    from sphinx.cmd.build import build_main

    words = ["-b", args.builder, "-c", str(folders.work), "-d", str(folders.doctrees)]
    if not args.verbose:
        words.append("-q")
    if args.fail_on_warning:
        words += ["-W", "--keep-going"]
    if args.builder == "epub":  # which insists on them
        words += ["-D", "version=1", "-D", "copyright=the authors of the schema"]
    if args.jobs:
        words += ["-j", args.jobs]
    return build_main([*words, str(folders.source), str(folders.site)])
