"""``sphinx-qapi mock``: clients talk to it as to a real server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from qemu.qmp import QMPClient
from qemu.qmp.qmp_client import ExecuteError

from sphinx_qapi.analysis.examples.payloads.payload import payloads_of
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.server.refusals import ArgumentCheck
from sphinx_qapi.cli.main import main
from sphinx_qapi.cli.mock import Connection, Server, Splitter
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema

pytestmark = pytest.mark.usefixtures("no_running_loop")

GRANARY = Path(__file__).parents[2] / "examples/granary/granary.json"

FLY = """\
##
# @Wing:
# Since: 2.3
##
{ 'struct': 'Wing', 'data': { 'span': 'int' } }

##
# @query-wing:
#
# @side: Left or right.
#
# Returns: A wing.
#
# Example:
#
# -> { "execute": "query-wing", "arguments": { "side": "left" } }
# <- { "return": { "span": 7 } }
# -> { "execute": "query-wing", "arguments": { "side": "right" } }
# <- { "return": { "span": 8 } }
# -> { "execute": "query-wing", "arguments": { "side": "both" } }
# <- { "return": { "span": "wide" } }
##
{ 'command': 'query-wing', 'data': { '*side': 'str' }, 'returns': 'Wing' }
{ 'command': 'land', 'allow-oob': true }
{ 'command': 'vanish', 'success-response': false }
{ 'command': 'list-wings', 'returns': [ 'Wing' ] }

##
# @LANDED:
#
# Example:
#
# <- { "event": "LANDED", "data": { "hard": true },
#      "timestamp": { "seconds": 1, "microseconds": 2 } }
##
{ 'event': 'LANDED', 'data': { 'hard': 'bool' } }
{ 'event': 'FLEW', 'data': { 'miles': 'int' } }
"""


@pytest.fixture(scope="module")
def fly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fly") / "fly.json"
    path.write_text(FLY, "utf-8")
    return path


@pytest.fixture(scope="module")
def server(fly: Path) -> Server:
    schema = load_schema(fly).schema
    events = [event for event in schema.definitions.values() if isinstance(event, Event)]
    return Server(schema, events)


@pytest.fixture
def connection(server: Server) -> Connection:
    """A client that has negotiated capabilities, with out-of-band execution enabled."""
    connection = Connection(server)
    connection.answer('{"execute": "qmp_capabilities", "arguments": {"enable": ["oob"]}}')
    return connection


# --- Messages from the server ---


@pytest.mark.parametrize(
    ("arguments", "reply"),
    [
        ({"side": "left"}, {"span": 7}),
        ({"side": "right"}, {"span": 8}),
        ({}, {"span": 7}),
        ({"side": "both"}, {"span": 7}),  # the documented reply is wrong
    ],
)
def test_replies_are_the_documented_ones(connection: Connection, arguments: Any, reply: Any) -> None:
    request = {"execute": "query-wing", "arguments": arguments, "id": 3}
    assert connection.answer(json.dumps(request)) == [{"return": reply, "id": 3}]


def test_other_replies_are_made_up(connection: Connection) -> None:
    assert connection.answer('{"execute": "list-wings"}') == [{"return": [{"span": 0}]}]
    assert connection.answer('{"exec-oob": "land"}') == [{"return": {}}]
    assert connection.answer('{"execute": "vanish"}') == []


def test_events_follow_the_negotiation(server: Server) -> None:
    reply, landed, flew = Connection(server).answer('{"execute": "qmp_capabilities", "id": "a"}')
    assert reply == {"return": {}, "id": "a"}
    assert landed.pop("timestamp")["seconds"] > 1_700_000_000
    assert landed == {"event": "LANDED", "data": {"hard": True}}
    assert (flew["event"], flew["data"]) == ("FLEW", {"miles": 0})


@pytest.mark.parametrize(
    ("request_", "class_", "desc"),
    [
        ('{"execute": "fly"}', "CommandNotFound", "The command fly has not been found"),
        ('{"execute": "Wing"}', "CommandNotFound", "The command Wing has not been found"),
        (
            '{"execute": "qmp_capabilities"}',
            "CommandNotFound",
            "Capabilities negotiation is already complete, command ignored",
        ),
        ('{"execute": "land", "arguments": []}', "GenericError", "QMP input member 'arguments' must be an object"),
        ('{"execute": "land", "arguments": null}', "GenericError", "QMP input member 'arguments' must be an object"),
        ('{"execute": "land", "bogus": 1}', "GenericError", "QMP input member 'bogus' is unexpected"),
        ('{"execute": 1}', "GenericError", "QMP input member 'execute' must be a string"),
        ('{"arguments": {}}', "GenericError", "QMP input lacks member 'execute'"),
        (
            '{"exec-oob": "land", "execute": "land"}',
            "GenericError",
            "QMP input member 'execute' clashes with 'exec-oob'",
        ),
        ('{"exec-oob": "list-wings"}', "GenericError", "The command list-wings does not support OOB"),
        ("[]", "GenericError", "QMP input must be a JSON object"),
        ('{"execute": "land", "id": 1, "id": 2}', "GenericError", "JSON parse error, duplicate key"),
        ('{"execute": }', "GenericError", "JSON parse error, expecting value"),
        ('{"execute": NaN}', "GenericError", "JSON parse error, invalid keyword 'NaN'"),
        (
            '{"execute": "query-wing", "arguments": {"side": 1}}',
            "GenericError",
            "Invalid parameter type for 'side', expected: string",
        ),
        ('{"execute": "query-qmp-schema", "arguments": {"x": 1}}', "GenericError", "Parameter 'x' is unexpected"),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, "GenericError", "JSON nesting depth limit exceeded"),
        ('{"execute": ' + "9" * 5000 + "}", "GenericError", "JSON parse error, a number has too many digits"),
    ],
)
def test_wrong_messages_get_the_errors_of_qemu(connection: Connection, request_: str, class_: str, desc: str) -> None:
    assert connection.answer(request_) == [{"error": {"class": class_, "desc": desc}}]


@pytest.mark.parametrize(
    ("request_", "class_", "desc"),
    [
        (
            '{"execute": "land", "id": 7}',
            "CommandNotFound",
            "Expecting capabilities negotiation with 'qmp_capabilities'",
        ),
        ('{"exec-oob": "land", "id": 7}', "GenericError", "QMP input member 'exec-oob' is unexpected"),
        (
            '{"execute": "qmp_capabilities", "arguments": {"enabel": []}, "id": 7}',
            "GenericError",
            "Parameter 'enabel' is unexpected",
        ),
        (
            '{"execute": "qmp_capabilities", "arguments": {"enable": "oob"}, "id": 7}',
            "GenericError",
            "Invalid parameter type for 'enable', expected: array",
        ),
        (
            '{"execute": "qmp_capabilities", "arguments": {"enable": [1]}, "id": 7}',
            "GenericError",
            "Invalid parameter type for 'enable[0]', expected: string",
        ),
        (
            '{"execute": "qmp_capabilities", "arguments": {"enable": ["x"]}, "id": 7}',
            "GenericError",
            "Parameter 'enable[0]' does not accept value 'x'",
        ),
    ],
)
def test_nothing_works_before_the_negotiation(server: Server, request_: str, class_: str, desc: str) -> None:
    connection = Connection(server)
    assert connection.answer(request_) == [{"id": 7, "error": {"class": class_, "desc": desc}}]
    assert "return" in connection.answer('{"execute": "qmp_capabilities"}')[0]


# --- Messages to the server ---


@pytest.mark.parametrize(
    ("packets", "values"),
    [
        (['{"a": 1}'], ['{"a": 1}']),
        (['{"a": ', '"}', '"}{"b"', ":2}"], ['{"a": "}"}', '{"b":2}']),
        (['{"a": "\\', '"}"}'], ['{"a": "\\"}"}']),
        (["{\n}\n[1,\n2]\n"], ["{\n}", "[1,\n2]"]),
        (["1\n", "tr", "ue\n\n"], ["1", "true"]),
        (['{"lost: 1}\n{"b": 2}'], ['{"lost: 1}', '{"b": 2}']),
        (["}{}"], ["}", "{}"]),
        (['{"never": '], []),
    ],
)
def test_values_are_cut_out_wherever_packets_end(packets: list[str], values: list[str]) -> None:
    splitter = Splitter()
    assert [value for packet in packets for value in splitter.feed(packet)] == values


# --- A widely used client ---


def _requests(schema: Schema, count: int) -> list[tuple[Command, dict[str, Any]]]:
    """The first *count* commands of *schema* with arguments, the shortest names first."""
    vocabulary = Vocabulary.of(schema)
    commands = [each for each in schema.definitions.values() if isinstance(each, Command) and each.success_response]
    found = [(each, payloads) for each in commands if (payloads := payloads_of(vocabulary, each))]
    found = [each for each in found if each[0].name != "qmp_capabilities"]
    found.sort(key=lambda each: (len(each[0].name), each[0].name))
    return [(command, payloads[-1].full.get("arguments", {})) for command, payloads in found[:count]]  # type: ignore[misc]


async def _converse(server: Server, path: str, requests: Sequence[tuple[Command, dict[str, Any]]]) -> list[Any]:
    listener = await asyncio.start_unix_server(server.talk, path)
    client = QMPClient("tests")
    await client.connect(path)
    replies: list[Any] = [await client.execute(command.name, arguments) for command, arguments in requests]
    with pytest.raises(ExecuteError, match="has not been found"):
        await client.execute("no-such-command")
    replies.append(await client.events.get())
    await client.disconnect()
    listener.close()
    return replies


@pytest.mark.parametrize("which", ["granary", pytest.param("10.2.2", marks=pytest.mark.shared)])
def test_a_public_client_runs_commands_and_waits_for_an_event(
    which: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = GRANARY
    if which != "granary":
        root = request.getfixturevalue("shared") / "corpus" / which / "qapi/qapi-schema.json"
    schema = load_schema(root).schema
    event = next(each for each in schema.definitions.values() if isinstance(each, Event) and each.documentation)
    requests = _requests(schema, 20)
    *replies, sent = asyncio.run(_converse(Server(schema, [event]), str(tmp_path / "s"), requests))
    check = ArgumentCheck(Vocabulary.of(schema))
    for (command, _), reply in zip(requests, replies, strict=True):
        if command.returns is None:
            assert reply == {}
        else:
            check.value(reply, command.returns, "", command.name)
    assert sent["event"] == event.name
    check.arguments(event, sent.get("data", {}))


@pytest.mark.shared
def test_every_reply_and_event_of_a_real_schema_is_valid(shared: Path) -> None:
    schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    server = Server(schema)
    commands = [each for each in schema.definitions.values() if isinstance(each, Command)]
    for command in commands:
        reply = server.reply(command, {})
        if command.returns is not None:
            server.check.value(reply, command.returns, "", command.name)
        json.dumps(reply)
    for event in schema.definitions.values():
        if isinstance(event, Event):
            server.check.arguments(event, server.replies.event(event).get("data", {}))
    assert server.version["qemu"]["major"] == 10
    assert server.reply(next(each for each in commands if each.name == "query-version"), {}) == server.version


# --- The program ---


@pytest.fixture
def program(fly: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    path = tmp_path / "mock.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))  # as if by a server that was killed
    words = [sys.executable, "-m", "sphinx_qapi", "mock", str(fly), "--socket", str(path), "--event", "FLEW"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == f"listening on {path}\n"
    yield process, path
    process.kill()
    process.communicate()


def test_it_serves_until_it_is_told_to_end(program: tuple[subprocess.Popen[str], Path]) -> None:
    process, path = program
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        lines = client.makefile("rw", encoding="utf-8")
        greeting = json.loads(lines.readline())
        assert greeting == {
            "QMP": {
                "version": {"qemu": {"major": 2, "minor": 3, "micro": 0}, "package": "sphinx-qapi mock"},
                "capabilities": ["oob"],
            }
        }
        lines.write('{"execute": "qmp_capabilities"}\n{"execute": "query-qmp-schema"}\n')
        lines.flush()
        assert json.loads(lines.readline()) == {"return": {}}
        assert json.loads(lines.readline())["event"] == "FLEW"
        assert {"query-wing", "LANDED"} < {info["name"] for info in json.loads(lines.readline())["return"]}
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not path.exists()


def test_the_client_that_the_docs_show(program: tuple[subprocess.Popen[str], Path]) -> None:
    page = (GRANARY.parents[2] / "docs/howto/test-clients.md").read_text("utf-8")
    script = page.partition("```python\n")[2].partition("```")[0]
    script = script.replace("/tmp/qmp.sock", str(program[1])).replace("query-jobs", "list-wings")
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    reply, _, event = result.stdout.partition("\n")
    assert reply == "[{'span': 0}]", result.stderr
    assert json.loads(event)["event"] == "FLEW"


def test_a_second_server_is_refused(
    program: tuple[subprocess.Popen[str], Path], fly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mock", str(fly), "--socket", str(program[1])]) == 2
    assert capsys.readouterr().err == f"sphinx-qapi: error: another server listens on {program[1]}\n"


def test_wrong_use(fly: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def error(*words: str) -> str:
        assert main(["mock", *words]) == 2
        return capsys.readouterr().err.removeprefix("sphinx-qapi: error: ").rstrip()

    other = tmp_path / "notes"
    other.write_text("mine")
    path = str(tmp_path / "s")
    assert error(str(fly), "--socket", str(other)) == f"{other} is there already, and is no socket"
    assert other.read_text() == "mine"
    assert error(str(fly), "--socket", path, "--event", "LANDE") == (
        'no event is named "LANDE" (did you mean "LANDED"?)'
    )
    assert error("nowhere.json", "--socket", path).startswith("cannot read nowhere.json")
    assert error(str(fly), "--socket", f"{tmp_path}{os.sep}no{os.sep}s").startswith("cannot listen on")
    assert error(str(fly), "--socket", f"{tmp_path}/{'x' * 200}").startswith("cannot listen on")
