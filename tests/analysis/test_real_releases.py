"""The model against 26 real releases: every path, every change of eight pairs, and facts about single releases."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.diff.compare import compare
from sphinx_qapi.analysis.diff.diff import Difference, Side, compare_sides
from sphinx_qapi.analysis.diff.diff_report import DiffReport, make_report
from sphinx_qapi.analysis.diff.flags import Marks
from sphinx_qapi.analysis.evolution.changes import ChangeLog
from sphinx_qapi.analysis.evolution.path_change import NEW, REMOVED
from sphinx_qapi.analysis.evolution.versions import history_facts
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines, read_history
from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.analysis.history.proof import Prover
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.history.versioned_rows import versioned_rows
from sphinx_qapi.analysis.history.wire_rows import BRANCH, WHOLE, RowKey, argument_rows, returned_rows
from sphinx_qapi.analysis.lint.since_mismatch import mismatches
from sphinx_qapi.analysis.wire.listing import list_paths
from sphinx_qapi.analysis.wire.paths import Path as WirePath
from sphinx_qapi.analysis.wire.paths import Step, StepKind, read_path
from sphinx_qapi.analysis.wire.reply_shapes import read_reply
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.walk import Presence, Walker
from sphinx_qapi.export.history import path_row
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version
from tests.wire import releases
from tests.wire.naive import ask

pytestmark = pytest.mark.shared

PAIRS = (
    "10.1--10.2.2", "2.12--3.0", "2.3--2.4", "4.1--4.2", "5.2--6.0", "6.2--7.0", "9.0--9.1", "seed-2012--10.2.2"
)  # fmt: skip
MOST_BYTES = 1_000_000
COMPLETE = Version.parse("2.8")


@pytest.fixture(scope="module")
def schemas(shared: Path) -> Mapping[str, Schema]:
    return releases.load(shared, releases.ROOTS["QMP"])


@pytest.fixture(scope="module")
def history(schemas: Mapping[str, Schema]) -> History:
    return releases.history_of(dict(schemas))


@pytest.fixture(scope="module")
def guest_agent(shared: Path) -> History:
    return releases.history_of(releases.load(shared, releases.ROOTS["QGA"]))


@pytest.mark.parametrize("namespace", releases.ROOTS)
def test_every_path(namespace: str, shared: Path, history: History, guest_agent: History) -> None:
    """The recorder lists the paths of the specification, with the same runs of releases and the same shapes."""
    known = {row[0]: row for row in releases.known_paths(shared, namespace)}
    assert len(known) == {"QMP": 23_652, "QGA": 467}[namespace]
    chosen = history if namespace == "QMP" else guest_agent
    recorder = Recorder(chosen)
    paths = recorder.paths()
    assert [str(path) for path in paths] == sorted(known)
    rows = [path_row(recorder.record(path), chosen.names) for path in paths]
    assert [row for row in rows if row != known[row[0]]] == []


def test_a_naive_reader_agrees(history: History, schemas: Mapping[str, Schema]) -> None:
    """The naive reader agrees on some of the paths in all releases; ``make test-wire`` compares all paths."""
    recorder = Recorder(history)
    words = {Presence.DECLARED: "declared", Presence.UNDECLARED: "undeclared", Presence.ABSENT: "absent"}
    for path in recorder.paths()[::150]:
        answers = [words[each.presence] for each in recorder.record(path).answers]
        assert answers == [ask(schema, str(path)) for schema in schemas.values()], path


def test_the_file_is_small_and_reads_as_it_was_written(history: History) -> None:
    text = "".join(history_lines(history))
    assert len(text.encode()) <= MOST_BYTES
    read = read_history(text, "h")
    assert read.table.nodes == history.table.nodes
    assert read.releases == history.releases


@pytest.mark.parametrize("pair", PAIRS)
def test_changes_between_releases(pair: str, shared: Path, history: History) -> None:
    """A comparison finds the expected kinds and verdicts at the expected paths, with the expected flags."""
    lines = (shared / f"wire/expected/{pair}.tsv").read_text("utf-8").splitlines()[1:]
    expected = Counter((verdict, kind, path, flags) for verdict, kind, path, _, flags in (x.split("\t") for x in lines))
    old, new = (history.release(name).entries for name in pair.split("--"))
    changes = Marks(Walker(history.table), old, new).on(compare(history.table, old, new))
    flags = {(True, False): "deprecated", (False, True): "unstable", (False, False): ""}
    found = Counter(
        (str(each.verdict), each.kind, str(each.path), flags[each.announced, each.unstable]) for each in changes
    )
    assert found == expected


def difference(schemas: Mapping[str, Schema], old: str, new: str) -> Difference:
    table = ShapeTable()
    sides = [
        Side(name=name, entries=table.intern(graph_of(schemas[name])), schema=schemas[name]) for name in (old, new)
    ]
    return compare_sides(table, *sides)


def lines_with(report: DiffReport, word: str) -> list[tuple[str, int]]:
    return [(str(group.first.verdict), len(group.changes)) for group in report.groups if word in str(group.first.path)]


def test_announced_and_not(schemas: Mapping[str, Schema]) -> None:
    wire = [
        each for each in difference(schemas, "9.0", "9.1").changes if str(each.verdict) == "WIRE" and not each.unstable
    ]
    assert sum(each.announced for each in wire) == 14
    left = Counter(str(each.path).rpartition(".")[2] for each in wire if not each.announced)
    assert left == {"detached-header": 3, "handle": 1, "policy": 1, "event RDMA_GID_STATUS_CHANGED": 1}


def test_the_page_of_a_release_lists_what_came_and_went(shared: Path, history: History) -> None:
    """The page lists exactly the paths of the specification; 14 breaking changes were announced and six were not."""
    lines = (shared / "wire/expected/9.0--9.1.tsv").read_text("utf-8").splitlines()[1:]
    expected: dict[str, list[str]] = {NEW: [], REMOVED: []}
    for _verdict, kind, path, _, _flags in (line.split("\t") for line in lines):
        for word, group in (("-added", NEW), ("-removed", REMOVED)):
            if word in kind:
                expected[group].append(path)
    new = history.names.index("9.1")
    changes = ChangeLog(history).between(new - 1, new)
    shown = {
        group: [" ".join(filter(None, (each.entry, each.path))) for each in changes if each.group == group]
        for group in expected
    }
    assert {group: sorted(path.replace(" .", ".") for path in paths) for group, paths in shown.items()} == {
        group: sorted(paths) for group, paths in expected.items()
    }
    breaking = [each for each in changes if each.verdict is Verdict.WIRE and not each.unstable]
    assert Counter(each.announced for each in breaking) == {True: 14, False: 6}


def test_one_cause_is_one_line(schemas: Mapping[str, Schema], history: History) -> None:
    found = difference(schemas, "6.2", "7.0")
    assert lines_with(make_report(found), "graph-mod") == [("WIRE", 26)]
    assert lines_with(make_report(found, unstable=True), "graph-mod") == [("WIRE", 26), ("INTROSPECTION", 2)]
    objects = make_report(difference(schemas, "5.2", "6.0"))
    assert sorted(group.first.kind for group in objects.groups if "object-add" in str(group.first.path)) == [
        "arguments-declared", "member-removed-optional", "str-to-enum"
    ]  # fmt: skip
    sides = [Side(name=name, entries=history.release(name).entries) for name in ("6.2", "7.0")]
    assert lines_with(make_report(compare_sides(history.table, *sides)), "graph-mod") == [("WIRE", 26)], (
        "without a schema, too"
    )


def test_what_was_deprecated_in_one_release_only_is_not_announced(history: History) -> None:
    index = history.names.index("6.0")
    old = Side(name="6.0", entries=history.releases[index].entries, before=history.releases[index - 1].entries)
    new = Side(name="6.1", entries=history.releases[index + 1].entries)
    blocked = [
        {str(each.path): each.announced for each in compare_sides(history.table, side, new).changes}[
            "command query-migrate returns.blocked"
        ]
        for side in (old, replace(old, before=None))
    ]
    assert blocked == [False, True]


def test_promotions(history: History) -> None:
    sides = [Side(name=name, entries=history.release(name).entries) for name in ("2.12", "3.0", "6.0", "6.1")]
    assert any(
        "blockdev-create is x-blockdev-create, now stable" in each
        for each in compare_sides(history.table, *sides[:2]).hints
    )
    assert any(
        "blockdev-reopen is x-blockdev-reopen, now stable" in each
        for each in compare_sides(history.table, *sides[2:]).hints
    )


@pytest.mark.parametrize(("target", "symbol"), [("x86_64", "TARGET_I386"), ("aarch64", "TARGET_ARM")])
def test_replies_of_real_builds(target: str, symbol: str, shared: Path, schemas: Mapping[str, Schema]) -> None:
    """Conditions explain every difference between a schema and the reply of its build; no change is left."""
    table = ShapeTable()
    text = gzip.decompress((shared / f"replies/introspect-7.2-{target}.json.gz").read_bytes()).decode()
    old = Side(name="7.2", entries=table.intern(graph_of(schemas["7.2"])), schema=schemas["7.2"])
    found = compare_sides(table, old, Side(name=target, entries=table.intern(read_reply(text)), is_reply=True))
    assert found.changes == ()
    assert found.build is not None
    assert {each for each in found.build.defined if each.startswith("TARGET_")} == {symbol}
    assert {"CONFIG_LINUX", "CONFIG_POSIX"} < found.build.defined
    assert {"CONFIG_COCOA", "TARGET_S390X"} < found.build.undefined
    assert {str(path) for path, _ in found.build.left_out} > {"command dump-skeys"}


def test_versions_that_the_history_contradicts(schemas: Mapping[str, Schema], history: History) -> None:
    schema = schemas["10.2.2"]
    prover = Prover(Recorder(history))
    rows = list(versioned_rows(schema))
    assert len(rows) == 1_710, "as many as pages show"
    wrong = {
        str(row.path): (str(row.version), proof)
        for row in rows
        if row.version >= COMPLETE
        for proof in [prover.proof(row.path)]
        if prover.is_wrong(row.version, proof)
    }
    assert wrong["command blockdev-add arguments<driver=io_uring>"][0] == "2.9"
    late = [
        path
        for path, (version, proof) in wrong.items()
        if "blockdev-add" in path
        and version == "2.9"
        and proof.having is not None
        and proof.having < Version.parse("2.9")
    ]
    assert len(late) == 116
    assert not [path for path in wrong if "announce-self" in path]
    assert len(wrong) <= 166, "more releases prove more, and what they prove is 166"
    comments = mismatches(schema, history, COMPLETE)
    assert {str(each.worst.row.path) for each in comments} <= wrong.keys()
    assert len({each.worst.row.position for each in comments}) == len(comments)


def test_no_version_is_corrected_without_a_proof(shared: Path, schemas: Mapping[str, Schema], history: History) -> None:
    """Each row that shows another version than its comments has a release that proves it: see the specification."""
    schema = schemas["10.2.2"]
    names = history.names
    listed = declared_paths(shared, names)
    steps = {
        definition.name: {
            row.key: row.steps
            for row in (
                *argument_rows(schema, definition),
                *(returned_rows(schema, definition) if isinstance(definition, Command) else ()),
            )
        }
        for definition in schema.definitions.values()
        if isinstance(definition, (Command, Event))
    }
    corrected = 0
    for name, facts in history_facts(schema, history).items():
        for key, told in facts.rows.items():
            if name not in steps or told.documented is None or told.version is None:
                continue
            corrected += 1
            path = str(WirePath(f"{schema.definitions[name].kind} {name}", steps[name].get(key, ())))
            there = [any(first <= index <= last for first, last in listed[path]) for index in range(len(names))]
            first = len(names) - next((i for i, each in enumerate(reversed(there)) if not each), len(names))
            having = next(number for each in names[first:] if (number := release_version(each)) is not None)
            assert told.version == having, path
            lacks = release_version(names[first - 1]) if first else None
            assert told.version < told.documented or (lacks is not None and told.documented <= lacks), path
    assert corrected > 200
    rows = history_facts(schema, history)["blockdev-add"].rows
    assert str(rows[RowKey(BRANCH, ("io_uring",))].version) == "7.2"
    assert WHOLE not in history_facts(schema, history)["announce-self"].rows, "4.0 lies between 3.0 and 4.1"


def declared_paths(shared: Path, names: Sequence[str]) -> Mapping[str, list[tuple[int, int]]]:
    """By path, the runs of releases that declare it in the specification, as indices of first and last release."""
    return {
        path: [run_of(run, names) for run in declared.split(",") if run]
        for path, declared, *_ in releases.known_paths(shared, "QMP")
    }


def run_of(text: str, names: Sequence[str]) -> tuple[int, int]:
    if text in names:
        return names.index(text), names.index(text)
    for first in names:
        if text.startswith(f"{first}-"):
            rest = text.removeprefix(f"{first}-")
            return names.index(first), names.index(rest) if rest else len(names) - 1
    raise AssertionError(text)


def test_presence_is_a_question_to_the_automaton(history: History) -> None:
    """A value has always been accepted if its type was an enum, then a string, then an enum again."""
    record = Recorder(history).record(read_path("command query-target returns.arch=alpha"))
    since = record.since
    assert since is not None
    assert history.names[since] == "1.5"


def explains(change: WirePath, path: WirePath) -> bool:
    """Whether *change* explains that *path* was added or removed, or has another shape."""
    if path.steps[: len(change.steps)] == change.steps:
        return True
    for index, step in enumerate(path.steps):
        if step.kind is StepKind.BRANCH and change.steps == (*path.steps[:index], Step(StepKind.MEMBER, step.name)):
            return True  # the discriminator was added or removed
    if change.steps and change.steps[-1].kind is StepKind.BRANCH:
        _, name, value = change.steps[-1]
        as_value = (*change.steps[:-1], Step(StepKind.MEMBER, name), Step(StepKind.VALUE, value))
        if path.steps[: len(as_value)] == as_value:
            return True
    plain = [[step for step in each.steps if step.kind is not StepKind.BRANCH] for each in (change, path)]
    return plain[1][: len(plain[0])] == plain[0]  # a path without a step for the branch means every branch


def test_what_was_experimental_by_name_is_hidden(history: History) -> None:
    """Until 6.1 only a name showed this; `unstable` is about the feature only, as in the specification's lists."""
    found = difference_of(history, "2.12", "3.0")
    removed = [each for each in found.changes if each.kind == "command-removed"]
    assert {(str(each.path), each.unstable, each.experimental) for each in removed} == {
        ("command x-blockdev-create", False, True), ("command x-oob-test", False, True)
    }  # fmt: skip
    assert not any(group.first in removed for group in make_report(found).groups)
    assert not any(each.experimental for each in difference_of(history, "9.0", "9.1").changes)


def difference_of(history: History, old: str, new: str) -> Difference:
    sides = [
        Side(name=name, entries=history.release(name).entries, release=release_version(name)) for name in (old, new)
    ]
    return compare_sides(history.table, *sides)


def test_whatever_came_or_went_is_told(history: History) -> None:
    """A change explains each path that differs between adjacent releases; the paths are found independently."""
    walker = Walker(history.table)
    for before, after in pairwise(history.releases):
        changes: dict[str, list[WirePath]] = {}
        for change in compare(history.table, before.entries, after.entries):
            changes.setdefault(change.path.entry, []).append(change.path)
        for entry in before.entries.keys() & after.entries.keys():
            numbers = before.entries[entry], after.entries[entry]
            for here, there in (numbers, numbers[::-1]) if numbers[0] != numbers[1] else ():
                for path in list_paths(history.table, entry, here):
                    old, new = walker.ask(path, here), walker.ask(path, there)
                    if new.presence is Presence.ABSENT or (new.presence is old.presence and new.shape != old.shape):
                        assert any(explains(each, path) for each in changes.get(entry, ())), (before.name, str(path))
