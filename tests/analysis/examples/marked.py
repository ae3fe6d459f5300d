"""Examples with marks: a ``§`` precedes each character at which a finding is expected."""

from __future__ import annotations

from sphinx_qapi.analysis.examples.check import faults_of
from sphinx_qapi.analysis.examples.faults import Fault
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.analysis.examples.transcript import ExampleLine, Transcript
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version

MARK = "§"


def transcript(text: str) -> Transcript:
    """The text as an example, line by line."""
    lines = tuple(ExampleLine(line, number, 1) for number, line in enumerate(text.split("\n"), 1))
    return Transcript(lines=lines, position=Position("example", 1))


def check(schema: Schema, text: str, *, documented: str | None = None, release: str = "10.2") -> list[Fault]:
    """The faults of the example *text* in the comment of the definition *documented*."""
    definition = schema.find(documented) if documented else None
    protocol = Protocol([Vocabulary.of(schema)])
    return list(faults_of(transcript(text), protocol, release=Version.parse(release), documented=definition))


def assert_faults(
    schema: Schema, marked: str, *rules: str, documented: str | None = None, release: str = "10.2"
) -> None:
    """Assert that the faults of *marked* are exactly *rules*, each at its mark."""
    pieces = marked.split(MARK)
    offsets = [sum(map(len, pieces[: index + 1])) for index in range(len(pieces) - 1)]
    assert len(offsets) == len(rules), "each mark has a rule"
    found = check(schema, "".join(pieces), documented=documented, release=release)
    assert [(each.offset, each.rule.name.removeprefix("example-")) for each in found] == list(
        zip(offsets, rules, strict=True)
    )
