"""``sphinx-qapi check``: find mistakes in schemas, without building a site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.analysis.examples.example_findings import with_example_findings
from sphinx_qapi.analysis.lint import LINT_RULES, lint
from sphinx_qapi.analysis.lint.build_rules import BUILD_RULES
from sphinx_qapi.analysis.lint.prose_rules import PROSE_RULES
from sphinx_qapi.analysis.lint.versions import SINCE_AFTER_TARGET, SINCE_MISMATCH
from sphinx_qapi.cli.arguments import (
    CommandError,
    add_dialect,
    add_include_dirs,
    add_untrusted,
    check_dialect,
    non_negative_int,
    path_word,
    version_argument,
)
from sphinx_qapi.cli.schema_arguments import check_folders, check_readable
from sphinx_qapi.export.baseline import read_baseline, without_known, write_baseline
from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.export.report_formats import EXPORTERS
from sphinx_qapi.export.rule_page import rule_page
from sphinx_qapi.schema.load import UnreadableSchema, load_schema
from sphinx_qapi.schema.model.schema import LoadResult, Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.dialects import AUTO, dialect_in_words, parse_dialect
from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version

if TYPE_CHECKING:
    from sphinx_qapi.analysis.fixes import FileEdit
    from sphinx_qapi.analysis.history.history import History

_LINT_NAMES = frozenset(rule.name for rule in LINT_RULES)
_PROSE_NAMES = frozenset(rule.name for rule in (*PROSE_RULES, *BUILD_RULES))


EXAMPLES = (
    "check qapi/qapi-schema.json",
    "check --lint --dialect 10.2 qapi/qapi-schema.json",
    "check --explain unknown-type",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="*", type=path_word, metavar="PATH", help="root file of a schema")
    add_dialect(parser)
    parser.add_argument("--format", choices=EXPORTERS, default="text", help="how to write findings (default: text)")
    parser.add_argument(
        "--select", action="append", default=[], metavar="RULE", help="report only this rule; may be repeated"
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="do not report this rule; may be repeated"
    )
    add_include_dirs(parser)
    add_untrusted(parser)
    parser.add_argument("--max", type=non_negative_int, metavar="N", help="write N findings at most")
    parser.add_argument("--lint", action="store_true", help="apply the rules for authors, and --prose, too")
    parser.add_argument(
        "--prose",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="read the comments as sphinx-qapi build does, and report what it would warn of",
    )
    parser.add_argument(
        "--conf",
        type=path_word,
        metavar="DIR",
        help="read the comments with the conf.py in DIR: its extensions, roles, directives and substitutions",
    )
    parser.add_argument(
        "--target", metavar="RELEASE", help="release that the schema will be part of; newer versions are reported"
    )
    parser.add_argument(
        "--history", type=path_word, metavar="FILE", help="report versions that this history of the schema contradicts"
    )
    parser.add_argument(
        "--complete-from", metavar="RELEASE", help="compare versions with the history only from this release on"
    )
    parser.add_argument(
        "-W", "--fail-on-warning", action="store_true", help="exit with status 1 for warnings too, not only for errors"
    )
    parser.add_argument(
        "--baseline", type=path_word, metavar="FILE", help="leave out the findings in FILE; new ones fail as with -W"
    )
    parser.add_argument("--write-baseline", type=path_word, metavar="FILE", help="write all findings to FILE, and pass")
    parser.add_argument(
        "--fix", action="store_true", help="repair findings of the selected rules that have only one repair; then check"
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would change, but write nothing; exit with status 1 if anything would change",
    )
    parser.add_argument("--explain", metavar="RULE", help="say what a rule finds, and stop")


def run(args: argparse.Namespace) -> int:
    """Check the schemas and print the findings.

    Returns 1 if there are errors (with -W or a baseline, also for warnings), or if ``--diff`` shows changes; else 0.
    """
    if args.explain is not None:
        print(f"{_rule(args.explain)}\n\n{rule_page(RULES[args.explain])}", end="")
        return 0
    if not args.paths:
        raise CommandError("name at least one schema, or --explain RULE")
    loaded = _load(args)
    if args.diff:
        return _show_repairs(_repairs(args, loaded))
    if args.fix:
        loaded = _repair(args, loaded)
    diagnostics = _selected(args, loaded)
    if args.write_baseline is not None:
        _write_baseline(args.write_baseline, diagnostics)
        return 0
    if args.baseline is not None:
        diagnostics = _new(args.baseline, diagnostics)
    shown = diagnostics if args.max is None else diagnostics[: args.max]
    report = CheckReport(
        schemas=tuple(result.schema for result in loaded),
        diagnostics=shown,
        omitted=len(diagnostics) - len(shown),
        release=None if args.dialect == AUTO else dialect_in_words(args.dialect),
    )
    print(EXPORTERS[args.format](report), end="")
    failing = Severity.WARNING if args.fail_on_warning or args.baseline is not None else Severity.ERROR
    return int(any(diagnostic.severity >= failing for diagnostic in diagnostics))


def _load(args: argparse.Namespace) -> list[LoadResult]:
    check_folders(args.include_dirs)
    check_dialect(args)
    check_readable(args.paths)
    return [_load_one(path, args) for path in args.paths]


def _load_one(path: Path, args: argparse.Namespace) -> LoadResult:
    folders = [each.parent for each in args.paths]
    try:
        return load_schema(
            path, dialect=args.dialect, include_dirs=args.include_dirs, trusted=not args.untrusted, folders=folders
        )
    except UnreadableSchema as error:  # e.g. a link that leads out of an untrusted schema's folder
        raise CommandError(str(error)) from None


def _repairs(args: argparse.Namespace, loaded: Sequence[LoadResult]) -> list[FileEdit]:
    """The repairs of the selected rules; raises `CommandError` for a model, as its schema must be repaired instead."""
    from sphinx_qapi.analysis.fixes import FixRequest, edits_of  # most runs repair nothing
    from sphinx_qapi.cli.fixing import LineReader

    select, ignore = {_rule(name) for name in args.select}, {_rule(name) for name in args.ignore}
    history, complete_from = _history(args)
    line_of = LineReader()
    edits: list[FileEdit] = []
    for path, result in zip(args.paths, loaded, strict=True):
        if result.schema.path != str(path):
            raise CommandError(
                f"{path} is a model: repair the schema, {result.schema.path}, and export the model again"
            )
        request = FixRequest(schema=result.schema, line_of=line_of, history=history, complete_from=complete_from)
        edits += edits_of(request, select=select, ignore=ignore)
    return edits


def _show_repairs(edits: Iterable[FileEdit]) -> int:
    """Print the changes of *edits* as diffs; return the exit status: 1 if there are changes."""
    from sphinx_qapi.cli.fixing import fixed_files  # most runs repair nothing

    files = fixed_files(edits)
    print(*(each.diff for each in files), sep="", end="")
    return int(bool(files))


def _repair(args: argparse.Namespace, loaded: list[LoadResult]) -> list[LoadResult]:
    """Make the repairs, report them on standard error, and load the schemas again."""
    from sphinx_qapi.cli.fixing import fixed_files, write_all

    files = fixed_files(_repairs(args, loaded))
    if not files:
        return loaded
    write_all(files)
    count = sum(each.count for each in files)
    print(f"{count} repairs in {', '.join(str(each.path) for each in files)}", file=sys.stderr)
    return _load(args)


def _selected(args: argparse.Namespace, loaded: Iterable[LoadResult]) -> tuple[Diagnostic, ...]:
    """All findings that the arguments ask for; a finding in a file that several schemas include is counted once."""
    select = {_rule(name) for name in args.select}
    ignore = {_rule(name) for name in args.ignore}
    asked = _LINT_NAMES if args.lint else _LINT_NAMES & select
    target = None
    if args.target is not None:
        target = version_argument(args.target, "--target")
        asked |= {SINCE_AFTER_TARGET.name}
    dialect = None if args.dialect == "auto" else parse_dialect(args.dialect)
    history, complete_from = _history(args)
    if history is not None:
        asked |= {SINCE_MISMATCH.name}
    found: dict[object, Diagnostic] = {}
    is_with_prose = _is_with_prose(args)
    for path, result in zip(args.paths, loaded, strict=True):
        told = {diagnostic.rule for diagnostic in result.diagnostics}
        linted = lint(result.schema, asked - told, target=target, history=history, complete_from=complete_from)
        own = (*with_example_findings(result, dialect=dialect), *linted)
        for diagnostic in (*own, *(_prose(args, path, result.schema, own) if is_with_prose else ())):
            if diagnostic.rule not in ignore and (not select or diagnostic.rule in select):
                found.setdefault((diagnostic.rule, diagnostic.position, diagnostic.message), diagnostic)
    return tuple(found.values())


def _is_with_prose(args: argparse.Namespace) -> bool:
    """Whether to read comments as a build does: if asked for, directly or with the rules for authors."""
    if args.prose is None:
        return args.lint or args.conf is not None or not _PROSE_NAMES.isdisjoint(args.select)
    if args.conf is not None and not args.prose:
        raise CommandError("--conf says how --prose reads comments: leave out one of --conf and --no-prose")
    return bool(args.prose)


def _prose(args: argparse.Namespace, path: Path, schema: Schema, told: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """The findings of a build in the comments of *schema*, except those that are in *told* already."""
    from sphinx_qapi.cli.prose_findings import ProseRequest, prose_findings, untold  # most runs do not read comments

    request = ProseRequest(
        conf=_conf_folder(args.conf),
        dialect=args.dialect,
        include_dirs=tuple(args.include_dirs),
        is_trusted=not args.untrusted,
    )
    return untold(prose_findings(schema, path, request), told)


def _conf_folder(path: Path | None) -> Path | None:
    """The folder of the ``conf.py`` that *path* names, which may be the file itself."""
    if path is None:
        return None
    folder = path.parent if path.is_file() else path
    if not (folder / "conf.py").is_file():
        raise CommandError(f"there is no conf.py in {folder}")
    return folder.resolve()


def _history(args: argparse.Namespace) -> tuple[History | None, Version | None]:
    """The history to compare versions with, and the first release for which it counts; None for each if not given."""
    if args.history is None:
        if args.complete_from is not None:
            raise CommandError("--complete-from belongs to --history FILE")
        return None, None
    if len(args.paths) > 1:
        raise CommandError("a history belongs to one schema: name only one with --history")
    complete_from = None if args.complete_from is None else version_argument(args.complete_from, "--complete-from")
    from sphinx_qapi.cli.compared_sources import read_history_file  # the wire model, which most runs do not need

    return read_history_file(args.history), complete_from


def _new(path: Path, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    try:
        known = read_baseline(path.read_text("utf-8"))
    except OSError as error:
        raise CommandError(f"cannot read the baseline {path}: {reason_of(error)}") from None
    except ValueError as error:
        raise CommandError(f"{path} is no baseline: {error}") from None
    return without_known(diagnostics, known, str(path.parent))


def _write_baseline(path: Path, diagnostics: tuple[Diagnostic, ...]) -> None:
    try:
        path.write_text(write_baseline(diagnostics, str(path.parent)), "utf-8")
    except OSError as error:
        raise CommandError(f"cannot write the baseline {path}: {reason_of(error)}") from None
    print(f"{len(diagnostics)} findings are in the baseline {path}")


def _rule(name: str) -> str:
    if name not in RULES:
        raise CommandError(f'no rule is named "{name}"{did_you_mean(name, RULES)}')
    return name
