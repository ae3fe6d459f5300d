"""Mutated examples: ``make fuzz-examples``, or ``python -m tests.fuzz.examples --count 1000 --seed 7``.

Whatever is deleted, doubled, swapped or inserted: no exception, at most linear time, and places that exist in the
example; and a repaired message is JSON.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx_qapi.analysis.examples.check import faults_of
from sphinx_qapi.analysis.examples.example_places import examples_of
from sphinx_qapi.analysis.examples.faults import Fault
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.analysis.examples.transcript import ExampleLine, Transcript
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version
from tests.growth import Pace

GRANARY = Path(__file__).parents[2] / "examples/granary/granary.json"
PIECES = (
    *"{}[],:='\"<>\\#/ \n\t.…é\0",
    *("...", "-> ", "<- ", "\n-> ", "\n<- ", "true", "None", "0x1F", "007", "1e9", "-", "//", "/*", "*/", '"id": 1, '),
    *(
        '{ "execute": ',
        '"arguments": {',
        '{ "return": ',
        '{ "event": ',
        "[ ... more ... ]",
        "{...}",
        "<name>",
        "\ud800",
    ),
)


def mutant(texts: Sequence[str], chance: random.Random) -> str:
    """One of *texts*, changed in one to eight places; one in a hundred is repeated until it is long."""
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20)))
        piece = chance.choice(
            ("", chance.choice(PIECES), text[start:end] * 2, text[chance.randint(0, len(text)) :][: end - start])
        )
        text = text[:start] + piece + text[end:]
    return text * chance.randint(50, 200) if chance.random() < 0.01 else text


def check_text(text: str, protocol: Protocol, documented: Definition | None, pace: Pace) -> list[str]:
    """Check the example *text*; return the rules that found something, and raise an error if a result is wrong."""
    began = time.process_time()
    transcript, faults = _faults(text, protocol, documented)
    pace.assert_kept(time.process_time() - began, len(text))
    for fault in faults:
        place = transcript.place(fault.offset)
        assert 0 <= fault.offset <= len(text), fault
        assert 1 <= place.column <= len(transcript.lines[place.line - 1].text) + 1, fault
        assert fault.message, fault
        assert "\n" not in fault.message, fault
    return [fault.rule.name for fault in faults]


def _faults(text: str, protocol: Protocol, documented: Definition | None) -> tuple[Transcript, list[Fault]]:
    lines = tuple(ExampleLine(line, number, 1) for number, line in enumerate(text.split("\n"), 1))
    transcript = Transcript(lines=lines, position=Position("x", 1))
    return transcript, list(faults_of(transcript, protocol, release=Version.parse("10.2"), documented=documented))


def run(count: int, seed: int) -> Counter[str]:
    """Check *count* mutants; return how often each rule found something."""
    schema = load_schema(GRANARY).schema
    texts, definitions = _material(schema)
    protocol = Protocol([Vocabulary.of(schema)])
    pace = Pace(lambda text: _faults(text, protocol, None), texts[0])
    found: Counter[str] = Counter()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        text = mutant(texts, chance)
        try:
            found.update(check_text(text, protocol, chance.choice(definitions), pace))
        except Exception:
            print(f"mutant {number} of seed {seed}: {text[:2000]!r}", file=sys.stderr)
            raise
    return found


def _material(schema: Schema) -> tuple[list[str], list[Definition | None]]:
    return [each.transcript.text for each in examples_of(schema)], list(_some(schema))


def _some(schema: Schema) -> Iterator[Definition | None]:
    yield None
    for kind in ("command", "event", "struct", "union", "enum"):
        yield from [each for each in schema.definitions.values() if each.kind == kind][:10]


def main() -> None:
    """Check as many mutants as the arguments say, and print how often each rule found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    began = time.process_time()
    found = run(args.count, args.seed)
    print(f"seed {args.seed}: {args.count} mutants, {time.process_time() - began:.0f} s of CPU time, no failure")
    for rule, number in found.most_common():
        print(f"{number:9} {rule}")


if __name__ == "__main__":
    main()
