"""The versions that a history proves. Histories may have gaps, so a proof is an interval."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.analysis.history.record import Record, Recorder
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.analysis.wire.walk import Presence
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, slots=True)
class Proof:
    """When a part appeared: after one release, and not later than another."""

    lacking: Version | None
    """The last release that lacks it; None if none does."""
    having: Version | None
    """The first release of the current run that declares it; None if the newest lacks it."""
    undeclared: frozenset[Version]
    """The releases that accept it without declaring it."""

    def contradicts(self, version: Version) -> bool:
        """Return whether the part cannot have appeared in *version*."""
        if self.lacking is not None and version <= self.lacking:
            return True
        return self.having is not None and version > self.having


class Prover:
    """Proofs from a history; only releases whose names are numbers prove anything about versions."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.versions = [release_version(name) for name in recorder.history.names]
        self._around: dict[Version, set[Version]] = {}

    @property
    def oldest(self) -> Version | None:
        """The oldest release with a number; None if there is none."""
        return next((version for version in self.versions if version is not None), None)

    def proof(self, path: Path) -> Proof:
        """Return what is proven of *path*."""
        return self.weigh(self.recorder.record(path))

    def weigh(self, record: Record) -> Proof:
        """Return what a *record* proves."""
        answers = [
            (version, answer.presence)
            for version, answer in zip(self.versions, record.answers, strict=True)
            if version is not None
        ]
        lacking = having = None
        for version, presence in reversed(answers):
            if presence is Presence.ABSENT:
                lacking = version
                break
            if presence is Presence.DECLARED:
                having = version
        return Proof(
            lacking, having, frozenset(version for version, presence in answers if presence is Presence.UNDECLARED)
        )

    def is_wrong(self, version: Version, proof: Proof) -> bool:
        """Return whether *proof* contradicts *version*, and no release around *version* accepts the part undeclared."""
        if not proof.contradicts(version):
            return False
        return not proof.undeclared or not proof.undeclared & self.around(version)

    def around(self, version: Version) -> set[Version]:
        """Return the release *version*, or else the nearest releases before and after it."""
        if version not in self._around:
            known = [each for each in self.versions if each is not None]
            older, newer = [each for each in known if each < version], [each for each in known if version < each]
            self._around[version] = {version} if version in known else {*older[-1:], *newer[:1]}
        return self._around[version]
