"""Builds that are killed or run out of disk space, several in a row with edits between; then one that completes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.faults.builds import Fault
from tests.faults.projects import Project

_MOST_IN_A_ROW = 3
_SMALLEST_ROOM = 1_000


def killed_builds(number: int, random: Random) -> Iterator[tuple[str, list[str]]]:
    """For each case what was done, and what was wrong in the end."""
    for pages in ("definition", "module"):
        count = (number + (pages == "definition")) // 2
        with tempfile.TemporaryDirectory() as folder:
            project = Project.of_part(Path(folder), pages=pages)
            whole = project.build().changes
            for _ in range(count):
                yield _case(project, random, pages, whole)


def _case(project: Project, random: Random, pages: str, whole: int) -> tuple[str, list[str]]:
    done = [pages]
    for _ in range(random.choice((1, 1, _MOST_IN_A_ROW))):
        jobs, builder = random.choice((1, 2)), random.choice(("html", "html", "dirhtml"))
        fault = _fault(random, whole)
        done += [project.edit(random), f"{builder} -j {jobs} {fault}"]
        status = project.build(builder, jobs=jobs, fault=fault).status
        done[-1] += f": {status}"
        if "Traceback" in project.said and not fault.room:
            return ", ".join(done), [project.said]
    if random.random() < 0.5:
        done.append(project.edit(random))
    jobs = random.choice((1, 2))
    ended = project.build(jobs=jobs)
    done.append(f"html -j {jobs}")
    found = [f"status {ended.status}: {project.said}"] if ended.status else project.differences()
    return ", ".join(done), found


def _fault(random: Random, whole: int) -> Fault:
    """A random fault: killed at one of the *whole* changes to files, or after a time, or no room for large files."""
    match random.choice(("change", "change", "change", "time", "room")):
        case "change":
            return Fault(change=random.randrange(1, whole))
        case "time":
            return Fault(seconds=random.uniform(0.05, 2))
        case _:
            return Fault(room=int(_SMALLEST_ROOM * 2 ** random.uniform(0, 9)))
