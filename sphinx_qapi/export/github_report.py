"""Findings as GitHub workflow commands, which annotate the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.diagnostics import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_report(report: CheckReport) -> str:
    """Return one ``::error file=…`` line for each finding."""
    return "".join(f"{_annotation(diagnostic)}\n" for diagnostic in report.diagnostics)


def _annotation(diagnostic: Diagnostic) -> str:
    position = diagnostic.place
    end = diagnostic.end
    properties = {
        "file": position.path,
        "line": str(position.line),
        "col": str(position.column),
        **({"endLine": str(end.line), "endColumn": str(end.column)} if end else {}),
        "title": diagnostic.rule,
    }
    where = f" (in {diagnostic.definition})" if diagnostic.definition is not None else ""
    return annotation(_COMMANDS[diagnostic.severity], properties, diagnostic.message + where)


def annotation(command: str, properties: Mapping[str, str], message: str) -> str:
    """Return ``::COMMAND NAME=VALUE,…::MESSAGE`` on one line."""
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {written}::{_data(message)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
