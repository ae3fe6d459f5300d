"""Cases from other projects and the examples of real schemas, with the number of examples and of their faults."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from sphinx_qapi.analysis.examples.check import faults_of, lacks_arrows
from sphinx_qapi.analysis.examples.example_findings import example_findings
from sphinx_qapi.analysis.examples.example_places import Example, examples_of
from sphinx_qapi.analysis.examples.messages import arrows_of, messages_of
from sphinx_qapi.analysis.examples.payloads.payload import payloads_of
from sphinx_qapi.analysis.examples.payloads.payload_text import payload_text
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.analysis.examples.rules import OUTDATED
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version
from tests.analysis.examples.marked import transcript

pytestmark = pytest.mark.shared

PROTOCOLS = (
    ("qapi/qapi-schema.json", "qapi-schema.json"),
    ("qga/qapi-schema.json", "qapi-schema-guest.json"),
)
FORMATS = (("docs/interop/firmware.json",), ("docs/interop/vhost-user.json",))
"""Schemas of file formats: their examples are values instead of messages."""


@cache
def _schemas(release: Path, roots: tuple[tuple[str, ...], ...]) -> tuple[Schema, ...]:
    paths = (next((release / name for name in names if (release / name).exists()), None) for names in roots)
    return tuple(load_schema(path).schema for path in paths if path is not None)


def _releases(shared: Path) -> list[Path]:
    return sorted(path for path in (shared / "corpus").iterdir() if path.is_dir())


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t"))


def test_cases(shared: Path) -> None:
    expected: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    folder = shared / "examples/cases"
    for row in _table(folder / "expected.tsv"):
        expected[row["file"]] |= {(int(row["line"]), int(row["column"]), row["rule"])} if row["line"] != "-" else set()
    assert expected
    for name, places in expected.items():
        schema = load_schema(folder / name).schema
        found = [(each.position.line, each.position.column, each.rule) for each in example_findings(schema)]
        assert sorted(found) == sorted(places), name


def test_the_faults_of_a_release(shared: Path) -> None:
    expected = sorted(
        (row["file"], int(row["line"]), int(row["column"]), row["rule"], row["definition"])
        for row in _table(shared / "examples/faults-10.2.2.tsv")
    )
    release = shared / "corpus/10.2.2"
    found = sorted(
        (Path(each.position.path).relative_to(release).as_posix(), *each.position[1:], each.rule, each.definition)
        for schema in _schemas(release, PROTOCOLS)
        for each in example_findings(schema)
    )
    assert found == expected


def test_how_many_examples_messages_and_faults_each_release_has(shared: Path) -> None:
    """The counts equal the table of the specification; a legend counts as a message, a value in a file does not."""
    rows = re.findall(
        r"^\| ([\d.]+) \| (\d+) \| (\d+) \| (\d+) \|$", (shared / "examples.md").read_text("utf-8"), re.MULTILINE
    )
    assert rows
    counted = []
    for release, *_ in rows:
        folder = shared / "corpus" / release
        protocols = [each for schema in _schemas(folder, PROTOCOLS) for each in examples_of(schema)]
        formats = [each for schema in _schemas(folder, FORMATS) for each in examples_of(schema)]
        faulty = {
            each.definition
            for schema in (*_schemas(folder, PROTOCOLS), *_schemas(folder, FORMATS))
            for each in example_findings(schema)
        } | {each.definition.name for each in (*protocols, *formats) if each.definition and lacks_arrows(*each)}
        counted.append((release, len(protocols) + len(formats), sum(map(_messages, protocols)), len(faulty)))
    print(*counted, sep="\n")
    assert counted == [(release, *map(int, counts)) for release, *counts in rows]


def _messages(example: Example) -> int:
    return arrows_of(example.transcript) or len(list(messages_of(example.transcript)))


def test_files_have_sound_examples(shared: Path) -> None:
    count = 0
    for release in _releases(shared):
        for schema in _schemas(release, FORMATS):
            assert example_findings(schema) == (), release
            examples = list(examples_of(schema))
            assert [each for each in examples if lacks_arrows(*each)] == []
            count += len(examples)
    assert count


def test_all_payloads_are_valid(shared: Path) -> None:
    """No fault is found except the note about deprecated parts: a deprecated branch still has its payload."""
    count = 0
    for release in _releases(shared):
        for schema in _schemas(release, PROTOCOLS):
            vocabulary = Vocabulary.of(schema)
            protocol = Protocol([vocabulary])
            dialect = Version.parse(schema.dialect)
            for each in schema.definitions.values():
                if isinstance(each, (Command, Event)):
                    payloads = payloads_of(vocabulary, each)
                    assert payloads, (release, each.name)
                    for message in (text for payload in payloads for text in (payload.minimal, payload.full)):
                        text = f"{'->' if isinstance(each, Command) else '<-'} {payload_text(message, margin=3)}"
                        faults = faults_of(transcript(text), protocol, release=dialect, documented=each)
                        assert [fault for fault in faults if fault.rule != OUTDATED] == [], (release, text)
                        count += 1
    print(count, "payloads")
