"""Versions of rows: since when a row exists, from comments where a history does not contradict them.

A history may have gaps, so it proves an interval. A version that a comment states is right if it is within the
interval; if it is outside, the first release of the history that has the row replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.effective_members import EffectiveMember
from sphinx_qapi.analysis.effective_since import SinceReason, effective_since
from sphinx_qapi.analysis.evolution.strips import strip_of
from sphinx_qapi.analysis.evolution.told import Facts, ReleaseSpan, Told
from sphinx_qapi.analysis.evolution.type_uses import type_uses
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.analysis.history.proof import Proof, Prover
from sphinx_qapi.analysis.history.record import Record, Recorder, Run
from sphinx_qapi.analysis.history.wire_rows import (
    FEATURE,
    RETURNED,
    WHOLE,
    RowKey,
    WireRow,
    argument_rows,
    entry_path,
    returned_rows,
    type_rows,
)
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.walk import Presence
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version

_NEWEST = 4
"""The most members that a strip shows below the definition."""


def history_facts(
    schema: Schema, history: History, complete_from: Version | None = None, release: Version | None = None
) -> Mapping[str, Facts]:
    """Return what *history* says of the definitions of *schema*, which is the schema of *release* (None if unknown).

    Versions before *complete_from* (by default the oldest release) stay as documented. Types have no wire paths, so
    facts about their rows hold for all commands and events that use them.
    """
    judge = _Judge(history, complete_from, release)
    uses = type_uses(schema)
    found: dict[str, Facts] = {}
    for definition in schema.definitions.values():
        if isinstance(definition, (Command, Event)):
            found[definition.name] = _of_entry(schema, definition, judge)
        elif definition.name in uses:
            found[definition.name] = _of_type(schema, definition, uses[definition.name], judge)
    return found


class _Stated(NamedTuple):
    """The versions that comments state for a row."""

    shown: Version | None
    """The version that the page shows without a history; None if there is none."""
    own: Version | None = None
    """The version in the row's own comment, or, for a row of a returned type, that of the type.

    None if neither is stated.
    """


class _Course(NamedTuple):
    """The proof and the spans of a record, without shapes.

    The same for all parts that appeared and disappeared together.
    """

    proof: Proof
    also: tuple[ReleaseSpan, ...]
    declared: str
    unchecked: str


class _Judge:
    """A judge of which versions to show, according to a history."""

    def __init__(self, history: History, complete_from: Version | None, release: Version | None) -> None:
        self.recorder = Recorder(history)
        self.prover = Prover(self.recorder)
        self.names = history.names
        self.limit = complete_from or self.prover.oldest
        newest = next((each for each in reversed(self.prover.versions) if each is not None), None)
        self.current = release if release is not None and newest is not None and release > newest else None
        """The documented release, if it is newer than all releases of the history; otherwise None."""
        self._courses: dict[tuple[Presence, ...], _Course] = {}

    def told(self, stated: _Stated, record: Record) -> Told | None:
        """Return what the row with this *record* shows; None if its comment says everything."""
        proof, also, declared, unchecked = self._course(record)
        told = self.versions(stated, proof)
        if told is None and not (also or declared):
            return None
        told = told or Told(None)
        return Told(told.version, told.documented, told.is_oldest, also, declared, unchecked)

    def weigh(self, record: Record) -> Proof:
        """Return what *record* proves."""
        return self._course(record).proof

    def _course(self, record: Record) -> _Course:
        presences = tuple([answer.presence for answer in record.answers])
        if presences not in self._courses:
            proof = self.prover.weigh(record)
            self._courses[presences] = _Course(proof, self._also(record), *self._unchecked(record))
        return self._courses[presences]

    def versions(self, stated: _Stated, proof: Proof) -> Told | None:
        """Return the versions to show, given the *proof* of a history; None if the comments are enough."""
        if self.limit is None:
            return None
        first = self.first(proof)
        if stated.shown is None:
            return None if first is None else Told(first, is_oldest=proof.lacking is None)
        if stated.shown < self.limit or not self.prover.is_wrong(stated.shown, proof):
            return None
        if stated.own is not None and stated.own != stated.shown and not self.prover.is_wrong(stated.own, proof):
            return Told(stated.own)
        return None if first is None else Told(first, stated.shown)

    def first(self, proof: Proof) -> Version | None:
        """Return the first available release that has the row; None if there is none."""
        return proof.having or self.current

    def _spans(self, runs: Iterable[Run]) -> tuple[ReleaseSpan, ...]:
        last = len(self.names) - 1
        return tuple(
            ReleaseSpan(self.names[run.first], "" if run.last == last else self.names[run.last]) for run in runs
        )

    def _also(self, record: Record) -> tuple[ReleaseSpan, ...]:
        declared = record.declared
        return self._spans(declared[:-1]) if record.since is not None else ()

    def _unchecked(self, record: Record) -> tuple[str, str]:
        since = record.since
        accepted = record.accepted[-1].first if record.accepted else None
        if since is None or accepted is None or accepted == since:
            return "", ""
        return self.names[since], self.names[accepted]


def _of_entry(schema: Schema, shown: Command | Event, judge: _Judge) -> Facts:
    beginning = judge.recorder.begin(entry_path(shown))
    whole = judge.recorder.record_from(beginning, ())
    documented = shown.since.version if shown.since is not None else None
    rows: dict[RowKey, Told] = {}
    _note(rows, WHOLE, judge.told(_Stated(documented), whole))
    versions: dict[RowKey, Version] = {}
    records = {WHOLE: whole}
    found = [*argument_rows(schema, shown), *(returned_rows(schema, shown) if isinstance(shown, Command) else ())]
    for row in found:
        record = records[row.key] = judge.recorder.record_from(beginning, row.steps)
        stated = _stated(schema, shown, row)
        _note(rows, row.key, judge.told(stated, record))
        _note(versions, row.key, _version(rows.get(row.key), stated.shown))
    for name, text_version in _feature_versions(shown):
        record = judge.recorder.record_from(beginning, (Step(StepKind.FEATURE, name),))
        told = judge.told(_Stated(text_version), record)
        _note(rows, RowKey(FEATURE, (name,)), None if told is not None and told.is_oldest else told)
    since = _version(rows.get(WHOLE), documented)
    return Facts(rows, strip_of(judge.names, {key: [records[key]] for key in (WHOLE, *_newest(versions, since))}))


def _of_type(schema: Schema, shown: Definition, uses: Sequence[Path], judge: _Judge) -> Facts:
    """Return the facts that all *uses* of a type prove.

    A row that appeared together with a place for values of the type says nothing about its own age.
    """
    # Uses that were alike in every release are looked at once.
    beginnings = list({each.addresses: each for each in map(judge.recorder.begin, uses)}.values())
    places = [judge.recorder.record_from(each, ()) for each in beginnings]
    around = [judge.weigh(each) for each in places]
    documented = shown.since.version if shown.since is not None else None
    rows: dict[RowKey, Told] = {}
    if documented is None:
        _note(rows, WHOLE, _earliest(judge.told(_Stated(None), each) for each in places))
    versions: dict[RowKey, Version] = {}
    records = {WHOLE: places}
    rows_of_type = {row.key: row for row in type_rows(schema, shown)}
    for row in rows_of_type.values():
        stated = _stated(schema, shown, row)
        of_uses = []
        for beginning, proof in zip(beginnings, around, strict=True):
            told = _told_of_use(judge, stated, judge.recorder.record_from(beginning, row.steps), proof)
            if told is None and stated.shown is not None:
                break
            of_uses.append(told)
        else:
            told = _earliest(of_uses)
        _note(rows, row.key, told)
        _note(versions, row.key, _version(told, stated.shown))
    since = _version(rows.get(WHOLE), documented)
    for key in _newest(versions, since):
        records[key] = [judge.recorder.record_from(each, rows_of_type[key].steps) for each in beginnings]
    return Facts(rows, strip_of(judge.names, records))


def _told_of_use(judge: _Judge, stated: _Stated, record: Record, around: Proof) -> Told | None:
    """Return what one use tells of a row of a type; None if the row is as old as its place."""
    proof = judge.weigh(record)
    came_along = proof.lacking in (None, around.lacking) or proof.having == around.having
    told = judge.versions(stated, proof)
    if told is None or told.version is None or stated.shown is None:
        return told
    if told.version > stated.shown:
        return None if came_along else told
    # A type may be newer than what is sent because it was given a name later.
    return told if stated.own is not None else None


def _earliest(told: Iterable[Told | None]) -> Told | None:
    known = [each for each in told if each is not None and each.version is not None]
    return min(known, key=lambda each: each.version.numbers if each.version is not None else (), default=None)


def _stated(schema: Schema, shown: Definition, row: WireRow) -> _Stated:
    since = effective_since(schema, shown, row.row)
    own = row.row.since or (_since_of_returned(schema, shown, row) if row.key.place == RETURNED else None)
    if own is not None:
        return _Stated(since.version if since is not None else None, own.version)
    if since is not None and since.reason is not SinceReason.DEFINITION:
        return _Stated(since.version, since.version)
    return _Stated(since.version if since is not None else None)


def _since_of_returned(schema: Schema, shown: Definition, row: WireRow) -> Since | None:
    """Return what the returned type that declares *row* states; the command may have returned nothing before."""
    origin = row.row.origin if isinstance(row.row, EffectiveMember) else None
    returns = shown.returns if isinstance(shown, Command) else None
    carrier = schema.find(origin or (returns.name if returns is not None else ""))
    return carrier.since if carrier is not None else None


def _feature_versions(shown: Definition) -> Iterator[tuple[str, Version | None]]:
    """Yield the features of *shown* with the versions that its comment states for them."""
    for feature in shown.features:
        description = shown.documentation.feature(feature.name) if shown.documentation is not None else None
        since = description.since if description is not None else None
        yield feature.name, since.version if since is not None else None


def _version(told: Told | None, documented: Version | None) -> Version | None:
    return told.version if told is not None and told.version is not None else documented


def _newest(versions: Mapping[RowKey, Version], since: Version | None) -> list[RowKey]:
    """Return the rows that are newer than the definition, newest first, at most `_NEWEST`."""
    newer = [key for key, version in versions.items() if since is None or version > since]
    return sorted(newer, key=lambda key: versions[key], reverse=True)[:_NEWEST]


def _note(table: dict, key: RowKey, value: object) -> None:  # type: ignore[type-arg]
    if value is not None:
        table[key] = value


def until(history: History, release: str) -> History:
    """Return *history* up to *release* and its stable releases: ``10.2`` includes ``10.2.2``.

    Returns the whole history if *release* is neither one of its releases nor a number.
    """
    if release in history.names:
        count = history.names.index(release) + 1
    else:
        version = release_version(release) if release else None
        later = (index for index, name in enumerate(history.names) if version is not None and _is_after(name, version))
        count = next(later, len(history.names))
    return History(table=history.table, releases=history.releases[:count], counts=history.counts[:count])


def _is_after(name: str, version: Version) -> bool:
    other = release_version(name)
    return other is not None and other > version and other.numbers[: len(version.numbers)] != version.numbers
