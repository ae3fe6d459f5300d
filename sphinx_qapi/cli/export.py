"""``sphinx-qapi export``: write a schema in the formats of other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sphinx_qapi.cli.arguments import CommandError, add_include_dirs, path_word
from sphinx_qapi.cli.schema_file import check_known, schema_file
from sphinx_qapi.export.json_schema.options import Open, Options
from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS, ExportRequest
from sphinx_qapi.source.os_errors import reason_of

EXAMPLES = (
    "export json-schema qapi/qapi-schema.json --lean -o qmp.schema.json",
    "export json-schema qapi/qapi-schema.json blockdev-add",
    "export markdown qapi/qapi-schema.json -o qmp-markdown",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "format",
        choices=tuple(SCHEMA_EXPORTERS),
        metavar="FORMAT",
        help=f"what to write: {', '.join(SCHEMA_EXPORTERS)}",
    )
    parser.add_argument(
        "schema", type=path_word, metavar="SCHEMA", help="root file of a schema, or a file of its model"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="definitions (default: all)")
    parser.add_argument(
        "-o",
        "--output",
        type=path_word,
        metavar="FILE|DIR",
        help="file to write, or for markdown a folder for the files of the definitions (default: standard output)",
    )
    parser.add_argument("--lean", action="store_true", help="leave out texts, for code generators")
    parser.add_argument(
        "--open",
        choices=[each.value for each in Open],
        help="which objects accept undeclared members: those that clients receive, none, or all (default: replies)",
    )
    add_include_dirs(parser)


def run(args: argparse.Namespace) -> int:
    """Write the export; mistakes in the schema are not reported here."""
    form = SCHEMA_EXPORTERS[args.format]
    if args.open is not None and not form.is_open:
        raise CommandError(
            f"--open belongs to {' and '.join(name for name, each in SCHEMA_EXPORTERS.items() if each.is_open)}"
        )
    schema = schema_file(args.schema, args.include_dirs)
    check_known(args.names, schema.definitions)
    options = Options(lean=args.lean, open=Open(args.open or Open.REPLIES.value))
    request = ExportRequest(schema=schema, names=tuple(dict.fromkeys(args.names)), options=options)
    if args.output is None:
        sys.stdout.write(form.text(request))
        return 0
    try:
        if form.folder is not None:
            _write_folder(args.output, form.folder(request))
        else:
            args.output.write_text(form.text(request), "utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {args.output}: {reason_of(error)}") from None
    return 0


def _write_folder(folder: Path, files: dict[str, str]) -> None:
    """Write *files* into *folder*; unchanged files are not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    print(f"{folder}: {len(files)} files")
