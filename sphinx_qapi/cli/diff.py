"""``sphinx-qapi diff``: print the changes between two schemas, and whether they break clients."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sphinx_qapi.analysis.diff.change_kinds import KINDS, Verdict
from sphinx_qapi.analysis.diff.choices import ChoiceError, Predicate, all_of, read_ignored, read_only, read_severities
from sphinx_qapi.analysis.diff.diff import compare_sides
from sphinx_qapi.analysis.diff.diff_report import DiffReport, make_report
from sphinx_qapi.cli.arguments import CommandError, path_word, source_word
from sphinx_qapi.cli.compared_sources import Sides, read_source_text
from sphinx_qapi.export.diff import DIFF_EXPORTERS
from sphinx_qapi.export.diff.kind_page import kind_page, kind_table
from sphinx_qapi.source.suggestions import did_you_mean

_FAIL_ON = {"wire": Verdict.WIRE, "introspection": Verdict.INTROSPECTION, "source": Verdict.SOURCE, "never": None}
_T = TypeVar("_T")


EXAMPLES = (
    "diff old/qapi-schema.json new/qapi-schema.json",
    "diff .@v9.0.0:qapi/qapi-schema.json qapi/qapi-schema.json --format markdown",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = "a schema, REPO@TAG:PATH, HISTORY@RELEASE, or a reply of query-qmp-schema"
    parser.add_argument("old", nargs="?", type=source_word, metavar="OLD", help=what)
    parser.add_argument("new", nargs="?", type=source_word, metavar="NEW", help="the same")
    parser.add_argument("--format", choices=DIFF_EXPORTERS, default="text", help="how to write changes (default: text)")
    parser.add_argument(
        "--fail-on",
        choices=_FAIL_ON,
        default="wire",
        help="the mildest verdict that makes the exit status 1 (default: wire)",
    )
    parser.add_argument("--strict", action="store_true", help="exit with status 1 for announced changes, too")
    parser.add_argument("--unstable", action="store_true", help="show changes of unstable parts")
    parser.add_argument(
        "--docs", action="store_true", help="show arguments whose comments state another default than before"
    )
    parser.add_argument("--places", action="store_true", help="show every path of a change")
    parser.add_argument("--only", type=path_word, metavar="FILE", help="show only changes of the paths in FILE")
    parser.add_argument("--ignore", type=path_word, metavar="FILE", help="leave out the changes that FILE names")
    parser.add_argument(
        "--severity", type=path_word, metavar="FILE", help="verdicts that FILE gives to kinds of changes"
    )
    parser.add_argument("--list-kinds", action="store_true", help="print the table of kinds and verdicts, and stop")
    parser.add_argument("--explain", metavar="KIND", help="explain a kind of change, and stop")


def run(args: argparse.Namespace) -> int:
    """Print the changes; return 1 if one is at least as bad as ``--fail-on`` says, else 0."""
    if args.list_kinds:
        print(kind_table(), end="")
        return 0
    if args.explain is not None:
        if args.explain not in KINDS:
            raise CommandError(f'no kind of change is named "{args.explain}"{did_you_mean(args.explain, KINDS)}')
        print(kind_page(KINDS[args.explain]), end="")
        return 0
    if args.old is None or args.new is None:
        raise CommandError("name two schemas, --list-kinds or --explain KIND")
    report = _report(args)
    print(DIFF_EXPORTERS[args.format](report), end="")
    limit, worst = _FAIL_ON[args.fail_on], report.worst(strict=args.strict)
    return int(limit is not None and worst is not None and worst >= limit)


def _report(args: argparse.Namespace) -> DiffReport:
    wanted = _wanted(args)
    severities = _chosen(args.severity, read_severities) if args.severity is not None else None
    sides = Sides()
    sides.open_histories((args.old, args.new))
    old, new = sides.side(args.old), sides.side(args.new)
    found = compare_sides(sides.table, old, new, docs=args.docs, source=args.fail_on == "source")
    found = replace(found, changes=tuple(map(sides.shown, found.changes)))
    return make_report(found, wanted=wanted, severities=severities, unstable=args.unstable, places=args.places)


def _wanted(args: argparse.Namespace) -> Predicate:
    checks: list[Predicate] = []
    if args.only is not None:
        checks.append(_chosen(args.only, read_only))
    if args.ignore is not None:
        is_ignored = _chosen(args.ignore, read_ignored)
        checks.append(lambda change: not is_ignored(change))
    return all_of(checks)


def _chosen(path: Path, read: Callable[[str, str], _T]) -> _T:
    try:
        return read(read_source_text(path), str(path))
    except ChoiceError as error:
        raise CommandError(str(error)) from None
