"""Random edits of realistic size: after each, an incremental build must give what a clean one gives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.faults.projects import EXAMPLE, Project
from tests.incremental.edits import EDITS

_THEMES = ("alabaster", "furo", "sphinx_rtd_theme")
_BUILDERS = ("html", "dirhtml", "text")


def edits_of_example(number: int, random: Random) -> Iterator[tuple[str, list[str]]]:
    """Edits of the example in each theme, built with varying builders; for each what was done and what was wrong."""
    for place, theme in enumerate(_THEMES):
        count = len(range(place, number, len(_THEMES)))
        yield from _edits(EXAMPLE / "granary.json", count, random, theme=theme, builders=_BUILDERS)


def edits_of(root: Path, number: int, random: Random, *, every: int = 5) -> Iterator[tuple[str, list[str]]]:
    """Edits of the schema *root*; the site is compared after every *every* edits and after the last."""
    yield from _edits(root, number, random, theme="alabaster", builders=("html",), every=every)


def _edits(
    root: Path, number: int, random: Random, *, theme: str, builders: tuple[str, ...], every: int = 1
) -> Iterator[tuple[str, list[str]]]:
    if not number:
        return
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), root, theme=theme, pages=random.choice(("definition", "module")))
        project.build()
        first = random.randrange(len(EDITS))
        for place in range(number):
            # Kinds take turns, so that a short run has many of them.
            done = EDITS[(first + place) % len(EDITS)](project.edited, random)
            builder, jobs = random.choice(builders), random.choice((1, 2))
            ended = project.build(builder, jobs=jobs)
            found = [project.said] if ended.status or "Traceback" in project.said else []
            if not found and (place % every == every - 1 or place == number - 1):
                found = project.differences(builder)
            yield f"{theme}, {builder} -j {jobs}: {done or 'nothing to do'}", found
