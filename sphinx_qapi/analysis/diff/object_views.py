"""Objects as a comparison sees them: a chosen branch counts as part of its object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireBranch, WireFeature, WireMember, WireValue
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form
from sphinx_qapi.analysis.wire.words import STRING, VALUE


@dataclass(frozen=True, slots=True)
class ObjectView:
    """The members and branches of an object, including those of chosen branches."""

    members: Mapping[str, WireMember]
    discriminator: str | None
    branches: Mapping[str, WireBranch]
    open: bool


class ObjectViews:
    """Views of the objects of one table."""

    def __init__(self, table: ShapeTable) -> None:
        self.table = table
        self._views: dict[int, ObjectView] = {}
        self._deep: dict[int, frozenset[str]] = {}
        self._values: dict[int, Mapping[str, WireValue] | None] = {}

    def of(self, number: int) -> ObjectView:
        """Return the view of the object *number*, with no branch chosen."""
        view = self._views.get(number)
        if view is None:
            node = self.table.object(number)
            members = {each.name: each for each in node.members}
            branches = {each.value: each for each in node.branches}
            view = self._views[number] = ObjectView(members, node.discriminator, branches, node.open)
        return view

    def chosen(self, view: ObjectView, value: str) -> ObjectView:
        """Return *view* with the branch *value* chosen.

        Without such a branch, the result has only the members that are always there.
        """
        branch = view.branches.get(value)
        if branch is None:
            return replace(view, discriminator=None, branches={})
        inner = self.of(branch.object)
        return ObjectView(
            {**view.members, **inner.members}, inner.discriminator, inner.branches, view.open or inner.open
        )

    def in_branches(self, view: ObjectView, name: str) -> bool:
        """Return whether a branch, or a branch within it, has the member *name*."""
        return any(name in self._all_names(branch.object) for branch in view.branches.values())

    def _all_names(self, number: int) -> frozenset[str]:
        found = self._deep.get(number)
        if found is None:
            view = self.of(number)
            inner = [self._all_names(branch.object) for branch in view.branches.values()]
            found = self._deep[number] = frozenset(view.members).union(*inner)
        return found

    def values(self, view: ObjectView, name: str) -> Mapping[str, WireValue] | None:
        """Return the values that the member *name* takes; None if it takes any string, or there is no such member."""
        member = view.members.get(name)
        return None if member is None else self._values_at(member.position)

    def _values_at(self, position: int) -> Mapping[str, WireValue] | None:
        if position not in self._values:
            node = self.table.position(position)
            kind = node.kind(STRING)
            is_free = node.kind(VALUE) is not None or (kind is not None and kind.values is None)
            known = (kind.values if kind is not None else None) or ()
            self._values[position] = None if is_free else {each.name: each for each in known}
        return self._values[position]

    def declares(self, view: ObjectView, name: str, value: str) -> bool:
        """Return whether *value* is declared: False if any string is taken, or if there is no member *name*."""
        return value in view.branches or value in (self.values(view, name) or {})

    def branch_features(self, view: ObjectView, name: str, value: str) -> tuple[WireFeature, ...]:
        """Return the features of the branch *value* of the member *name*, together with those of that value."""
        branch, own = view.branches.get(value), (self.values(view, name) or {}).get(value)
        of_branch = branch.features if branch is not None else ()
        if own is None or not own.features:
            return of_branch
        features = {each.name: WireFeature(each.name) for each in own.features}
        return tuple((features | {each.name: each for each in of_branch}).values())

    def branch_condition(self, view: ObjectView, name: str, value: str) -> Form:
        """Return the condition of the branch *value*; without branches, the condition of the value."""
        branch = view.branches.get(value) or (self.values(view, name) or {}).get(value)
        return ALWAYS if branch is None else branch.condition
