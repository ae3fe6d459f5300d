"""Lint rule about examples of the protocol."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.examples.check import lacks_arrows
from sphinx_qapi.analysis.examples.example_places import examples_of
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest


def examples_without_arrows(request: LintRequest) -> Iterator[LintFinding]:
    """Yield the examples in which no line begins with ``->`` or ``<-``, except those that show values of a type."""
    for transcript, definition in examples_of(request.schema):
        fault = lacks_arrows(transcript, definition)
        if fault is not None:
            yield LintFinding(fault.message, transcript.position, definition.name if definition else None)
