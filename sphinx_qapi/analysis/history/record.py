"""The record of a path in a history: the releases that have it, since when, and its shape over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.wire.last_steps import NAMED, LastSteps, NextNames
from sphinx_qapi.analysis.wire.listing import list_paths
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind, read_path
from sphinx_qapi.analysis.wire.walk import NOTHING, Answer, Presence, States, Walker, presence_of


class Run(NamedTuple):
    """Consecutive releases, by their indexes in the history."""

    first: int
    last: int


class ShapeSince(NamedTuple):
    """A shape, and the index of the first release in which it held."""

    shape: str
    first: int


class Record(NamedTuple):
    """The answers of all releases for a path."""

    path: Path
    answers: tuple[Answer, ...]
    """One answer for each release."""

    @property
    def declared(self) -> tuple[Run, ...]:
        """The runs of releases that declare it; releases in between that only accept it do not interrupt a run."""
        bridged = [each.presence is not Presence.ABSENT for each in self.answers]
        return tuple(_trimmed(run, self.answers) for run in _runs(bridged) if _declares(run, self.answers))

    @property
    def undeclared(self) -> tuple[Run, ...]:
        """The runs of releases that accept it without declaring it."""
        return tuple(_runs([each.presence is Presence.UNDECLARED for each in self.answers]))

    @property
    def accepted(self) -> tuple[Run, ...]:
        """The runs of releases that accept it, declared or not."""
        return tuple(_runs([each.presence is not Presence.ABSENT for each in self.answers]))

    @property
    def shapes(self) -> tuple[ShapeSince, ...]:
        """Its shapes, oldest first."""
        shapes: list[ShapeSince] = []
        for index, answer in enumerate(self.answers):
            if answer.presence is Presence.DECLARED and (not shapes or shapes[-1].shape != answer.shape):
                shapes.append(ShapeSince(answer.shape, index))
        return tuple(shapes)

    @property
    def since(self) -> int | None:
        """Index of the first release of the current run that declares it; None if the newest release lacks it."""
        runs = self.declared
        return runs[-1].first if runs and runs[-1].last == len(self.answers) - 1 else None


class Beginning(NamedTuple):
    """A path, and the states that it leads to in each release."""

    path: Path
    states: tuple[States, ...]
    """The different sets of states, each once."""
    places: tuple[int, ...]
    """For each release, the index of its states in `states`."""

    @property
    def addresses(self) -> tuple[object, ...]:
        """A key that is equal for beginnings of one recorder that continue alike in every release."""
        return (*map(id, self.states), self.places)


class _Ends(NamedTuple):
    """The presence of a path."""

    presences: list[Presence]
    places: tuple[int, ...]
    """For each release, the index of its presence in `presences`."""


class _Listed(NamedTuple):
    """The names with which paths continue."""

    beginning: Beginning
    """The beginning that they follow; kept here so that its address can serve as a key."""
    names: tuple[NextNames, ...]
    places: tuple[int, ...]
    """For each release, the index of its names in `names`."""


_WITHOUT_SHAPE = {presence: Answer(presence) for presence in Presence}


class Recorder:
    """Lookup of paths in a history; results for a shape hold in every release that has it."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.walker = Walker(history.table)
        self._last_steps = LastSteps(self.walker)
        self._listed: dict[tuple[int, StepKind], _Listed] = {}
        self._begun: dict[Path, Beginning] = {}

    def record(self, path: Path | str) -> Record:
        """Return what the history says of *path*; raises ValueError for a text that is no path."""
        path = read_path(path) if isinstance(path, str) else path
        answers: list[Answer] = []
        known: dict[int, Answer] = {}
        for release in self.history.releases:
            number = release.entries.get(path.entry)
            if number is None:
                answers.append(NOTHING)
                continue
            if number not in known:
                known[number] = self.walker.ask(path, number)
            answers.append(known[number])
        return Record(path, tuple(answers))

    def begin(self, path: Path) -> Beginning:
        """Return the states of each release after *path*, from which many paths may continue."""
        found = self._begun.get(path)
        if found is None:
            found = self._begun[path] = self._go_on(path) if path.steps else self._start(path)
        return found

    def _start(self, path: Path) -> Beginning:
        numbers = [release.entries.get(path.entry) for release in self.history.releases]
        distinct = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
        return Beginning(path, tuple(map(self.walker.start, distinct)), tuple([distinct[each] for each in numbers]))

    def _go_on(self, path: Path) -> Beginning:
        """Releases with equal states stay equal, so that most of a path is read for a few of them."""
        before = self.begin(Path(path.entry, path.steps[:-1]))
        after = [self.walker.step(states, path.steps[-1]) for states in before.states]
        # Equal states are one object of the walker's, and hashing their content is slow.
        distinct = {id(states): states for states in after}
        place_of = {address: place for place, address in enumerate(distinct)}
        places = [place_of[id(states)] for states in after]
        return Beginning(path, tuple(distinct.values()), tuple([places[place] for place in before.places]))

    def record_from(self, beginning: Beginning, steps: Sequence[Step]) -> Record:
        """Return the record of the path that continues *beginning* with *steps*, without shapes."""
        path = beginning.path
        if steps:
            path = Path(path.entry, (*path.steps, *steps))
            ends = self._ends(self.begin(Path(path.entry, path.steps[:-1])) if len(steps) > 1 else beginning, steps[-1])
        else:
            ends = _Ends([presence_of(states) for states in beginning.states], beginning.places)
        answers = [_WITHOUT_SHAPE[presence] for presence in ends.presences]
        return Record(path, tuple([answers[place] for place in ends.places]))

    def _ends(self, beginning: Beginning, step: Step) -> _Ends:
        """Return the presence of *step* after *beginning*."""
        if step.kind not in NAMED:
            return _Ends([presence_of(self.walker.step(states, step)) for states in beginning.states], beginning.places)
        listed = self._listed.get((id(beginning), step.kind))
        if listed is None:
            listed = self._listed[id(beginning), step.kind] = self._list(beginning, step.kind)
        return _Ends([names.presence(step.name) for names in listed.names], listed.places)

    def _list(self, beginning: Beginning, kind: StepKind) -> _Listed:
        """Return the names in all releases; most releases share them, however they differ further within."""
        found = [self._last_steps.names(states, kind) for states in beginning.states]
        place_of = {names: place for place, names in enumerate(dict.fromkeys(found))}
        return _Listed(beginning, tuple(place_of), tuple([place_of[found[place]] for place in beginning.places]))

    def paths(self, entry: str | None = None) -> list[Path]:
        """Return every path that a release lists, of *entry* or of all entries, sorted by text."""
        seen = {
            (name, number)
            for release in self.history.releases
            for name, number in release.entries.items()
            if entry in (None, name)
        }
        found = {path for name, number in seen for path in list_paths(self.history.table, name, number)}
        return sorted(found, key=str)


def _runs(flags: Sequence[bool]) -> list[Run]:
    runs: list[Run] = []
    for index, flag in enumerate(flags):
        if flag and runs and runs[-1].last == index - 1:
            runs[-1] = Run(runs[-1].first, index)
        elif flag:
            runs.append(Run(index, index))
    return runs


def _declares(run: Run, answers: Sequence[Answer]) -> bool:
    return any(each.presence is Presence.DECLARED for each in answers[run.first : run.last + 1])


def _trimmed(run: Run, answers: Sequence[Answer]) -> Run:
    """Return *run* without releases at its ends that only accept the path undeclared."""
    declared = [index for index in range(run.first, run.last + 1) if answers[index].presence is Presence.DECLARED]
    return Run(declared[0], declared[-1])
