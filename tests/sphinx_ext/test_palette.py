"""The results of the palette: Node.js runs its scripts on the index of the example and on that of a real schema."""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.emissions.emissions import emissions
from sphinx_qapi.analysis.index import catalogue
from sphinx_qapi.analysis.summary import summary
from sphinx_qapi.analysis.symbols.symbols import KINDS, MARKS, DefinitionSymbol, in_order, symbols
from sphinx_qapi.analysis.usage import usages
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.sphinx_ext.writing.palette.columns import columns, meanings
from tests.nodejs import NODE

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "sphinx_qapi/sphinx_ext/static/qapi/palette"
GERMAN = {"command": "Befehl", "event": "Ereignis", "argument": "Argument", "value": "Wert"}
_RUN = """
const fs = require("fs"), vm = require("vm"), [folder, ...names] = process.argv.slice(1);
const context = vm.createContext({});
for (const name of names) vm.runInContext(fs.readFileSync(`${folder}/${name}.js`, "utf8"), context);
const { data, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
const index = context.qapiReadSymbols(data);
console.log(JSON.stringify(queries.map(query => context.qapiRank(query, index).map(hit => ({
  kind: hit.kind, name: hit.name, space: hit.space.name, since: hit.since, flags: hit.flags, condition: hit.condition,
  places: hit.places.map(({ of, path }) => [of.kind, of.name, path.join(".")]),
})))));
"""
Hit = dict[str, Any]
Find = Callable[[str], list[Hit]]


def index_of(path: Path) -> dict[str, Any]:
    """The index of the schema at *path*, without a site."""
    schema = load_schema(path).schema
    used = usages(schema)
    found = symbols(schema, catalogue(schema.definitions.values(), used).listings)
    order = in_order(found)

    def text(symbol: DefinitionSymbol) -> str:
        return summary(schema.definitions[symbol.name])

    known = emissions(schema).by_command
    emitted = {name: [each.event for each in found] for name, found in known.items()}
    space = columns(order, page=lambda _symbol: "", text=text, emitted=emitted)
    return {
        "kinds": {**{kind: kind for kind in ("member", "branch", *KINDS)}, **GERMAN},
        "meanings": meanings(schema.definitions),
        "spaces": [{"name": "NS", "shares": 0, "prefix": "", "suffix": ".html", **space}],
    }


def ranked(data: dict[str, Any], *queries: str) -> list[list[Hit]]:
    names = ["match", "filters", "symbols", "rank"]
    command = [NODE, "-e", _RUN, str(SCRIPTS), *names]
    text = json.dumps({"data": data, "queries": queries})
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def words(hit: Hit) -> str:
    kind, name, path = hit["places"][0] if hit["places"] else ("", "", "")
    place = f" of {name}{f' ({path})' if path else ''}" if kind else ""
    return f"{hit['kind']} {hit['name']}{place}"


EXAMPLE = {
    # exact names, in any spelling
    "volume-create": "command volume-create",
    "volume_create": "command volume-create",
    "VolumeCreate": "command volume-create",
    "pool-sync": "command pool_sync",
    "POOL_SYNC": "command pool_sync",
    "VOLUME_STATE_CHANGED": "event VOLUME_STATE_CHANGED",
    # words in any order, first letters, letters left out
    "create volume": "command volume-create",
    "state changed volume": "event VOLUME_STATE_CHANGED",
    "vcr": "command volume-create",
    "qst": "command query-state",
    # words that may run into the next one, and a sign that separates words
    "jobs": "command query-jobs",
    "job-s": "event JOB_STATE_CHANGED",
    "job st": "event JOB_STATE_CHANGED",
    # misspelt
    "volume-craete": "command volume-create",
    "qurey-state": "command query-state",
    "snaphsot-restore": "command snapshot-restore",
    # through branches
    "volume-create.nfs": "branch nfs of volume-create",
    "volume-create nfs export": "argument export of volume-create (nfs)",
    "volume-create.nfs.export": "argument export of volume-create (nfs)",
    "VolumeOptionsNfs.export": "member export of VolumeOptionsNfs",
    # filters
    "kind:event volume state": "event VOLUME_STATE_CHANGED",
    "kind:ereignis volume state": "event VOLUME_STATE_CHANGED",
    "befehl volume create": "command volume-create",
    "kind:ereignisse volume state": "event VOLUME_STATE_CHANGED",
    "ereignisse volume state": "event VOLUME_STATE_CHANGED",
    "volume events": "event VOLUME_STATE_CHANGED",
    "kind:enums job state": "enum JobState",
    "NS:query-state": "command query-state",
    "ns:query-state": "command query-state",
    "is:deprecated kind:argument volume-create": "argument throttle-group of volume-create",
    "takes:VolumeOptionsNfs": "command volume-create",
    "in:volumes kind:event state": "event VOLUME_STATE_CHANGED",
}


@pytest.mark.usefixtures("node")
def test_what_is_meant_comes_first() -> None:
    found = ranked(index_of(ROOT / "examples/granary/granary.json"), *EXAMPLE)
    first = {query: words(hits[0]) if hits else "" for query, hits in zip(EXAMPLE, found, strict=True)}
    assert first == EXAMPLE


ORDER = """\
{ 'enum': 'Go', 'data': [ 'go', 'cargo', 'go-on' ] }
{ 'struct': 'GoFar', 'data': { 'go': 'Go', 'far': 'str' } }
{ 'struct': 'Other', 'data': { 'go': 'str' } }
{ 'struct': 'Third', 'data': { 'go': 'int' } }
{ 'struct': 'Fourth', 'data': { 'go': 'int' } }
{ 'command': 'go', 'data': 'GoFar' }
{ 'command': 'go-back', 'features': [ 'deprecated' ] }
{ 'command': 'go-where' }
{ 'command': 'go-x', 'features': [ 'unstable' ] }
{ 'command': 'let-go' }
{ 'event': 'GO_ON' }
"""


@pytest.mark.usefixtures("node")
def test_order(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(ORDER)
    data = index_of(tmp_path / "schema.json")
    found, none, empty, members = ranked(data, "go", "xyzzy", " ", "in:GoFar kind:member")
    assert [words(hit) for hit in found] == [
        "command go",
        "enum Go",
        "argument go of go",
        "member go of Fourth",
        "member go of Other",
        "value go of Go",
        # prefixes, stable before deprecated before unstable
        "event GO_ON",
        "command go-where",
        "command go-back",
        "command go-x",
        "struct GoFar",
        "value go-on of Go",
        # words
        "command let-go",
        # infixes, and a member whose name three better hits have already
        "member go of Third",
        "value cargo of Go",
        # parts of a definition that is found
        "argument far of go",
    ]
    assert none == empty == []
    assert sorted(hit["name"] for hit in members) == ["far", "go"]


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(("shares", "own"), [((1, 1), ["B"]), ((0, 0), ["B", "A"]), ((1, 0), ["B", "A"])])
def test_what_schemas_share_is_found_once(tmp_path: Path, shares: tuple[int, int], own: list[str]) -> None:
    """A shared definition is found in the schema of the asking page; others of the same name are found in both."""
    (tmp_path / "schema.json").write_text(ORDER)
    data = index_of(tmp_path / "schema.json")
    (space,) = data["spaces"]
    data["spaces"] = [{**space, "name": name, "shares": each} for name, each in zip("AB", shares, strict=True)]
    (found,) = ranked({**data, "own": "B"}, "let-go")
    assert [(hit["name"], hit["space"]) for hit in found] == [("let-go", name) for name in own]


@pytest.mark.usefixtures("node")
def test_ranking_is_pure() -> None:
    data = index_of(ROOT / "examples/granary/granary.json")
    once, again = ranked(data, "volume", "volume")
    assert once == again


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, Any]:
    return index_of(shared / "corpus/10.2.2/qapi/qapi-schema.json")


@pytest.mark.shared
def test_index_is_small(real: dict[str, Any]) -> None:
    text = f"var qapiSymbols = {json.dumps(real, ensure_ascii=False, separators=(',', ':'))};\n"
    assert len(zlib.compress(text.encode(), 6)) <= 60_000


_MUST = re.compile(r"(?:an? )?(?P<kind>\w+) (?P<name>[\w-]+)(?:, as argument)?(?: of (?P<of>[\w-]+))?")
_ONLY: dict[str, Callable[[Hit], bool]] = {
    "only commands of 10.1": lambda hit: hit["kind"] == "command" and hit["since"] == "10.1",
    "the nine deprecated commands": lambda hit: hit["kind"] == "command" and hit["flags"] & 1 == 1,
    "only unstable things": lambda hit: hit["flags"] & 2 == 2,
    "only things under CONFIG_VNC": lambda hit: "CONFIG_VNC" in hit["condition"],
}


def _is_there(hits: list[Hit], must: str) -> bool:
    if must in _ONLY:
        return bool(hits) and all(map(_ONLY[must], hits))
    match = _MUST.match(must)
    assert match is not None, must
    if match["kind"] == "commands":
        return {hit["name"] for hit in hits} == set(must.removeprefix("commands ").split(", "))
    kinds = {"member", "argument"} if match["kind"] in ("member", "argument") else {match["kind"]}
    named = [hit for hit in hits if hit["kind"] in kinds and hit["name"] == match["name"]]
    if match["of"] == "a":
        return any(hit["places"][0][0] == "command" for hit in named)
    return any(not match["of"] or match["of"] in [place[1] for place in hit["places"]] for hit in named)


@pytest.mark.shared
@pytest.mark.usefixtures("node")
def test_what_people_type_is_found(shared: Path, real: dict[str, Any]) -> None:
    lines = [line.split("\t") for line in (shared / "reading/queries.tsv").read_text("utf-8").splitlines()]
    wanted = [line[1:] for line in lines if line[0] == "palette"]
    found = ranked(real, *(query for query, _most, _must in wanted))
    missed = [
        (query, must, [words(hit) for hit in hits[: int(most)]])
        for (query, most, must), hits in zip(wanted, found, strict=True)
        if not _is_there(hits[: int(most)], must)
    ]
    assert len(wanted) == 26
    assert missed == []


def test_features_named_like_marks_are_only_features(tmp_path: Path) -> None:
    """A feature may be called "optional" or "preconfig", which says nothing about the member or the command."""
    path = tmp_path / "qapi-schema.json"
    path.write_text(
        "{ 'command': 'go', 'features': ['preconfig', 'unstable'],\n"
        "  'data': { 'far': { 'type': 'str', 'features': ['optional', 'deprecated'] }, '*near': 'str' } }\n",
        encoding="utf-8",
    )
    schema = load_schema(path).schema
    (go,) = symbols(schema, catalogue(schema.definitions.values(), usages(schema)).listings)
    marks = {each.name: each.marks for each in go.parts}
    bit = {name: 1 << number for number, name in enumerate(MARKS)}
    assert go.marks == bit["unstable"]
    assert (marks["far"], marks["near"]) == (bit["deprecated"], bit["optional"])
