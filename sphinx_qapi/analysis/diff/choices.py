"""Files that select changes: which to ignore, which paths count, and which verdicts apply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.change_kinds import KINDS, Verdict
from sphinx_qapi.analysis.wire.paths import BadPathError, Path, StepKind, read_path
from sphinx_qapi.source.suggestions import did_you_mean

_REMARK = re.compile(r"(?:^|\s)#.*")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_DEMANDS = frozenset({"member-added-mandatory", "became-mandatory"})
"""Kinds that break every sender of the object that contains the member, even senders that do not know the member."""

Predicate = Callable[[Change], bool]


class ChoiceError(ValueError):
    """A line of such a file cannot be read; the message names the line."""


def read_ignored(text: str, name: str) -> Predicate:
    """Read the changes to ignore: each line is a fingerprint, or a kind and a path, where ``*`` matches anything.

    Raises `ChoiceError`. The predicate tells whether a change is ignored.
    """
    fingerprints: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for number, line in _lines(text):
        if _FINGERPRINT.fullmatch(line):
            fingerprints.add(line)
            continue
        kind, _, path = line.partition(" ")
        if not path:
            raise ChoiceError(f'{name}:{number}: a fingerprint of 12 digits, or a kind and a path, not "{line}"')
        if "*" not in kind:
            _kind(kind, f"{name}:{number}")
        patterns.append(re.compile(_pattern(f"{kind} {path.strip()}"), re.DOTALL))
    return lambda change: (
        change.fingerprint in fingerprints or any(each.fullmatch(f"{change.kind} {change.path}") for each in patterns)
    )


def read_severities(text: str, name: str) -> Mapping[str, Verdict]:
    """Read verdicts by kind: each line is a kind and its verdict; raises `ChoiceError`."""
    severities: dict[str, Verdict] = {}
    for number, line in _lines(text):
        kind, _, verdict = line.partition(" ")
        _kind(kind, f"{name}:{number}")
        word = verdict.strip().upper()
        if word not in Verdict.__members__:
            known = ", ".join(each.name for each in reversed(Verdict))
            raise ChoiceError(f'{name}:{number}: "{verdict.strip()}" is no verdict; the verdicts are {known}')
        severities[kind] = Verdict[word]
    return severities


def read_only(text: str, name: str) -> Predicate:
    """Read the paths that count from *text*, which may be the output of ``history paths``; raises `ChoiceError`.

    The predicate tells whether a change concerns one of the paths. A path covers everything below it. A change of a
    step that leads to it also concerns it, and so does an argument next to it that becomes mandatory.
    """
    paths: list[Path] = []
    for number, line in enumerate(text.splitlines(), 1):
        word = line.partition("\t")[0].strip()
        if word and not word.startswith("#") and word != "path":
            try:
                paths.append(read_path(word))
            except BadPathError as error:
                raise ChoiceError(f"{name}:{number}: {error}") from None
    return lambda change: any(_concerns(change, path) for path in paths)


def _concerns(change: Change, used: Path) -> bool:
    if change.path.entry != used.entry:
        return False
    if _covers(used, change.path) or _covers(change.path, used):
        return True
    return change.sent and change.kind in _DEMANDS and _covers(Path(used.entry, change.path.steps[:-1]), used)


def _covers(path: Path, other: Path) -> bool:
    """Return whether *other* is *path* or is below it. A path without a branch's step means every branch."""
    steps = list(other.steps)
    for step in path.steps:
        while steps and steps[0] != step and steps[0].kind is StepKind.BRANCH:
            steps.pop(0)
        if not steps or steps.pop(0) != step:
            return _is_value_of_branch(path, other)
    return True


def _is_value_of_branch(path: Path, other: Path) -> bool:
    """Return whether *path* ends with a discriminator's value whose branch is a step of *other*."""
    if len(path.steps) < 2 or path.steps[-1].kind is not StepKind.VALUE or path.steps[-2].kind is not StepKind.MEMBER:
        return False
    head = len(path.steps) - 2
    if path.steps[:head] != other.steps[:head] or len(other.steps) <= head:
        return False
    branch = other.steps[head]
    return branch.kind is StepKind.BRANCH and (branch.name, branch.value) == (path.steps[-2].name, path.steps[-1].name)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of *text* with their numbers, without remarks and blank lines."""
    for number, line in enumerate(text.splitlines(), 1):
        words = _REMARK.sub("", line).strip()
        if words:
            yield number, words


def _kind(name: str, where: str) -> None:
    if name not in KINDS:
        raise ChoiceError(f'{where}: "{name}" is no kind of change{did_you_mean(name, KINDS)}')


def _pattern(text: str) -> str:
    return ".*".join(re.escape(part) for part in text.split("*"))


def all_of(predicates: Iterable[Predicate]) -> Predicate:
    """Return a predicate that tells whether a change passes each of *predicates*."""
    checks = tuple(predicates)
    return lambda change: all(check(change) for check in checks)
