"""`diff`: from two sides to all changes, with their flags and causes."""

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
from sphinx_qapi.analysis.wire.builds import Build, as_built, solve_build
from sphinx_qapi.analysis.wire.shape_table import Entries, ShapeTable
from sphinx_qapi.analysis.wire.shapes import ALLOW_OOB, FLAGS
from sphinx_qapi.analysis.wire.walk import Walker
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.releases import UNSTABLE
from sphinx_qapi.source.version import Version


def names_tell_unstable(release: Version | None) -> bool:
    """Whether *release* of the language is from before the feature ``unstable``; not where it is not known."""
    return release is not None and not UNSTABLE.covers(release)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """What is compared; both sides have their shapes in one table."""

    name: str
    entries: Entries
    schema: Schema | None = None
    before: Entries | None = None
    """Of a release in a history: the release before it."""
    release: Version | None = None
    """Which release of the language it is of, where that is known."""
    is_reply: bool = False
    """Whether it is what one build says of itself, without conditions, widths and most flags."""

    @property
    def names_tell_unstable(self) -> bool:
        """Whether it is of a time before the feature ``unstable``."""
        return names_tell_unstable(self.release)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What `diff` finds."""

    old: str
    new: str
    changes: tuple[Change, ...]
    """At every path, in the order of entries."""
    hints: tuple[str, ...] = ()
    build: Build | None = None
    """Where one side is a reply: the build that gave it."""


def diff(table: ShapeTable, old: Side, new: Side, *, docs: bool = False, source: bool = False) -> Difference:
    """What changed from *old* to *new*.

    *docs*: defaults that comments state count as well. What changes for generated code only is found where nothing
    else is, and with *source* beside changes of other definitions too.
    """
    is_reply = old.is_reply or new.is_reply
    old, new, build = _of_one_build(table, old, new)
    walker = Walker(table)
    changes = compare(table, old.entries, new.entries, [ALLOW_OOB] if is_reply else FLAGS)
    hints = rename_hints(table, old.entries, new.entries, changes)
    if len(changes) >= MOST_CHANGES:
        hints = (*hints, f"only the first {MOST_CHANGES} changes are told")
    places = [Places(side.schema) if side.schema is not None else None for side in (old, new)]
    if docs and places[0] is not None and places[1] is not None:
        changes += default_changes(table, places[0], places[1], new.entries)
    changes = marks_of(walker, old, new).on(changes)
    changes = Causes(places[0], places[1], walker, old.entries, new.entries).of(changes)
    if old.schema is not None and new.schema is not None and (source or not changes):
        changes += source_changes(old.schema, new.schema, changes)
    return Difference(old=old.name, new=new.name, changes=tuple(changes), hints=hints, build=build)


def marks_of(walker: Walker, old: Side, new: Side) -> Marks:
    """What tells the flags of changes from *old* to *new*."""
    return Marks(
        walker,
        old.entries,
        new.entries,
        old.before,
        old_names_tell=old.names_tell_unstable,
        new_names_tell=new.names_tell_unstable,
    )


def _of_one_build(table: ShapeTable, old: Side, new: Side) -> tuple[Side, Side, Build | None]:
    """A schema beside a reply is taken as the build has it that gave the reply."""
    if old.is_reply == new.is_reply:
        return old, new, None
    schema, reply = (new, old) if old.is_reply else (old, new)
    build = solve_build(table, schema.entries, reply.entries)
    built = replace(schema, entries=table.intern(as_built(table, schema.entries, build)), before=None)
    return (old, built, build) if old.is_reply else (built, new, build)
