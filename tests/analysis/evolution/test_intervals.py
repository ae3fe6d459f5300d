"""Versions of rows for every course that a row can take through a history, with every version that it may state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, product

import pytest

from sphinx_qapi.analysis.evolution.told import ReleaseSpan, Told
from sphinx_qapi.analysis.evolution.versions import history_facts
from sphinx_qapi.analysis.history.wire_rows import BRANCH, MEMBER, RowKey
from sphinx_qapi.source.version import Version
from tests.analysis.conftest import MakeHistory, MakeSchema

NAMES = ("1.0", "2.0", "3.0", "4.0", "5.0")
COURSES = {"s" + "".join("ny"[each] for each in course): course for course in product((0, 1), repeat=len(NAMES))}
"""By name of a part of the schema, whether each release has that part."""
SHOWN = {name: course for name, course in COURSES.items() if course[-1]}
STATED = (None, "0.5", *(f"{whole}.{part}" for whole in range(1, 6) for part in (0, 5)))


def schema_text(index: int, stated: str | None = None) -> str:
    """The schema of the release at *index*: arguments, values and branches of all courses that this release has."""
    names = [name for name, course in COURSES.items() if course[index]]
    since = f" (since {stated})" if stated else ""
    comment = "".join(f"# @{name}: sort{since}\n#\n" for name in names)
    arguments = ", ".join(f"'*{name}': 'int'" for name in names)
    branches = ", ".join(f"'{name}': 'Branch'" for name in names)
    values = ", ".join(f"'{name}'" for name in names)
    return (
        f"##\n# @fill:\n#\n{comment}##\n{{ 'command': 'fill', 'data': {{ {arguments} }} }}\n"
        f"##\n# @Sort:\n#\n{comment}##\n{{ 'enum': 'Sort', 'data': [ {values} ] }}\n"
        "{ 'struct': 'Branch', 'data': { 'grade': 'int' } }\n"
        f"{{ 'union': 'Silo', 'base': {{ 'by': 'Sort' }}, 'discriminator': 'by', 'data': {{ {branches} }} }}\n"
        "{ 'command': 'sow', 'data': 'Silo', 'boxed': true }\n"
    )


def expected(course: Sequence[int], stated: str | None, complete_from: float) -> tuple[str | None, str | None]:
    """The version to show instead of *stated*, and the stated version that it corrects; None where there is none."""
    lacking = max((float(name) for name, there in zip(NAMES, course, strict=True) if not there), default=0.0)
    having = next(name for name in NAMES if float(name) > lacking)
    if stated is None:
        return having, None
    is_right = lacking < float(stated) <= float(having)
    return (None, None) if is_right or float(stated) < complete_from else (having, stated)


def earlier_runs(course: Sequence[int]) -> tuple[ReleaseSpan, ...]:
    """The earlier spans of releases that had the part, before it came back."""
    runs = [list(run) for there, run in groupby(range(len(NAMES)), key=lambda index: course[index]) if there]
    return tuple(ReleaseSpan(NAMES[run[0]], NAMES[run[-1]]) for run in runs[:-1])


@pytest.mark.parametrize("complete_from", [None, "3.0"])
@pytest.mark.parametrize("stated", STATED)
def test_every_course(
    stated: str | None, complete_from: str | None, schema_of: MakeSchema, history_of: MakeHistory
) -> None:
    history = history_of(**{f"v{name.replace('.', '_')}": schema_text(index) for index, name in enumerate(NAMES)})
    limit = Version.parse(complete_from) if complete_from else None
    facts = history_facts(schema_of(schema_text(len(NAMES) - 1, stated)), history, limit)
    places: Mapping[str, tuple[str, str]] = {"argument": ("fill", MEMBER), "branch": ("sow", BRANCH)}
    wrong = []
    for (what, (command, place)), (name, course) in product(places.items(), SHOWN.items()):
        told = facts[command].rows.get(RowKey(place, (name,))) or Told(None)
        found = tuple(str(each) if each is not None else None for each in (told.version, told.documented))
        if found != expected(course, stated, float(complete_from or NAMES[0])):
            wrong.append((what, name, found))
        if told.is_oldest != (stated is None and all(course)):
            wrong.append((what, name, ("oldest",)))
        if told.also != earlier_runs(course):
            wrong.append((what, name, ("also",)))
    assert wrong == []
