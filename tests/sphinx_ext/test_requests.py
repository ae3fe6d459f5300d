"""Requests and events of every branch, as the script makes them from data on pages; Node.js runs the script."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.examples.check import faults_of
from sphinx_qapi.analysis.examples.payloads.payload import payloads_of
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.analysis.examples.rules import OUTDATED
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.loading.payload_view import payload_view
from tests.analysis.examples.marked import transcript
from tests.nodejs import NODE

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "sphinx_qapi/sphinx_ext/static/qapi/payload.js"
_RUN = """
const fs = require("fs"), vm = require("vm");
const context = vm.createContext({ qapi: { all: () => [] } });
vm.runInContext(fs.readFileSync(process.argv[1], "utf8"), context);
const qapiMessages = vm.runInContext("qapiMessages", context), isFull = [0, 1];
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(([shown, data]) => {
  const { names, message, text, isMore } = qapiMessages(shown + "\\n", data || undefined);
  return [isMore, (names.length ? names : [""]).map(name => [name, ...isFull.map(each => text(message(name, each)))])];
})));
"""


def _made(pages: list[tuple[str, str]]) -> list[Any]:
    done = subprocess.run(
        [NODE, "-e", _RUN, SCRIPT], input=json.dumps(pages), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made: list[Any] = json.loads(done.stdout)
    return made


def _sent(text: str) -> Any:
    return json.loads(text.partition("\n<- ")[0][3:])


def _hold(schema: Schema) -> int:
    """Compare all messages of *schema* with the expected payloads, and check them as examples; return their number."""
    vocabulary = Vocabulary.of(schema)
    protocol, dialect = Protocol([vocabulary]), Version.parse(schema.dialect)
    definitions = [each for each in schema.definitions.values() if isinstance(each, (Command, Event))]
    views = [payload_view(vocabulary, each) for each in definitions]
    made = _made([(view.minimal, view.others) for view in views if view])
    count = 0
    for definition, view, (is_more, branches) in zip(definitions, views, made, strict=True):
        assert view is not None
        assert branches[0][1] == view.minimal, "what the page shows first"
        found = payloads_of(vocabulary, definition)
        payloads = {".".join(each.branch) if len(found) > 1 else "": each for each in found}
        assert list(payloads) == [name for name, *_texts in branches]
        assert is_more == any(each.full != each.minimal for each in payloads.values())
        for name, minimal, full in branches:
            assert (_sent(minimal), _sent(full)) == (payloads[name].minimal, payloads[name].full), (
                definition.name,
                name,
            )
            for text in (minimal, full):
                faults = faults_of(transcript(text), protocol, release=dialect, documented=definition)
                assert [each for each in faults if each.rule != OUTDATED] == [], text
                count += 1
    return count


@pytest.mark.usefixtures("node")
def test_every_request_of_the_example_is_valid() -> None:
    assert _hold(load_schema(ROOT / "examples/granary/granary.json").schema) > 150


@pytest.mark.shared
@pytest.mark.usefixtures("node")
def test_every_request_of_a_real_schema_is_valid(shared: Path) -> None:
    assert _hold(load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema) > 600
