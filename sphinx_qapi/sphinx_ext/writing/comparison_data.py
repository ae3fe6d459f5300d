"""What the script that compares two releases of a history needs: kinds of changes, their words, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sphinx_qapi.analysis.diff.change_kinds import FEATURE_KINDS, FLAG_KINDS, KINDS, ChangeKind, Verdict
from sphinx_qapi.analysis.diff.compare import MOST_CHANGES
from sphinx_qapi.analysis.diff.diff import names_tell_unstable
from sphinx_qapi.analysis.diff.widths import RANGES, width_change
from sphinx_qapi.analysis.evolution.path_change import GROUPS, group_of
from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.analysis.wire.listing import MOST_PATHS
from sphinx_qapi.analysis.wire.paths import MOST_STEPS
from sphinx_qapi.sphinx_ext.doctree.change_words import below_words, group_title, kind_words, verdict_words
from sphinx_qapi.sphinx_ext.translation import _

_VERDICTS = (Verdict.WIRE, Verdict.INTROSPECTION, Verdict.SOURCE, Verdict.COMPATIBLE)


def comparison_data(names: Sequence[str]) -> dict[str, Any]:
    """The data, without the history itself, for a history whose releases have *names*, in the language of the pages."""
    words, verdicts = kind_words(), verdict_words()
    return {
        "releases": names,
        **comparison_tables(names),
        "kinds": {name: _kind(KINDS[name], said) for name, said in words.items()},
        "verdicts": [verdicts[verdict] for verdict in _VERDICTS],
        "groups": {group: group_title(group) for group in GROUPS},
        "words": {
            "from": _("Changes from"),
            "to": _("to"),
            "unstable": _("with unstable parts"),
            "announced": _("announced"),
            "one": below_words(1),
            "below": _("%d more below"),
            "change": _("1 change"),
            "changes": _("%d changes"),
            "nothing": _("Nothing changed."),
        },
    }


def comparison_tables(names: Iterable[str]) -> dict[str, Any]:
    """Tables for the script that compares two releases of a history, whose releases have *names*."""
    pairs = [(old, new) for old in RANGES for new in RANGES if old != new]
    return {
        "tells": [int(names_tell_unstable(release_version(name))) for name in names],
        "most": {"changes": MOST_CHANGES, "paths": MOST_PATHS, "steps": MOST_STEPS},
        "flags": FLAG_KINDS,
        "features": FEATURE_KINDS,
        "widths": {f"{old} {new}": width_change(old, new, sent=True) for old, new in pairs},
    }


def _kind(kind: ChangeKind, words: str) -> list[object]:
    """Indexes of its verdicts in `_VERDICTS` (sent and received), its group, and its words."""
    verdicts = [_VERDICTS.index(kind.verdict(sent=sent)) for sent in (True, False)]
    return [*verdicts, group_of(kind.name), words]
