"""What a history proves if releases are withheld: less exact than with all of them, but never in contradiction.

For histories that grow at random, each row of each command and event is checked: the shown version is within the
interval that the available releases leave open, and a version that has been corrected stays corrected with more
releases, ever more exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.effective_since import effective_since
from sphinx_qapi.analysis.evolution.told import Told
from sphinx_qapi.analysis.evolution.versions import history_facts
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.history.wire_rows import RowKey, argument_rows, entry_path, returned_rows
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.analysis.wire.walk import Presence
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version


class Row(NamedTuple):
    """A row, the version that comments state for it, and its presence in each release of the whole history."""

    definition: str
    key: RowKey
    documented: Version | None
    presences: tuple[Presence, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the row was added once, has stayed, and was never accepted without being declared."""
        changes = [one for one, other in zip(self.presences, self.presences[1:], strict=False) if one is not other]
        return Presence.UNDECLARED not in self.presences and changes in ([], [Presence.ABSENT])


def contradictions(
    schema: Schema, history: History, release: str, *, seed: int, rounds: int
) -> Iterator[tuple[Sequence[str], Row, str]]:
    """For each version that should not be shown: the names of the available releases, the row and the reason."""
    chance = random.Random(seed)
    rows = list(rows_of(schema, history))
    for _ in range(rounds):
        order = chance.sample(range(len(history.releases)), len(history.releases))
        earlier: Mapping[str, Mapping[RowKey, Told]] = {}
        for size in sorted({1, *chance.sample(range(1, len(order)), min(4, len(order) - 1)), len(order)}):
            at_hand = sorted(order[:size])
            releases = [history.releases[index] for index in at_hand]
            counts = [history.counts[index] for index in at_hand]
            facts = history_facts(
                schema, History(table=history.table, releases=releases, counts=counts), None, release_version(release)
            )
            told = {name: each.rows for name, each in facts.items()}
            for row in rows:
                now, before = (each.get(row.definition, {}).get(row.key) for each in (told, earlier))
                reason = _wrong(row, at_hand, history, now) or _worse(row, before, now)
                if reason:
                    yield [history.names[index] for index in at_hand], row, reason
            earlier = told


def rows_of(schema: Schema, history: History) -> Iterator[Row]:
    """The rows of all commands and events."""
    recorder = Recorder(history)
    for definition in schema.definitions.values():
        if isinstance(definition, (Command, Event)):
            path = entry_path(definition)
            returned = returned_rows(schema, definition) if isinstance(definition, Command) else ()
            for each in (*argument_rows(schema, definition), *returned):
                since = effective_since(schema, definition, each.row)
                answers = recorder.record(Path(path.entry, each.steps)).answers
                presences = tuple(answer.presence for answer in answers)
                yield Row(definition.name, each.key, since.version if since else None, presences)


def _wrong(row: Row, at_hand: Sequence[int], history: History, told: Told | None) -> str:
    """Why the available releases contradict the version that is shown; empty if they do not."""
    shown = told.version if told is not None and told.version is not None else row.documented
    known = [(release_version(history.names[index]), row.presences[index]) for index in at_hand]
    numbered = [(version, presence) for version, presence in known if version is not None]
    if shown is None:
        has_it = any(presence is Presence.DECLARED for _, presence in numbered)
        return "nothing is shown, and a release has it" if has_it else ""
    if not numbered or shown < numbered[0][0] or any(presence is Presence.UNDECLARED for _, presence in numbered):
        return ""
    lacking = [version for version, presence in numbered if presence is Presence.ABSENT][-1:]
    having = [version for version, _ in numbered if not lacking or version > lacking[0]][:1]
    if lacking and shown <= lacking[0]:
        return f"shows {shown}, and {lacking[0]} lacks it"
    return f"shows {shown}, and {having[0]} has it" if having and shown > having[0] else ""


def _worse(row: Row, before: Told | None, now: Told | None) -> str:
    """Why a correction with more releases is worse than the one with fewer; empty if it is not."""
    if before is None or before.documented is None or before.version is None or not row.is_plain:
        return ""
    if now is None or now.documented is None or now.version is None:
        return f"{before.documented} is no longer corrected to {before.version}"
    # Each version is the first release at hand with the row, which therefore has existed since then at the latest.
    return f"was {before.version}, and is {now.version} with more releases" if now.version > before.version else ""
