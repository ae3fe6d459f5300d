"""The rows of a page that a binary lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_qapi.analysis.binary.comparison import BinaryComparison, ReleaseSchema, compare_binary
from sphinx_qapi.analysis.binary.proven_symbols import Symbols, parent
from sphinx_qapi.analysis.evolution.type_uses import type_uses
from sphinx_qapi.analysis.history.wire_rows import (
    FEATURE,
    WHOLE,
    RowKey,
    Steps,
    argument_rows,
    entry_path,
    returned_rows,
    type_rows,
)
from sphinx_qapi.analysis.probes.probe_paths import ARGUMENTS, RETURNS, probe_paths
from sphinx_qapi.analysis.wire.paths import Path, StepKind
from sphinx_qapi.analysis.wire.words import RETURNS as RETURNS_PLACE
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.schema import Schema

Absent = Mapping[RowKey, str]
"""The rows of a definition that the binary lacks, each with the reason; `WHOLE` for the whole definition."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BinaryView:
    """The facts about a binary that pages show."""

    absent: Mapping[str, Absent]
    """Absent rows by name of the definition; only definitions that lack something."""
    symbols: Symbols
    newer: tuple[str, ...]
    """The probe paths of the binary that are not in the schema, sorted."""


def binary_view(schema: Schema, there: frozenset[str]) -> BinaryView:
    """Return what the pages of *schema* show of a binary that has the probe paths *there*.

    A type has no place of its own in a reply: a row of a type is absent if the binary has it at none of the places that
    use the type.
    """
    findings = compare_binary(there, [ReleaseSchema(release="", paths=probe_paths(schema))])
    absent = dict(_absent(schema, there, findings))
    return BinaryView(
        absent={name: rows for name, rows in absent.items() if rows}, symbols=findings.symbols, newer=findings.newer
    )


def _absent(schema: Schema, there: frozenset[str], findings: BinaryComparison) -> Iterable[tuple[str, Absent]]:
    reasons = {each.path: each.because for each in findings.missing}
    uses = type_uses(schema)
    for definition in schema.definitions.values():
        if isinstance(definition, (Command, Event)):
            yield definition.name, _of_entry(schema, definition, reasons)
        elif definition.name in uses:
            bases = [_probe(path) for path in uses[definition.name]]
            yield definition.name, _of_type(schema, definition, bases, there, reasons)


def _of_entry(schema: Schema, shown: Command | Event, reasons: Mapping[str, str]) -> Absent:
    base = entry_path(shown)
    found: dict[RowKey, str] = {}
    if shown.name in reasons:
        found[WHOLE] = reasons[shown.name]
    returned = returned_rows(schema, shown) if isinstance(shown, Command) else ()
    for row in (*argument_rows(schema, shown), *returned):
        because = reasons.get(_probe(Path(base.entry, row.steps)))
        if because is not None:
            found[row.key] = because
    for feature in shown.features:
        because = reasons.get(f"{shown.name}/${feature.name}")
        if because is not None:
            found[RowKey(FEATURE, (feature.name,))] = because
    return found


def _of_type(
    schema: Schema, shown: Definition, bases: list[str], there: frozenset[str], reasons: Mapping[str, str]
) -> Absent:
    found: dict[RowKey, str] = {}
    whole = [_reason(base, reasons) for base in bases]
    if whole and all(whole):
        found[WHOLE] = whole[0]
    for row in type_rows(schema, shown):
        tail = "".join(_words(row.steps))
        paths = [f"{base}{tail}" for base in bases]
        because = next((reasons[path] for path in paths if path in reasons), None)
        if because is not None and not any(path in there for path in paths):
            found[row.key] = because
    return found


def _reason(path: str, reasons: Mapping[str, str]) -> str:
    """Return why *path*, or a path above it, is missing; empty if it is there."""
    above = path if path in reasons else parent(path, reasons)
    return reasons[above] if above is not None else ""


def _probe(path: Path) -> str:
    """Return the probe path of a wire path."""
    name = path.entry.partition(" ")[2]
    return name + "".join(_words(path.steps))


def _words(steps: Steps) -> Iterable[str]:
    for step in steps:
        match step.kind:
            case StepKind.PLACE:
                yield f"/{RETURNS if step.name == RETURNS_PLACE else ARGUMENTS}"
            case StepKind.MEMBER:
                yield f"/{step.name}"
            case StepKind.BRANCH:
                yield f"/+{step.value}"
            case StepKind.VALUE:
                yield f"/^{step.name}"
            case StepKind.FEATURE:
                yield f"/${step.name}"
            case _:  # elements of arrays have no step in a probe path
                pass
