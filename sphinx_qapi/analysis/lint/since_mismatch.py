"""Versions that a comment states, or inherits, and that the history of the schema contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.proof import Proof, Prover
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.history.versioned_rows import VersionedRow, versioned_rows
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row and what is proven of it."""

    row: VersionedRow
    proof: Proof

    @property
    def distance(self) -> tuple[int, ...]:
        """Distance of the version from the proven interval: the differences of its numbers, in their order."""
        bound = self.proof.having or self.proof.lacking
        if bound is None:
            return ()
        pairs = zip((*self.row.version.numbers, 0, 0), (*bound.numbers, 0, 0), strict=False)
        return tuple(abs(one - other) for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A comment whose version is wrong for a row."""

    worst: Evidence
    rows: tuple[Evidence, ...]
    """All rows that the comment describes, including right ones."""


def mismatches(schema: Schema, history: History, complete_from: Version | None = None) -> tuple[Mismatch, ...]:
    """Return the comments of *schema* that *history* contradicts.

    Versions before *complete_from* (by default the oldest release) are not checked, nor are versions for which the
    documented release accepted the part undeclared.
    """
    prover = Prover(Recorder(history))
    limit = complete_from or prover.oldest
    if limit is None:
        return ()
    by_comment: dict[Position, list[Evidence]] = {}
    for row in versioned_rows(schema):
        by_comment.setdefault(row.position, []).append(Evidence(row, prover.proof(row.path)))
    found: list[Mismatch] = []
    for rows in by_comment.values():
        wrong = [each for each in rows if each.row.version >= limit and prover.is_wrong(each.row.version, each.proof)]
        if wrong:
            found.append(Mismatch(max(wrong, key=_how_bad), tuple(rows)))
    return tuple(found)


def _how_bad(evidence: Evidence) -> tuple[tuple[int, ...], int]:
    return evidence.distance, -len(str(evidence.row.path))


def contradicted_versions(request: LintRequest) -> Iterator[LintFinding]:
    """Yield versions that the history contradicts."""
    if request.history is None:
        return
    for mismatch in mismatches(request.schema, request.history, request.complete_from):
        row, proof = mismatch.worst.row, mismatch.worst.proof
        told = f'"{row.path}" is said to be there since {row.version}'
        yield LintFinding(f"{told}, {_proven(row.version, proof)}", row.position, row.definition)


def _proven(version: Version, proof: Proof) -> str:
    if proof.having is not None and version > proof.having:
        return f"but {proof.having} has it already"
    if proof.having is None:
        return f"but {proof.lacking} lacks it"
    return f"but {proof.lacking} lacks it, and {proof.having} is the first that has it"
