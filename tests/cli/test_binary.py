"""``sphinx-qapi binary``: the content of a given binary, from its reply to ``query-qmp-schema``."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.binary.proven_symbols import symbols_of, why_not
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines
from sphinx_qapi.analysis.probes.probe_paths import probe_paths, reply_probe_paths
from sphinx_qapi.analysis.wire.introspection import introspection_of
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form, holds
from sphinx_qapi.cli.main import main
from sphinx_qapi.schema.load import load_schema

OLD = """\
{ 'enum': 'Kind', 'data': [ 'wing', { 'name': 'rotor', 'if': 'HAVE_ROTOR' } ] }
{ 'struct': 'Wing', 'data': { 'span': 'int', '*flaps': { 'type': 'int', 'if': 'HAVE_FLAPS' } } }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing' } }
{ 'command': 'fly', 'boxed': true, 'data': 'Plane' }
{ 'command': 'land', 'if': { 'all': [ 'HAVE_GEAR', 'HAVE_ROAD' ] } }
{ 'command': 'hover', 'data': { 'height': 'int' }, 'if': 'HAVE_ROTOR' }
{ 'event': 'LANDED', 'if': { 'any': [ 'HAVE_GEAR', 'HAVE_SEA' ] } }
"""
NEW = OLD.replace("'span': 'int'", "'span': 'int', '*area': 'number'") + (
    "{ 'command': 'loop', 'data': { 'times': 'int', '*fast': { 'type': 'bool', 'if': 'HAVE_JET' } } }\n"
)
BINARY = """\
{ 'enum': 'Kind', 'data': [ 'wing' ] }
{ 'struct': 'Wing', 'data': { 'span': 'int', '*flaps': 'int', '*slats': 'int' } }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing' } }
{ 'command': 'fly', 'boxed': true, 'data': 'Plane' }
{ 'command': 'land' }
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("binary")
    for name, text in (("old", OLD), ("new", NEW), ("built", BINARY)):
        (folder / f"{name}.json").write_text(text, "utf-8")
    reply = introspection_of(graph_of(load_schema(folder / "built.json").schema))
    (folder / "reply.json").write_text(json.dumps(reply), "utf-8")
    history = History()
    for name, file in (("1.0", "old"), ("1.1", "new")):
        history.add(name, graph_of(load_schema(folder / f"{file}.json").schema))
    (folder / "history.jsonl").write_text("".join(history_lines(history)), "utf-8")
    return folder


def ask(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    assert main(["binary", *words, "--format", "json"]) == status
    return json.loads(capsys.readouterr().out)


EXPECTED = {
    "format": 1,
    "nearest": "1.0",
    "symbols": {"HAVE_FLAPS": True, "HAVE_GEAR": True, "HAVE_ROAD": True, "HAVE_ROTOR": False, "HAVE_SEA": None},
    "missing": [
        {"path": "LANDED", "because": "not in this binary"},
        {"path": "fly/arg-type/+rotor", "because": "HAVE_ROTOR"},
        {"path": "fly/arg-type/kind/^rotor", "because": "HAVE_ROTOR"},
        {"path": "hover", "because": "HAVE_ROTOR"},
        {"path": "hover/arg-type/height", "because": "HAVE_ROTOR"},
        {"path": "hover/arg-type/height/!int", "because": "HAVE_ROTOR"},
    ],
    "newer": [
        "fly/arg-type/+wing/*slats",
        "fly/arg-type/+wing/slats",
        "fly/arg-type/+wing/slats/!int",
    ],
}


def test_symbols_follow_from_what_is_there_and_what_is_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(folder, capsys, f"{folder}/reply.json", f"1.0={folder}/old.json")
    assert found == EXPECTED


def test_the_nearest_of_several_texts_and_of_a_history(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"{folder}/reply.json", f"1.1={folder}/new.json", f"1.0={folder}/old.json"]
    assert ask(folder, capsys, *words) == EXPECTED
    assert ask(folder, capsys, words[0], f"{folder}/history.jsonl") == EXPECTED


def test_what_is_missing_with_all_around_it_proves_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(folder, capsys, f"{folder}/reply.json", f"{folder}/new.json")
    assert found["nearest"] == f"{folder}/new.json"
    assert found["symbols"]["HAVE_JET"] is None
    reasons = {each["path"]: each["because"] for each in found["missing"]}
    assert reasons["loop/arg-type/fast"] == "not in this binary"
    assert reasons["fly/arg-type/+wing/area"] == "not in this binary"


@pytest.mark.parametrize(
    ("paths", "there", "symbols"),
    [
        ({"a": (("X",),)}, "a", {"X": True}),
        ({"a": (("X",),)}, "", {"X": False}),
        ({"a": (("!X",),)}, "a", {"X": False}),
        ({"a": (("X", "Y"),), "b": (("X",),)}, "b", {"X": True, "Y": False}),
        ({"a": (("X", "Y"),)}, "", {"X": None, "Y": None}),
        ({"a": (("X",), ("Y",))}, "", {"X": False, "Y": False}),
        ({"a": (("X",), ("Y",)), "b": (("X",),)}, "a", {"X": False, "Y": True}),
        ({"a": (("X",), ("Y",)), "b": (("X", "Z"),), "c": (("Y",),)}, "ab", {"X": True, "Y": False, "Z": True}),
        ({"a": (("X",),), "b": (("!X",),)}, "ab", {"X": None}),
        ({"a": (("X",),), "b": (("X",),)}, "a", {"X": True}),
    ],
)
def test_conclusions(paths: dict[str, Form], there: str, symbols: dict[str, bool | None]) -> None:
    assert symbols_of(paths, frozenset(there)) == symbols


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        (ALWAYS, ""),
        ((("ON",),), ""),
        ((("OFF",), ("ON",)), ""),
        ((("OFF", "ON"),), "OFF"),
        ((("!ON",),), "not ON"),
        ((("OFF", "OPEN"),), "OFF"),
        ((("ON", "OPEN"),), "OPEN"),
        ((("OFF",), ("!ON",)), "OFF or not ON"),
    ],
)
def test_the_part_of_a_condition_that_is_not_met(condition: Form, why: str) -> None:
    assert why_not(condition, {"ON": True, "OFF": False, "OPEN": None}) == why


def test_text_shows_what_is_at_the_top(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["binary", f"{folder}/reply.json", f"1.0={folder}/old.json"]) == 0
    assert capsys.readouterr().out == (
        "Nearest release: 1.0\n"
        "Defined: HAVE_FLAPS, HAVE_GEAR, HAVE_ROAD\n"
        "Not defined: HAVE_ROTOR\n"
        "Cannot be determined: HAVE_SEA\n"
        "\n"
        "Missing, HAVE_ROTOR: 5 paths\n"
        "  fly/arg-type/+rotor\n"
        "  fly/arg-type/kind/^rotor\n"
        "  hover and 2 below\n"
        "\n"
        "Missing, not in this binary: 1 path\n"
        "  LANDED\n"
        "\n"
        "Newer than 1.0: 3 paths\n"
        "  fly/arg-type/+wing/slats and 2 below\n"
    )


def test_required_paths(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"{folder}/reply.json", f"1.0={folder}/old.json", "--require"]
    assert main(["binary", *words, "fly", "fly/arg-type/+wing/slats"]) == 0
    assert capsys.readouterr().out == "fly: there\nfly/arg-type/+wing/slats: there\n"
    assert main(["binary", *words, "hover", "--require", "fly", "swim"]) == 1
    assert capsys.readouterr().out == ("hover: missing (HAVE_ROTOR)\nfly: there\nswim: missing (unknown to 1.0)\n")
    found = ask(folder, capsys, *words, "fly", "swim", status=1)
    assert found["required"] == {"fly": True, "swim": False}


# --- The forms of replies ---


def _forms(reply: str) -> dict[str, str]:
    message = json.dumps({"return": json.loads(reply), "id": "libvirt-2"})
    version = {"qemu": {"micro": 0, "minor": 1, "major": 1}, "package": ""}
    indented = [
        {"execute": "query-version", "id": "libvirt-1"},
        {"return": version, "id": "libvirt-1"},
        {"execute": "query-qmp-schema", "id": "libvirt-2"},
        json.loads(message),
        {"execute": "query-status", "id": "libvirt-3"},
        {"error": {"class": "GenericError", "desc": "no"}, "id": "libvirt-3"},
    ]
    greeting = json.dumps({"QMP": {"version": version, "capabilities": []}})
    return {
        "alone": reply,
        "message": message,
        "transcript": f'{greeting}\n{{"return": {{}}}}\n{message}\n',
        "libvirt": "\n\n".join(json.dumps(each, indent=2) for each in indented) + "\n",
        "libvirt of old": "\n\n".join(json.dumps(each, indent=2) for each in indented if "execute" not in each),
    }


@pytest.mark.parametrize("form", ["alone", "message", "transcript", "libvirt", "libvirt of old"])
def test_replies_come_in_three_forms(
    form: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "machine.replies"
    path.write_text(_forms((folder / "reply.json").read_text("utf-8"))[form], "utf-8")
    assert ask(folder, capsys, str(path), f"1.0={folder}/old.json") == EXPECTED


def test_the_version_that_the_binary_names_decides_between_equals(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "said.json"
    path.write_text(_forms((folder / "reply.json").read_text("utf-8"))["transcript"], "utf-8")
    texts = [f"{name}={folder}/old.json" for name in ("1.0", "1.1", "1.2")]
    assert ask(folder, capsys, str(path), *texts)["nearest"] == "1.1"
    assert ask(folder, capsys, f"{folder}/reply.json", *texts)["nearest"] == "1.0"


# --- What cannot be read ---


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "there is no reply of query-qmp-schema in it"),
        ("[]", "there is no reply of query-qmp-schema in it"),
        ('{"return": {}}', "there is no reply of query-qmp-schema in it"),
        ("[" * 100_000, "line 1 is no JSON"),
        ('[{"name": "fly", "meta-type": "comm', "line 1 is no JSON"),
        ('[{"meta-type": "command"}]', "the reply of query-qmp-schema lacks something: 'name'"),
        ('[{"name": "fly", "meta-type": "command", "arg-type": [], "ret-type": {}}]', "the reply of query-qmp-schema"),
        ('[{"name": [], "meta-type": "object", "members": 3}]', "the reply of query-qmp-schema"),
        (
            '[{"name": "1", "meta-type": "object", "members": [{"name": 1, "type": "1"}]}]',
            "the reply of query-qmp-schema",
        ),
        ('[{"name": "1", "meta-type": "enum", "values": [{}]}]', "the reply of query-qmp-schema"),
        ('[{"name": "1", "meta-type": "enum", "values": ["a"], "features": [1]}]', "the reply of query-qmp-schema"),
        ("\x00\x01\x02", "line 1 is no JSON"),
    ],
)
def test_hostile_replies_are_one_sentence(
    content: str, message: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reply.json"
    path.write_text(content, "utf-8")
    status = main(["binary", str(path), f"{folder}/old.json"])
    captured = capsys.readouterr()
    assert status == 2
    assert captured.err.startswith(f"sphinx-qapi: error: cannot read {path}: {message}")
    assert captured.err.count("\n") == 1


def test_types_that_lead_to_each_other_for_long_have_an_end(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    infos: list[Any] = [{"name": "fly", "meta-type": "command", "arg-type": "0", "ret-type": "0"}]
    for number in range(20_000):
        members = [{"name": "m", "type": str(number + 1)}]
        infos.append({"name": str(number), "meta-type": "object", "members": members})
    path = tmp_path / "chain.json"
    path.write_text(json.dumps(infos), "utf-8")
    assert len(ask(folder, capsys, str(path), f"{folder}/old.json")["newer"]) < 6_000


def test_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = f"{folder}/reply.json"
    for words, message in (
        ([reply], "name a schema, RELEASE=SCHEMA, or a history of several, to compare the binary with"),
        ([reply, "1.0=nowhere.json"], "cannot read nowhere.json: no such file or directory"),
        ([reply, "nowhere.json"], "cannot read nowhere.json: no such file or directory"),
        (["nowhere.json", f"{folder}/old.json"], "cannot read nowhere.json: no such file or directory"),
        ([str(folder), f"{folder}/old.json"], f"cannot read {folder}: "),
    ):
        assert main(["binary", *words]) == 2
        assert capsys.readouterr().err.startswith(f"sphinx-qapi: error: {message}")


# --- Real binaries ---


@pytest.mark.shared
@pytest.mark.parametrize(
    ("machine", "reasons"),
    [
        ("x86_64", {"CONFIG_BLKIO": 300, "TARGET_S390X": 42, "CONFIG_VMNET": 41, "CONFIG_COCOA": 11, "TARGET_ARM": 7}),
        (
            "aarch64",
            {"CONFIG_BLKIO": 300, "TARGET_I386": 82, "TARGET_S390X": 42, "CONFIG_VMNET": 41, "CONFIG_COCOA": 11},
        ),
    ],
)
def test_real_binaries(
    machine: str, reasons: dict[str, int], shared: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The symbols follow from the reply without contradiction, explain everything missing, and predict every path."""
    reply = shared / f"replies/introspect-7.2-{machine}.json.gz"
    texts = [f"{release}={shared}/corpus/{release}/qapi/qapi-schema.json" for release in ("7.2", "8.2")]
    found = ask(folder, capsys, str(reply), *texts)
    assert (found["nearest"], found["newer"]) == ("7.2", [])
    assert Counter(each["because"] for each in found["missing"]) == reasons
    assert sum(known is not None for known in found["symbols"].values()) == 31
    defined = {name for name, known in found["symbols"].items() if known}
    there = reply_probe_paths(json.loads(gzip.decompress(reply.read_bytes())))
    paths = probe_paths(load_schema(shared / "corpus/7.2/qapi/qapi-schema.json").schema)
    assert all(holds(condition, defined) == (path in there) for path, condition in paths.items())
