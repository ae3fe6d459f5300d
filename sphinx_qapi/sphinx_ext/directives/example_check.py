"""Check of examples on authors' pages, by the same rules as the examples in schemas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.examples.example_findings import is_complete, report_faults
from sphinx_qapi.analysis.examples.messages import names_in
from sphinx_qapi.analysis.examples.protocol import Protocol
from sphinx_qapi.analysis.examples.transcript import ExampleLine, Transcript
from sphinx_qapi.source.dialects import newest_dialect
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.current_place import namespace_of
from sphinx_qapi.sphinx_ext.objects.shown import name_key
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.reporting import report

PlaceOf = Callable[[int], tuple[str | None, int | None]]
"""Function from the number of a line of the example to its file and line; None where that is not known."""


def check_example(env: BuildEnvironment, lines: tuple[ExampleLine, ...], place_of: PlaceOf) -> None:
    """Warn of mistakes in the example *lines* of the current page; *place_of* gives the place of each line.

    Names are looked up as in references: first in the page's own namespace. The page is read again when a command or
    event that the example names changes.
    """
    state = state_of(env)
    schemas = _schemas(state, namespace_of(env))
    complete = bool(schemas) and all(is_complete(each.cached.diagnostics) for each in schemas)
    protocol = Protocol([each.analyses.vocabulary for each in schemas], is_complete=complete)
    places = [place_of(line.number) for line in lines]
    paths = {line: path for path, line in places}
    in_file = tuple(line._replace(number=at or 1) for line, (_, at) in zip(lines, places, strict=True))
    transcript = Transcript(lines=in_file, position=Position(env.docname, 1))
    for name in sorted(names_in(transcript)):
        _note_shown(state, env.docname, schemas, name)
    findings = Findings()
    release = Version.parse(schemas[0].schema.dialect) if schemas else newest_dialect()
    report_faults(findings, transcript, protocol, release=release)
    for each in findings.diagnostics:
        path = paths.get(each.position.line)
        report([replace(each, position=Position(path or env.docname, each.position.line))])


def _schemas(state: DomainState, namespace: str | None) -> list[LoadedSchema]:
    """The schemas of the project, with that of *namespace* first."""
    return sorted(state.store.schemas.values(), key=lambda each: each.namespace != namespace)


def _note_shown(state: DomainState, docname: str, schemas: list[LoadedSchema], name: str) -> None:
    for each in schemas:
        is_defined = name in each.schema.definitions
        state.note_shown(docname, f"{each.namespace}:{name if is_defined else name_key(name)}")
        if is_defined:
            return
