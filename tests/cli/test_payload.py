"""``sphinx-qapi payload``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

SCHEMA = """\
{ 'enum': 'Kind', 'data': [ 'wing', 'rotor' ] }
{ 'struct': 'Wing', 'data': { 'span': 'number', '*flaps': 'int' } }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing' } }
{ 'command': 'fly', 'boxed': true, 'data': 'Plane' }
{ 'command': 'land' }
{ 'event': 'LANDED' }
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = tmp_path / "fly.json"
    path.write_text(SCHEMA, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["fly"], {"execute": "fly", "arguments": {"kind": "wing", "span": 0}}),
        (["fly", "--full"], {"execute": "fly", "arguments": {"kind": "wing", "span": 0, "flaps": 0}}),
        (["fly", "--branch", "rotor"], {"execute": "fly", "arguments": {"kind": "rotor"}}),
        (["land"], {"execute": "land"}),
        (["LANDED"], {"event": "LANDED", "timestamp": {"seconds": 0, "microseconds": 0}}),
    ],
)
def test_it_prints_json(path: str, words: list[str], message: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["payload", path, *words]) == 0
    assert json.loads(capsys.readouterr().out) == message


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["flu"], 'no command or event is named "flu" (did you mean "fly"?)'),
        (["Plane"], "Plane is no command or event, but of the kind union"),
        (["land", "--branch", "wing"], "land has no branches"),
        (["fly", "--branch", "motor"], 'fly has no branch "motor" (did you mean "rotor"?)'),
    ],
)
def test_names_and_branches_that_do_not_exist(
    path: str, words: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["payload", path, *words]) == 2
    assert capsys.readouterr().err == f"sphinx-qapi: error: {error}\n"
