"""A history tells what each release had; its file only grows."""

from __future__ import annotations

import json

import pytest

from sphinx_qapi.analysis.history import history_file
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import HistoryError, history_lines, read_history
from sphinx_qapi.analysis.history.log import entry_log
from sphinx_qapi.analysis.history.order import ReleaseError, find_release
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.wire.paths import read_path
from sphinx_qapi.export.history import log_json, log_text, path_row, paths_table
from tests.analysis.conftest import MakeGraph, MakeHistory

V1 = """\
{ 'command': 'fill', 'data': { 'sort': 'str', '*silo': 'Silo' } }
{ 'struct': 'Silo', 'data': { '*inner': 'Silo', '*old': 'int' } }
"""
V2 = """\
{ 'command': 'fill', 'data': { 'sort': 'Grain', '*silo': 'Silo' }, 'if': { 'any': [ 'B', 'A' ] } }
{ 'struct': 'Silo', 'data': { '*inner': 'Silo', 'height': { 'type': 'size', 'features': [ 'exact' ] } } }
{ 'enum': 'Grain', 'data': [ 'rye', { 'name': 'oats', 'if': 'OATS' } ] }
{ 'command': 'weigh', 'returns': 'Weight', 'allow-oob': true }
{ 'alternate': 'Weight', 'data': { 'exact': 'int', 'rough': { 'type': 'str', 'if': 'ROUGH' } } }
"""
V3 = V2.replace("{ 'command': 'weigh', 'returns': 'Weight', 'allow-oob': true }\n", "").replace(
    "'sort': 'Grain'", "'sort': 'str'"
)
V4 = V2


@pytest.fixture
def history(history_of: MakeHistory) -> History:
    return history_of(v1_0=V1, v1_1=V2, v1_2=V3, v2_0=V4)


def text_of(history: History) -> str:
    return "".join(history_lines(history))


def test_file_reads_as_it_was_written(history: History) -> None:
    text = text_of(history)
    read = read_history(text, "h")
    assert text_of(read) == text
    assert read.table.nodes == history.table.nodes
    assert paths_table(Recorder(read)) == paths_table(Recorder(history))


def test_release_by_release_or_at_once(history: History, graph: MakeGraph) -> None:
    text = ""
    for name, schema in (("1.0", V1), ("1.1", V2), ("1.2", V3), ("2.0", V4)):
        so_far = read_history(text, "h") if text else History()
        known = len(so_far.releases)
        so_far.add(name, graph(schema))
        before, text = text, text + "".join(history_lines(so_far, known))
        assert text.startswith(before)
    assert text == text_of(history)


def test_a_release_adds_only_what_is_new(history: History, graph: MakeGraph) -> None:
    count = text_of(history).count("\n")
    history.add("2.1", graph(V4))
    assert text_of(history).count("\n") == count + 1
    assert json.loads(text_of(history).splitlines()[-1]) == {"release": "2.1", "changed": {}}


def rows(history: History) -> dict[str, tuple[str, ...]]:
    recorder = Recorder(history)
    return {str(path): path_row(recorder.record(path), history.names)[1:] for path in recorder.paths()}


def test_paths(history: History) -> None:
    found = rows(history)
    assert found["command fill arguments.sort"] == ("1.0-", "", "str@1.0 enum@1.1 str@1.2 enum@2.0")
    assert found["command fill arguments.sort=rye"] == ("1.1-", "1.0,1.2", "")
    assert found["command fill arguments.silo.old"] == ("1.0", "", "?int64")
    assert found["command fill arguments.silo.height$exact"] == ("1.1-", "", "")
    assert found["command weigh"] == ("1.1,2.0-", "", "")
    assert "command fill arguments.silo.inner.old" not in found


def test_since_is_the_first_release_of_the_run(history: History) -> None:
    recorder = Recorder(history)
    since = {
        text: recorder.record(read_path(text)).since
        for text in ("command weigh", "command fill arguments.sort=rye", "command fill arguments.silo.old",
                     "command fill arguments.silo.inner.inner.inner.height")
    }  # fmt: skip
    assert list(since.values()) == [3, 1, None, 1]


def test_log(history: History) -> None:
    log = entry_log(Recorder(history), "command weigh")
    assert log_text(log, history.names).splitlines() == [
        "+ 1.1: command weigh",
        "+ 1.1: command weigh returns: int64|str",
        "+ 1.1: command weigh returns(int)",
        "+ 1.1: command weigh returns(string)",
        "+ 1.1: command weigh#allow-oob",
        "- 1.2: command weigh",
        "- 1.2: command weigh returns",
        "- 1.2: command weigh returns(int)",
        "- 1.2: command weigh returns(string)",
        "- 1.2: command weigh#allow-oob",
        "+ 2.0: command weigh",
        "+ 2.0: command weigh returns: int64|str",
        "+ 2.0: command weigh returns(int)",
        "+ 2.0: command weigh returns(string)",
        "+ 2.0: command weigh#allow-oob",
    ]
    fill = log_text(entry_log(Recorder(history), "command fill"), history.names)
    assert "~ 1.1: command fill arguments.sort: enum\n" in fill
    assert "- 1.1: command fill arguments.silo.old\n" in fill
    assert json.loads(log_json(log, history.names))["events"][1] == {
        "release": "1.1", "change": "added", "path": "command weigh returns", "shape": "int64|str"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "a b", "1=2", "1,2", "v@1"])
def test_names_of_releases(name: str, graph: MakeGraph) -> None:
    with pytest.raises(ReleaseError, match="names no release"):
        History().add(name, graph(V1))


def test_order_of_releases(graph: MakeGraph) -> None:
    history = History()
    for name in ("seed", "1.9", "1.10", "next", "2.0"):
        history.add(name, graph(V1))
    with pytest.raises(ReleaseError, match=r"release 1\.11 cannot be added after 2\.0: a higher number was expected"):
        history.add("1.11", graph(V1))
    assert [find_release(name, history.names) for name in ("v1.10.0", "seed", "2.0")] == [2, 0, 4]
    with pytest.raises(ReleaseError, match=r'has no release "1\.8" .did you mean "1\.9"'):
        find_release("1.8", history.names)


FORMAT = '{"format":1}\n'
STRING = '{"shape":0,"takes":{"string":null}}\n'
HOSTILE = {
    "empty": ("", "h is empty"),
    "no JSON": ("##\n", "h:1: this is no history"),
    "no JSON within": (FORMAT + "##\n", "h:2: the line is no JSON"),
    "no history": ("[1]\n", "h:1: this is no history"),
    "another file": ('{"shape":0}\n', "h:1: this is no history"),
    "unknown format": ('{"format":2}\n', "h:1: the file has the unknown format 2; this version reads format 1"),
    "cut within a line": (FORMAT + STRING[:20], "h:2: the line is no JSON; the file may have been cut off here"),
    "cut between lines": (FORMAT + STRING, "h:2: the file is cut off: its last line belongs to no release"),
    "cut before the end of a line": (FORMAT.rstrip(), "h:1: the file is cut off"),
    "a shape that contains itself": (
        FORMAT + '{"shape":0,"takes":{"array":0}}\n{"release":"1"}\n', "shape 0 contains itself without a member"
    ),
    "branches that contain each other": (
        FORMAT + '{"shape":0,"members":{},"by":"t","branches":{"a":1}}\n'
        '{"shape":1,"members":{"x":2},"by":"u","branches":{"a":0}}\n'
        '{"shape":2,"takes":{"null":null}}\n{"release":"1"}\n',
        "contains itself without a member in between",
    ),
    "shapes nested very deeply": (
        FORMAT
        + "".join(f'{{"shape":{n},"takes":{{"array":{n + 1}}}}}\n' for n in range(3000))
        + STRING.replace("0", "3000", 1)
        + '{"release":"1"}\n',
        "shapes are nested more than 50 deep",
    ),
    "a number out of range": (
        FORMAT + '{"shape":0,"takes":{"array":7}}\n{"release":"1"}\n',
        "shape 0 refers to shape 7, but the number of shapes is 1"
    ),
    "a negative number": (FORMAT + '{"shape":0,"takes":{"array":-1}}\n', "h:2: .*-1 is no number of a shape"),
    "a huge number": (FORMAT + '{"shape":0,"takes":{"array":1e999}}\n', "h:2: .*is no number of a shape"),
    "a wrong kind": (
        FORMAT + STRING + '{"shape":1,"takes":{"object":0}}\n{"release":"1"}\n', "shape 0, which is no object"
    ),
    "numbers out of order": (FORMAT + '{"shape":1,"takes":{}}\n', "h:2: shape 0 was expected, not 1"),
    "an unknown shape": (FORMAT + '{"shape":0,"takes":{"date":null}}\n', 'h:2: .*"date" is no type of JSON'),
    "a shape that is none": (FORMAT + '{"shape":0,"members":3}\n', "h:2: this is no shape"),
    "the same shape twice": (
        FORMAT + STRING + STRING.replace("0", "1", 1) + '{"release":"1"}\n', "two shapes are the same"
    ),
    "half of a character": (FORMAT + '{"release":"\\ud800"}\n', "h:2: a name contains half of a surrogate pair"),
    "a name on two lines": (FORMAT + '{"release":"1\\n2"}\n', 'h:2: "1 2" names no release'),
    "a release twice": (FORMAT + '{"release":"1"}\n{"release":"1"}\n', "h:3: release 1 is there twice"),
    "releases out of order": (FORMAT + '{"release":"2"}\n{"release":"1"}\n', "h:3: release 1 cannot be added after 2"),
    "an entry of no shape": (
        FORMAT + '{"release":"1","changed":{"command x":4}}\n',
        'h:2: "command x" has the shape 4, but the number of shapes is 0'
    ),
    "an entry of a wrong shape": (
        FORMAT + STRING + '{"release":"1","changed":{"command x":0}}\n',
        'h:3: shape 0 cannot be the shape of "command x"'
    ),
    "gone and never there": (FORMAT + '{"release":"1","gone":["command x"]}\n', "was not there before"),
    "deeply nested JSON": (FORMAT + "[" * 100_000 + "\n", "h:2: the line is no JSON"),
    "something else": (FORMAT + '{"relaese":"1"}\n', "h:2: a shape or a release was expected"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    text, message = HOSTILE[name]
    with pytest.raises(HistoryError, match=message) as error:
        read_history(text, "h")
    assert "\n" not in str(error.value)


def test_a_million_lines() -> None:
    with pytest.raises(HistoryError, match=f"has 1000000 lines; a history of at most {history_file.MOST_LINES}"):
        read_history("\n" * 1_000_000, "h")
