"""The number of paths below a path."""

from __future__ import annotations

from collections import Counter
from pathlib import Path as File

from sphinx_qapi.analysis.history.history_file import read_history
from sphinx_qapi.analysis.wire.counting import count_below
from sphinx_qapi.analysis.wire.listing import list_paths
from sphinx_qapi.analysis.wire.paths import Path, StepKind, read_path

GRANARY = File(__file__).parents[3] / "examples/granary/history.jsonl"


def test_what_is_counted_is_what_is_listed() -> None:
    history = read_history(GRANARY.read_text("utf-8"), "history")
    for entry, number in history.releases[-1].entries.items():
        below: Counter[Path] = Counter()
        places = []
        for path in list_paths(history.table, entry, number):
            if path.steps and path.steps[-1].kind is not StepKind.FEATURE:
                below.update(Path(entry, path.steps[:size]) for size in range(len(path.steps)))
            if all(step.kind in (StepKind.PLACE, StepKind.MEMBER, StepKind.BRANCH) for step in path.steps):
                places.append(path)
        for path in places:
            assert count_below(history.table, number, path) == below[path], str(path)


def test_a_member_of_the_base_may_follow_a_branch() -> None:
    """Comparisons write a base member so if the other side has it in branches; paths below it count as well."""
    text = (
        '{"format":1}\n{"shape":0,"members":{}}\n{"shape":1,"takes":{"object":0}}\n{"shape":2,"takes":{"string":["a","b"]}}\n'
        '{"shape":3,"members":{"kind":2,"more":2},"by":"kind","branches":{"a":0}}\n{"shape":4,"takes":{"object":3}}\n'
        '{"shape":5,"command":[4,1]}\n{"release":"1.0","changed":{"command fill":5}}\n'
    )
    history = read_history(text, "history")
    for path in ("arguments.more", "arguments<kind=a>.more", "arguments<kind=b>.more"):
        assert count_below(history.table, 5, read_path(f"command fill {path}")) == 2
