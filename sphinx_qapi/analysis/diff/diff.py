"""`compare_sides`: the comparison of two sides, with flags and causes of all changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sphinx_qapi.analysis.diff.causes import Causes
from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.compare import MOST_CHANGES, compare
from sphinx_qapi.analysis.diff.defaults import default_changes
from sphinx_qapi.analysis.diff.flags import Marks
from sphinx_qapi.analysis.diff.places import Places
from sphinx_qapi.analysis.diff.renames import rename_hints
from sphinx_qapi.analysis.diff.sources import source_changes
from sphinx_qapi.analysis.wire.build_symbols import Build, as_built, solve_build
from sphinx_qapi.analysis.wire.shape_table import Entries, ShapeTable
from sphinx_qapi.analysis.wire.walk import Walker
from sphinx_qapi.analysis.wire.words import ALLOW_OOB, FLAGS
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.releases import UNSTABLE
from sphinx_qapi.source.version import Version


def names_tell_unstable(release: Version | None) -> bool:
    """Return whether *release* of QAPI is older than the feature ``unstable``; False if *release* is not known."""
    return release is not None and not UNSTABLE.covers(release)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One side of a comparison; both sides have their shapes in one table."""

    name: str
    entries: Entries
    schema: Schema | None = None
    before: Entries | None = None
    """For a release in a history, the entries of the release before it; otherwise None."""
    release: Version | None = None
    """The release of QAPI that the side uses; None if it is not known."""
    is_reply: bool = False
    """Whether the side is the reply of one build, which has no conditions, no widths and few flags."""

    @property
    def names_tell_unstable(self) -> bool:
        """Whether the side is older than the feature ``unstable``."""
        return names_tell_unstable(self.release)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """The result of `compare_sides`."""

    old: str
    new: str
    changes: tuple[Change, ...]
    """The changes at every path, in the order of entries."""
    hints: tuple[str, ...] = ()
    build: Build | None = None
    """If one side is a reply, the build that gave it; otherwise None."""


def compare_sides(table: ShapeTable, old: Side, new: Side, *, docs: bool = False, source: bool = False) -> Difference:
    """Return what changed from *old* to *new*.

    With *docs*, defaults that comments state count as well. Changes that only affect generated code are reported if
    there are no other changes; with *source*, they are also reported next to changes of other definitions.
    """
    is_reply = old.is_reply or new.is_reply
    old, new, build = _of_one_build(table, old, new)
    walker = Walker(table)
    changes = compare(table, old.entries, new.entries, [ALLOW_OOB] if is_reply else FLAGS)
    hints = rename_hints(table, old.entries, new.entries, changes)
    if len(changes) >= MOST_CHANGES:
        hints = (*hints, f"only the first {MOST_CHANGES} changes are listed")
    places = [Places(side.schema) if side.schema is not None else None for side in (old, new)]
    if docs and places[0] is not None and places[1] is not None:
        changes += default_changes(table, places[0], places[1], new.entries)
    changes = marks_of(walker, old, new).on(changes)
    changes = Causes(places[0], places[1], walker, old.entries, new.entries).of(changes)
    if old.schema is not None and new.schema is not None and (source or not changes):
        changes += source_changes(old.schema, new.schema, changes)
    return Difference(old=old.name, new=new.name, changes=tuple(changes), hints=hints, build=build)


def marks_of(walker: Walker, old: Side, new: Side) -> Marks:
    """Return the marks that give changes from *old* to *new* their flags."""
    return Marks(
        walker,
        old.entries,
        new.entries,
        old.before,
        old_names_tell=old.names_tell_unstable,
        new_names_tell=new.names_tell_unstable,
    )


def _of_one_build(table: ShapeTable, old: Side, new: Side) -> tuple[Side, Side, Build | None]:
    """If only one side is a reply, return the schema on the other side as that build has it, and the build."""
    if old.is_reply == new.is_reply:
        return old, new, None
    schema, reply = (new, old) if old.is_reply else (old, new)
    build = solve_build(table, schema.entries, reply.entries)
    built = replace(schema, entries=table.intern(as_built(table, schema.entries, build)), before=None)
    return (old, built, build) if old.is_reply else (built, new, build)
