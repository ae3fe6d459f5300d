"""Words for kinds, verdicts and groups of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.evolution.path_change import CHANGED, DEPRECATED, GROUPS, NEW, REMOVED, PathChange
from sphinx_qapi.sphinx_ext.translation import _


def kind_words() -> Mapping[str, str]:
    """Each kind of change in words; for commands and events, the row itself is what changed."""
    return {
        "command-added": _("new"),
        "command-removed": _("removed"),
        "event-added": _("new"),
        "event-removed": _("removed"),
        "member-added-optional": _("new, optional"),
        "member-added-mandatory": _("new, mandatory"),
        "member-removed-optional": _("removed, was optional"),
        "member-removed-mandatory": _("removed, was mandatory"),
        "became-optional": _("became optional"),
        "became-mandatory": _("became mandatory"),
        "value-added": _("new value"),
        "value-removed": _("value removed"),
        "branch-added": _("new branch"),
        "branch-removed": _("branch removed"),
        "type-widened": _("takes more types"),
        "type-narrowed": _("takes fewer types"),
        "type-changed": _("another type"),
        "str-to-enum": _("only some strings left"),
        "enum-to-str": _("any string"),
        "width-narrowed": _("smaller range"),
        "width-widened": _("larger range"),
        "width-changed": _("another range"),
        "feature-added": _("new feature"),
        "feature-removed": _("feature removed"),
        "deprecated": _("deprecated"),
        "undeprecated": _("no longer deprecated"),
        "became-stable": _("became stable"),
        "became-unstable": _("became unstable"),
        "condition-narrowed": _("in fewer builds"),
        "condition-widened": _("in more builds"),
        "condition-changed": _("in other builds"),
        "oob-removed": _("no longer out of band"),
        "oob-added": _("allowed out of band"),
        "preconfig-removed": _("no longer in preconfig"),
        "preconfig-added": _("allowed in preconfig"),
        "response-removed": _("no reply on success any more"),
        "response-added": _("replies on success"),
        "arguments-declared": _("takes declared arguments only"),
        "arguments-opened": _("takes any argument"),
    }


def verdict_words() -> Mapping[Verdict, str]:
    """The words for each verdict: whom the change concerns."""
    return {
        Verdict.WIRE: _("may break clients"),
        Verdict.INTROSPECTION: _("visible to clients"),
        Verdict.SOURCE: _("in generated code only"),
        Verdict.COMPATIBLE: _("compatible"),
    }


def group_title(group: str) -> str:
    """The heading above the changes of *group*."""
    return {NEW: _("New"), REMOVED: _("Removed"), CHANGED: _("Changed"), DEPRECATED: _("Deprecated")}[group]


def change_counts(changes: Iterable[PathChange]) -> str:
    """The number of changes in each group, and of those that may break clients, as text."""
    found = list(changes)
    words = {
        NEW: _("%d new"),
        REMOVED: _("%d removed"),
        CHANGED: _("%d changed"),
        DEPRECATED: _("%d deprecated"),
    }
    groups = [each.group for each in found]
    counts = [words[group] % groups.count(group) for group in GROUPS if group in groups]
    wire = sum(each.verdict is Verdict.WIRE for each in found)
    if wire:
        counts.append(_("%d may break clients") % wire)
    return ", ".join(counts) or _("nothing")


def below_words(count: int) -> str:
    """The number of paths that were added or removed together with a path above them, as text."""
    return _("1 more below") if count == 1 else _("%d more below") % count
