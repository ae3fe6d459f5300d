"""``sphinx-qapi graph``: draw the graph of some definitions, or of a whole schema."""

from __future__ import annotations

import argparse

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.pictures import Direction, picture_of, whole_map
from sphinx_qapi.analysis.graph.type_graph import type_graph
from sphinx_qapi.cli.arguments import CommandError, add_include_dirs, non_negative_int, path_word
from sphinx_qapi.cli.schema_file import check_known, schema_file
from sphinx_qapi.export.graph import GRAPH_EXPORTERS
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.os_errors import reason_of

EXAMPLES = (
    "graph qapi/qapi-schema.json eject -o eject.svg",
    "graph qapi/qapi-schema.json BlockdevOptions --depth 2 --format text",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", type=path_word, metavar="SCHEMA", help="root file of a schema")
    parser.add_argument("names", nargs="*", metavar="NAME", help="definitions (default: the whole schema)")
    parser.add_argument(
        "--depth",
        type=non_negative_int,
        metavar="N",
        help="how many hops to follow (default: as many as stay readable)",
    )
    parser.add_argument(
        "--direction",
        choices=[each.value for each in Direction],
        default=Direction.BOTH.value,
        help="what the definitions use, what uses them, or both (default: both)",
    )
    parser.add_argument("-f", "--format", choices=GRAPH_EXPORTERS, default="text", help="default: text")
    parser.add_argument(
        "-o", "--output", type=path_word, metavar="FILE", help="file to write (default: standard output)"
    )
    add_include_dirs(parser)


def run(args: argparse.Namespace) -> int:
    """Write the picture; mistakes in the schema are not reported here."""
    diagram = _diagram(args, schema_file(args.schema, args.include_dirs))
    if args.format == "svg" and diagram.is_list:
        raise CommandError("there is too much for a picture: name fewer definitions, or choose another --format")
    title = ", ".join(args.names) or args.schema.name
    text = GRAPH_EXPORTERS[args.format](diagram, title)
    if args.output is None:
        print(text, end="")
        return 0
    try:
        args.output.write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {args.output}: {reason_of(error)}") from None
    return 0


def _diagram(args: argparse.Namespace, schema: Schema) -> Diagram:
    graph = type_graph(schema)
    check_known(args.names, graph.kinds)
    if not args.names:
        return whole_map(graph)
    return picture_of(graph, args.names, depth=args.depth, direction=Direction(args.direction))
