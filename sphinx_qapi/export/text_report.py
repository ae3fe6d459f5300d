"""Findings for a terminal: each with its line, and a summary of the schemas."""

from __future__ import annotations

from collections import Counter

from sphinx_qapi.export.check_report import CheckReport, counts_by_kind
from sphinx_qapi.export.excerpt import Excerpts
from sphinx_qapi.export.printable import printable
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity


def text_report(report: CheckReport) -> str:
    """Return ``file:line:column: severity: message [rule]``, the source line, and the includes that led to the file."""
    excerpts = Excerpts()
    lines: list[str] = []
    for diagnostic in report.diagnostics:
        lines += _finding(diagnostic, excerpts)
    if report.diagnostics:
        lines.append("")
    lines += [_schema(schema, report.release) for schema in report.schemas]
    lines.append(_totals(report))
    return "".join(f"{line}\n" for line in lines)


def _finding(diagnostic: Diagnostic, excerpts: Excerpts) -> list[str]:
    lines = [printable(str(diagnostic))]
    if diagnostic.definition is not None:
        lines.append(f"    in {printable(diagnostic.definition)}")
    lines += [f"    included from {printable(str(place))}" for place in diagnostic.included_from]
    lines += [f"    {line}" for line in excerpts.excerpt(diagnostic.place, diagnostic.end)]
    return lines


def _schema(schema: Schema, release: str | None) -> str:
    counts = [f"{number} {_plural(kind, number)}" for kind, number in counts_by_kind(schema).items() if number]
    how = f"read in the dialect of {schema.dialect}" if release is None else f"checked in the dialect of {release}"
    return f"{printable(schema.path)}: {how}: {', '.join(counts) or 'no definitions'}"


def _totals(report: CheckReport) -> str:
    if not report.diagnostics and not report.omitted:
        return "No findings."
    by_severity = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    parts = [
        f"{by_severity[severity]} {_plural(str(severity), by_severity[severity])}"
        for severity in sorted(Severity, reverse=True)
        if by_severity[severity]
    ]
    more = [f"{report.omitted} more not shown"] if report.omitted else []
    return f"Findings: {', '.join(parts + more)}."


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
