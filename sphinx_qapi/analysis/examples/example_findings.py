"""The faults in the examples of a schema, as diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from sphinx_qapi.analysis.examples.check import faults_of
from sphinx_qapi.analysis.examples.example_places import examples_of
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.analysis.examples.transcript import Transcript
from sphinx_qapi.analysis.inclusions import inclusion_chains
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import LoadResult, Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version


def example_findings(
    schema: Schema, *, dialect: Version | None = None, complete: bool = True
) -> tuple[Diagnostic, ...]:
    """Return the faults in the examples of *schema*, in its order; *dialect* is the release that was named, if any was.

    If the schema is not *complete*, unknown names are not reported, because they may be in a part that could not be
    read.
    """
    findings = Findings(dialect)
    protocol = Protocol([Vocabulary.of(schema)], is_complete=complete)
    release = Version.parse(schema.dialect)
    last = Position(schema.path, 1)
    for transcript, definition in examples_of(schema):
        report_faults(findings, transcript, protocol, release=release, documented=definition)
        last = transcript.position
    findings.report_surplus(last)
    return tuple(findings.diagnostics)


def report_faults(
    findings: Findings,
    transcript: Transcript,
    protocol: Protocol,
    *,
    release: Version,
    documented: Definition | None = None,
) -> None:
    """Report the faults of *transcript* to *findings* (see `faults_of`)."""
    for fault in faults_of(transcript, protocol, release=release, documented=documented):
        findings.report(
            fault.rule,
            fault.message,
            transcript.place(fault.offset),
            definition=documented.name if documented else None,
            most=Severity.NOTE if fault.is_note else Severity.ERROR,
        )


def with_example_findings(result: LoadResult, *, dialect: Version | None = None) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of *result* and of the schema's examples, by file in reading order and by line."""
    examples = example_findings(result.schema, dialect=dialect, complete=is_complete(result.diagnostics))
    if not examples:
        return result.diagnostics
    chains = inclusion_chains(result.schema)
    chained = [replace(each, included_from=chains.get(each.position.path, ())) for each in examples]
    return _by_place((*result.diagnostics, *chained), result.files)


def is_complete(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether the schema that *diagnostics* belong to could be read completely."""
    from sphinx_qapi.analysis.catalogue import RULES  # imports the reader, which a cached schema does not need

    return not any(RULES[each.rule].auto is Severity.ERROR for each in diagnostics)


def _by_place(diagnostics: Iterable[Diagnostic], files: Iterable[str]) -> tuple[Diagnostic, ...]:
    order = {path: number for number, path in enumerate(files)}
    by_place = attrgetter("place.line", "place.column")
    return tuple(sorted(diagnostics, key=lambda each: (order.get(each.position.path, 0), *by_place(each))))
