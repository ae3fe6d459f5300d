"""What is wrong with the examples of a schema, as findings."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from sphinx_qapi.analysis.examples.check import faults_of
from sphinx_qapi.analysis.examples.places import examples_of
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.schema.model.schema import LoadResult, Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.rules import RULES
from sphinx_qapi.source.version import Version


def example_findings(
    schema: Schema, *, dialect: Version | None = None, is_complete: bool = True
) -> tuple[Diagnostic, ...]:
    """What is wrong with the examples of *schema*, in its order; *dialect* is the release that was named, if any was.

    Where the schema is not *is_complete*, a name that it does not have may be one that could not be read.
    """
    findings = Findings(dialect)
    protocol = Protocol([Vocabulary.of(schema)], is_complete=is_complete)
    release = Version.parse(schema.dialect)
    for transcript, definition in examples_of(schema):
        for fault in faults_of(transcript, protocol, release=release, documented=definition):
            findings.report(
                fault.rule,
                fault.message,
                transcript.place(fault.offset),
                definition=definition.name if definition else None,
                most=Severity.NOTE if fault.is_note else Severity.ERROR,
            )
    return tuple(findings.diagnostics)


def with_example_findings(result: LoadResult, *, dialect: Version | None = None) -> tuple[Diagnostic, ...]:
    """What reading a schema found and what is wrong with its examples, by file in reading order and by line."""
    is_complete = not any(RULES[each.rule].auto is Severity.ERROR for each in result.diagnostics)
    examples = example_findings(result.schema, dialect=dialect, is_complete=is_complete)
    return _by_place((*result.diagnostics, *examples), result.files) if examples else result.diagnostics


def _by_place(diagnostics: Iterable[Diagnostic], files: Iterable[str]) -> tuple[Diagnostic, ...]:
    order = {path: number for number, path in enumerate(files)}
    by_place = attrgetter("position.line", "position.column")
    return tuple(sorted(diagnostics, key=lambda each: (order.get(each.position.path, 0), *by_place(each))))
