"""Comparison of two releases: every difference with its path and kind.

Both releases are in one table of shapes, so parts with equal numbers need no comparison. A pair of objects is not
entered again below itself: a change deep in a cycle is found once, at its shortest path, whatever the types are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.change_kinds import FEATURE_KINDS, FLAG_KINDS, KINDS, Verdict
from sphinx_qapi.analysis.diff.object_views import ObjectView, ObjectViews
from sphinx_qapi.analysis.diff.widths import width_change
from sphinx_qapi.analysis.wire.paths import MOST_STEPS, Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireEntry, WireFeature, WireMember, WirePosition, WireType, WireValue
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form, both, form_text, relation
from sphinx_qapi.analysis.wire.walk import shape_names
from sphinx_qapi.analysis.wire.words import ARGUMENTS, ARRAY, EVENT, INT, NUMBER, OBJECT, STRING, VALUE

MOST_CHANGES = 10_000
"""The most changes that are found. Nobody reads more; types that share parts could have any number of paths."""
_PLAIN_FEATURE = ("feature-added", "feature-removed")


class _Here(NamedTuple):
    """The place that the comparison has reached."""

    path: Path
    sent: bool
    old: Form = ALWAYS
    """The builds of the old side that have the path."""
    new: Form = ALWAYS
    entered: frozenset[tuple[int, int]] = frozenset()
    """The pairs of objects on the way to this place."""

    def at(self, step: Step) -> _Here:
        return _Here(self.path.child(step), self.sent, self.old, self.new, self.entered)


def compare(
    table: ShapeTable, old: Mapping[str, int], new: Mapping[str, int], flags: Iterable[str] = tuple(FLAG_KINDS)
) -> list[Change]:
    """Return all changes from the entries *old* to *new*; *flags* are those of commands that both sides know."""
    comparison = _Comparison(table, frozenset(flags))
    for name in sorted(old.keys() | new.keys()):
        comparison.entries(name, old.get(name), new.get(name))
    return comparison.changes


class _Comparison:
    def __init__(self, table: ShapeTable, flags: frozenset[str]) -> None:
        self.table = table
        self.flags = flags
        self.views = ObjectViews(table)
        self.changes: list[Change] = []
        self._without_change: dict[tuple[object, ...], int] = {}
        """Pairs in which a comparison in a given context found no change, with the number of steps to them."""

    # Entries

    def entries(self, name: str, old: int | None, new: int | None) -> None:
        kind = name.partition(" ")[0]
        here = _Here(Path(name), sent=kind != EVENT)
        if old is None or new is None:
            self._note(f"{kind}-added" if old is None else f"{kind}-removed", here)
        elif old != new:
            self._entry(here, self.table.entry(old), self.table.entry(new))

    def _entry(self, here: _Here, old: WireEntry, new: WireEntry) -> None:
        here = self._condition(here, old.condition, new.condition)
        self._features(here, old.features, new.features)
        for flag in sorted(self.flags & (set(old.flags) ^ set(new.flags))):
            self._note(FLAG_KINDS[flag][flag in old.flags], here)
        for (place, old_number), (_, new_number) in zip(old.places, new.places, strict=True):
            self._positions(
                here._replace(sent=place == ARGUMENTS).at(Step(StepKind.PLACE, place)), old_number, new_number
            )

    # Positions

    def _positions(self, here: _Here, old_number: int, new_number: int, *, chooses: bool = False) -> None:
        """Compare what two positions take; if one *chooses* branches, its values are compared as branches."""
        if old_number == new_number or len(self.changes) >= MOST_CHANGES:
            return
        self._unless_seen(
            (old_number, new_number, chooses, *here[1:]),
            here,
            lambda: self._two_positions(
                here, self.table.position(old_number), self.table.position(new_number), chooses=chooses
            ),
        )

    def _unless_seen(self, pair: tuple[object, ...], here: _Here, compare_them: Callable[[], None]) -> None:
        """Compare a *pair*, unless an earlier comparison in the same context found no change.

        Most differences are far below and have been reported elsewhere: forty branches may refer to the object around
        them.
        """
        depth, count = len(here.path.steps), len(self.changes)
        if self._without_change.get(pair, depth + 1) <= depth:
            return
        compare_them()
        if len(self.changes) == count:
            self._without_change[pair] = depth

    def _two_positions(self, here: _Here, old: WirePosition, new: WirePosition, *, chooses: bool) -> None:
        self._features(here, old.features, new.features)
        if not self._types(here, old, new):
            return
        for kind in old.kinds:
            other = new.kind(kind.json_type)
            if other is not None:
                if len(old.kinds) > 1 and len(new.kinds) > 1 and (kind.condition, other.condition) != (ALWAYS, ALWAYS):
                    self._condition(here.at(Step(StepKind.TYPE, kind.json_type)), kind.condition, other.condition)
                self._kinds(here, kind, other, chooses=chooses)

    def _types(self, here: _Here, old: WirePosition, new: WirePosition) -> bool:
        """Compare the JSON types that two positions take; return whether a closer comparison makes sense."""
        if [each.json_type for each in old.kinds] == [each.json_type for each in new.kinds]:
            return True
        lost = [each for each in old.kinds if not _takes(new, each.json_type)]
        gained = [each for each in new.kinds if not _takes(old, each.json_type)]
        if not lost and not gained:
            return True
        shapes = "|".join(sorted(shape_names(old))), "|".join(sorted(shape_names(new)))
        if len(lost) == len(old.kinds) and len(gained) == len(new.kinds):
            self._note("type-changed", here, *shapes)
            return False
        if lost:
            self._note("type-narrowed", here, *shapes)
        if gained:
            self._note("type-widened", here, *shapes)
        return True

    def _kinds(self, here: _Here, old: WireType, new: WireType, *, chooses: bool) -> None:
        if old.target is not None and new.target is not None:
            if old.json_type == ARRAY:
                self._positions(here.at(Step(StepKind.ELEMENT)), old.target, new.target)
            elif old.json_type == OBJECT:
                self._objects(here, old.target, new.target)
        elif old.json_type == INT:
            kind = width_change(old.width, new.width, sent=here.sent)
            if kind is not None:
                self._note(kind, here, old.width, new.width)
        elif old.json_type == STRING:
            self._strings(here, old.values, new.values, chooses=chooses)

    def _strings(
        self, here: _Here, old: tuple[WireValue, ...] | None, new: tuple[WireValue, ...] | None, *, chooses: bool
    ) -> None:
        if old is None or new is None:
            if old is not new:
                self._note("str-to-enum" if old is None else "enum-to-str", here, *_string_shapes(old, new))
            return
        if chooses:
            return
        before, after = {each.name: each for each in old}, {each.name: each for each in new}
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) == after.get(name):
                continue
            inner = here.at(Step(StepKind.VALUE, name))
            if name not in after or name not in before:
                self._note("value-added" if name in after else "value-removed", inner)
            else:
                self._condition(inner, before[name].condition, after[name].condition)
                self._features(inner, before[name].features, after[name].features)

    # Objects

    def _objects(self, here: _Here, old: int, new: int) -> None:
        if old == new or (old, new) in here.entered or len(here.path.steps) > MOST_STEPS:
            return
        before, after = self.views.of(old), self.views.of(new)
        if before.open != after.open:
            self._note("arguments-declared" if before.open else "arguments-opened", here)
        self._level(here._replace(entered=here.entered | {(old, new)}), before, after, frozenset())

    def _level(self, here: _Here, old: ObjectView, new: ObjectView, done: frozenset[str]) -> None:
        """Compare the members of two objects, except those that are *done*, then their branches.

        A member of one side's base that is in branches on the other side is compared in the branches. A member that
        only one side has is no change if the other side accepts undeclared members.
        """
        replaced = None not in (old.discriminator, new.discriminator) and old.discriminator != new.discriminator
        if replaced:
            by = f"by {old.discriminator}", f"by {new.discriminator}"
            self._note("type-changed", here, *by)
        for name in sorted((old.members.keys() | new.members.keys()) - done):
            before, after = old.members.get(name), new.members.get(name)
            if before is not None and after is not None:
                done |= {name}
                if before != after:
                    chooses = name in (old.discriminator, new.discriminator)
                    self._members(here.at(Step(StepKind.MEMBER, name)), before, after, chooses=chooses)
            elif not self.views.in_branches(old if before is None else new, name):
                done |= {name}
                inner = here.at(Step(StepKind.MEMBER, name))
                if after is not None and not old.open:
                    self._note(f"member-added-{_necessity(after)}", inner, None, self._shape(after))
                elif before is not None and not new.open:
                    self._note(f"member-removed-{_necessity(before)}", inner, self._shape(before), None)
        if not replaced:
            self._branches(here, old, new, done)

    def _members(self, here: _Here, old: WireMember, new: WireMember, *, chooses: bool) -> None:
        here = self._condition(here, old.condition, new.condition)
        self._features(here, old.features, new.features)
        if old.optional != new.optional:
            kind = "became-mandatory" if old.optional else "became-optional"
            self._note(kind, here, self._shape(old), self._shape(new))
        self._positions(here, old.position, new.position, chooses=chooses)

    def _branches(self, here: _Here, old: ObjectView, new: ObjectView, done: frozenset[str]) -> None:
        by = old.discriminator or new.discriminator
        if by is None:
            return
        before, after = self._branch_values(old, by), self._branch_values(new, by)
        is_done = old.members.keys() <= done and new.members.keys() <= done
        has_same_values = is_done and old.members.get(by) == new.members.get(by)
        for value in sorted((before or after or set()) | (after or before or set())):
            if has_same_values and value in old.branches and old.branches[value] == new.branches.get(value):
                continue
            inner = here.at(Step(StepKind.BRANCH, by, value))
            if after is not None and value not in after:
                self._gone(here, inner, by, value, old)
            elif before is not None and value not in before:
                self._come(here, inner, by, value, new)
            else:
                self._both_branches(inner, old, new, by, done, is_done=is_done)

    def _branch_values(self, view: ObjectView, by: str) -> set[str] | None:
        """Return the values that choose a branch, or would choose one; None if any value does."""
        if view.discriminator == by:
            return set(view.branches)
        values = self.views.values(view, by)
        return None if values is None else set(values)

    def _gone(self, here: _Here, inner: _Here, by: str, value: str, old: ObjectView) -> None:
        if value in old.branches:
            self._note("branch-removed", inner)
        else:
            self._note("value-removed", here.at(Step(StepKind.MEMBER, by)).at(Step(StepKind.VALUE, value)))

    def _come(self, here: _Here, inner: _Here, by: str, value: str, new: ObjectView) -> None:
        if value in new.branches:
            self._note("branch-added", inner)
        else:
            self._note("value-added", here.at(Step(StepKind.MEMBER, by)).at(Step(StepKind.VALUE, value)))

    def _both_branches(
        self, here: _Here, old: ObjectView, new: ObjectView, by: str, done: frozenset[str], *, is_done: bool
    ) -> None:
        """Compare the two branches for one value. *is_done*: all members of the two objects are *done*."""
        value = here.path.steps[-1].value
        before, after = old.branches.get(value), new.branches.get(value)
        conditions = self.views.branch_condition(old, by, value), self.views.branch_condition(new, by, value)
        if self.views.declares(old, by, value) and self.views.declares(new, by, value):
            here = self._condition(here, *conditions)
            self._features(here, self.views.branch_features(old, by, value), self.views.branch_features(new, by, value))
        else:
            here = here._replace(old=both(here.old, conditions[0]), new=both(here.new, conditions[1]))
        if not is_done or before is None or after is None:
            self._level(here, self.views.chosen(old, value), self.views.chosen(new, value), done)
        elif before.object != after.object:
            # Only the branches' own content is left to compare.
            self._unless_seen(
                (before.object, after.object, done, *here[1:]),
                here,
                lambda: self._level(here, self.views.chosen(old, value), self.views.chosen(new, value), done),
            )

    # Features and conditions

    def _features(self, here: _Here, old: tuple[WireFeature, ...], new: tuple[WireFeature, ...]) -> None:
        if old == new:
            return
        before, after = {each.name: each for each in old}, {each.name: each for each in new}
        for name in sorted(before.keys() | after.keys()):
            if name in before and name in after:
                inner = here.at(Step(StepKind.FEATURE, name))
                self._condition(inner, before[name].condition, after[name].condition)
            else:
                kind = FEATURE_KINDS.get(name, _PLAIN_FEATURE)[name in before]
                self._note(kind, here, *((name, None) if name in before else (None, name)))

    def _condition(self, here: _Here, old: Form, new: Form) -> _Here:
        """Compare the builds that have a part, and return the place with these builds.

        What conditions around the part explain is not reported again.
        """
        if old == ALWAYS == new:
            return here
        before, after = both(here.old, old), both(here.new, new)
        if old != new and before != after and after != both(here.new, old):
            kind = f"condition-{relation(before, after).value}"
            if kind in KINDS:
                self._note(kind, here, form_text(before), form_text(after))
        return here._replace(old=before, new=after)

    def _shape(self, member: WireMember) -> str:
        names = sorted(shape_names(self.table.position(member.position)))
        return ("?" if member.optional else "") + "|".join(names)

    def _note(self, kind: str, here: _Here, old: str | None = None, new: str | None = None) -> None:
        if len(self.changes) < MOST_CHANGES:
            verdict: Verdict = KINDS[kind].verdict(sent=here.sent)
            self.changes.append(Change(kind=kind, path=here.path, sent=here.sent, verdict=verdict, old=old, new=new))


def _takes(position: WirePosition, json_type: str) -> bool:
    if position.kind(VALUE) is not None:
        return True
    return position.kind(json_type) is not None or (json_type == INT and position.kind(NUMBER) is not None)


def _necessity(member: WireMember) -> str:
    return "optional" if member.optional else "mandatory"


def _string_shapes(old: tuple[WireValue, ...] | None, new: tuple[WireValue, ...] | None) -> tuple[str, str]:
    return ("str" if old is None else "enum", "str" if new is None else "enum")
