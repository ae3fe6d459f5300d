"""Refusals of wrong arguments in the words of a server: recorded answers of a real QEMU 7.2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.server.refusals import ArgumentCheck, RefusedError
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command
from sphinx_qapi.schema.model.schema import Schema

_QCOW2 = {"driver": "qcow2", "node-name": "a"}
_NULL = {"driver": "null-co", "node-name": "a"}

ANSWERS: list[tuple[str, Any, str]] = [
    ("query-status", {"foo": 1}, "Parameter 'foo' is unexpected"),
    ("device_add", {}, "Parameter 'driver' is missing"),
    ("device_del", {}, "Parameter 'id' is missing"),
    ("device_del", {"id": 1}, "Invalid parameter type for 'id', expected: string"),
    ("device_del", {"id": None}, "Invalid parameter type for 'id', expected: string"),
    ("blockdev-add", {}, "Parameter 'driver' is missing"),
    ("blockdev-add", {"driver": "nope"}, "Parameter 'driver' does not accept value 'nope'"),
    ("blockdev-add", {**_NULL, "node-name": 1}, "Invalid parameter type for 'node-name', expected: string"),
    ("blockdev-add", {**_NULL, "foo": 1}, "Parameter 'foo' is unexpected"),
    ("blockdev-add", {**_NULL, "size": "x"}, "Invalid parameter type for 'size', expected: integer"),
    (
        "blockdev-add",
        {**_NULL, "cache": {"direct": "x"}},
        "Invalid parameter type for 'cache.direct', expected: boolean",
    ),
    ("blockdev-add", {**_NULL, "discard": "maybe"}, "Parameter 'discard' does not accept value 'maybe'"),
    ("blockdev-add", {**_NULL, "discard": 1}, "Invalid parameter type for 'discard', expected: string"),
    ("blockdev-add", _QCOW2, "Parameter 'file' is missing"),
    ("blockdev-add", {**_QCOW2, "file": 1}, "Invalid parameter type for 'file', expected: BlockdevRef"),
    ("blockdev-add", {**_QCOW2, "file": {"driver": "file"}}, "Parameter 'file.filename' is missing"),
    (
        "blockdev-add",
        {**_QCOW2, "file": {"driver": "nbd", "server": {"type": "inet", "host": "a", "port": 1}}},
        "Invalid parameter type for 'file.server.port', expected: string",
    ),
    (
        "blockdev-add",
        {**_QCOW2, "file": "x", "overlap-check": {"main-header": 3}},
        "Invalid parameter type for 'overlap-check.main-header', expected: boolean",
    ),
    ("blockdev-del", {"node-name": ["x"]}, "Invalid parameter type for 'node-name', expected: string"),
    ("set_password", {"protocol": "x", "password": "a"}, "Parameter 'protocol' does not accept value 'x'"),
    (
        "migrate-set-capabilities",
        {"capabilities": [{"capability": "x", "state": True}]},
        "Parameter 'capability' does not accept value 'x'",
    ),
    (
        "migrate-set-capabilities",
        {"capabilities": [{"capability": "xbzrle"}]},
        "Parameter 'capabilities[0].state' is missing",
    ),
    ("migrate-set-capabilities", {"capabilities": {}}, "Invalid parameter type for 'capabilities', expected: array"),
    (
        "migrate-set-capabilities",
        {"capabilities": [1]},
        "Invalid parameter type for 'capabilities[0]', expected: object",
    ),
    ("migrate-set-parameters", {"max-bandwidth": "x"}, "Parameter 'max-bandwidth' expects uint64"),
    ("migrate-set-parameters", {"max-bandwidth": 1.5}, "Parameter 'max-bandwidth' expects uint64"),
    ("migrate-set-parameters", {"compress-level": "x"}, "Parameter 'compress-level' expects uint64"),
    ("migrate-set-parameters", {"compress-level": 256}, "Parameter 'compress-level' expects uint8_t"),
    ("migrate-set-parameters", {"compress-level": -1}, "Parameter 'compress-level' expects uint8_t"),
    ("migrate-set-parameters", {"tls-creds": {}}, "Invalid parameter type for 'tls-creds', expected: StrOrNull"),
    ("memsave", {"val": 1.5, "size": 1, "filename": "x"}, "Invalid parameter type for 'val', expected: integer"),
    ("memsave", {"val": 2**63, "size": 1, "filename": "x"}, "Invalid parameter type for 'val', expected: integer"),
    ("transaction", {"actions": [{"type": "nope", "data": {}}]}, "Parameter 'type' does not accept value 'nope'"),
    ("transaction", {"actions": [{"type": "abort"}]}, "Parameter 'actions[0].data' is missing"),
    (
        "transaction",
        {"actions": [{"type": "blockdev-snapshot", "data": {"node": "a"}}]},
        "Parameter 'actions[0].data.overlay' is missing",
    ),
    (
        "send-key",
        {"keys": [{"type": "number", "data": "x"}]},
        "Invalid parameter type for 'keys[0].data', expected: integer",
    ),
    ("send-key", {"keys": [{"type": "qcode", "data": "zz"}]}, "Parameter 'data' does not accept value 'zz'"),
    ("object-add", {"qom-type": "iothread", "id": "i", "foo": 1}, "Parameter 'foo' is unexpected"),
    ("qom-set", {"path": "/", "property": "x"}, "Parameter 'value' is missing"),
    (
        "query-cpu-model-expansion",
        {"type": "full", "model": {"name": "x", "props": 1, "z": 2}},
        "Parameter 'model.z' is unexpected",
    ),
    (
        "block-latency-histogram-set",
        {"id": "a", "boundaries": [1, "x"]},
        "Parameter 'boundaries[1]' expects uint64",
    ),
    (
        "nbd-server-start",
        {"addr": {"type": "inet", "data": {"host": "h", "port": "1", "to": 70000}}},
        "Parameter 'to' expects uint16_t",
    ),
]
"""Commands and arguments, with the ``desc`` of the error that QEMU 7.2 gave; its class was always GenericError."""

TAKEN: list[tuple[str, Any]] = [
    ("migrate-set-parameters", {"max-bandwidth": -1}),
    ("query-status", {}),
    ("blockdev-add", _NULL),
    ("qom-set", {"path": "/", "property": "x", "value": None}),
    ("device_add", {"driver": 1, "anything": {}}),
]
"""Commands and arguments that QEMU 7.2 accepted, or refused for reasons other than the types of the arguments."""


@pytest.fixture(scope="module")
def schema(shared: Path) -> Schema:
    return load_schema(shared / "corpus/7.2/qapi/qapi-schema.json").schema


@pytest.fixture(scope="module")
def check(schema: Schema) -> ArgumentCheck:
    return ArgumentCheck(Vocabulary.of(schema))


@pytest.mark.shared
@pytest.mark.parametrize(("name", "arguments", "answer"), ANSWERS)
def test_it_refuses_in_the_words_of_qemu(
    schema: Schema, check: ArgumentCheck, name: str, arguments: Any, answer: str
) -> None:
    command = schema.find(name)
    assert isinstance(command, Command)
    with pytest.raises(RefusedError) as refusal:
        check.arguments(command, arguments)
    assert str(refusal.value) == answer


@pytest.mark.shared
@pytest.mark.parametrize(("name", "arguments"), TAKEN)
def test_it_takes_what_qemu_takes(schema: Schema, check: ArgumentCheck, name: str, arguments: Any) -> None:
    command = schema.find(name)
    assert isinstance(command, Command)
    check.arguments(command, arguments)


def test_unions_of_every_dialect_and_inline_structs(tmp_path: Path) -> None:
    path = tmp_path / "fly.json"
    path.write_text(
        """\
{ 'union': 'Cargo', 'data': { 'mail': 'Mail', 'hay': 'Mail' } }
{ 'type': 'Mail', 'data': { 'to': 'str', '*stamp': { 'price': 'int' } } }
{ 'enum': 'Kind', 'data': [ 'self', 'end' ] }
{ 'union': 'Loop', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'self': 'Loop' } }
{ 'command': 'load', 'data': { '*cargo': 'Cargo', '*loop': 'Loop' } }
""",
        "utf-8",
    )
    schema = load_schema(path).schema
    command = schema.find("load")
    assert isinstance(command, Command)
    check = ArgumentCheck(Vocabulary.of(schema))

    def answer(arguments: Any) -> str:
        try:
            check.arguments(command, arguments)
        except RefusedError as refusal:
            return str(refusal)
        return ""

    assert answer({"cargo": {"type": "mail", "data": {"to": "x", "stamp": {"price": 1}}}}) == ""
    assert answer({"cargo": {"type": "coal", "data": {}}}) == "Parameter 'type' does not accept value 'coal'"
    assert answer({"cargo": {"type": "mail"}}) == "Parameter 'cargo.data' is missing"
    assert answer({"cargo": {"type": "mail", "data": {"to": "x", "stamp": {}}}}) == (
        "Parameter 'cargo.data.stamp.price' is missing"
    )
    assert answer({"loop": {"kind": "self"}}) == ""
    assert answer({"loop": {"kind": "end", "x": 1}}) == "Parameter 'loop.x' is unexpected"
    assert answer({"loop": []}) == "Invalid parameter type for 'loop', expected: object"
