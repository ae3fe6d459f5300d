"""A project that is edited, built with and without faults, and compared with a clean build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

from tests.faults.builds import NO_FAULT, Ended, Fault, forked_build
from tests.incremental.edits import EDITS
from tests.incremental.sites import Site, differences, files_of, new_site

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary"
PART = ("network.json", "common.json")
"""The files of the example that form a schema of their own; its site is built in a second."""


class Project:
    """A copy of a schema with two sites of it: one built incrementally, and one built from nothing."""

    def __init__(self, folder: Path, root: Path, *, theme: str = "alabaster", pages: str = "definition") -> None:
        self._site: Site = new_site(root, folder, theme=theme, pages=pages)
        self.kept = folder / "kept"
        self._clean = folder / "clean"
        self._clean_of: object = None
        """The builder and the edited files of which the clean site was built; None before its first build."""

    @classmethod
    def of_part(cls, folder: Path, *, pages: str, history: bool = True) -> Project:
        """A project of a part of the example that contains something of everything; *history* adds a history."""
        copy = folder / "part"
        copy.mkdir(parents=True)
        for name in PART:
            shutil.copy(EXAMPLE / name, copy / name)
        project = cls(folder, copy / PART[0], pages=pages)
        if history:
            project.set("history", str(EXAMPLE / "history.jsonl"))
        return project

    @property
    def edited(self) -> Path:
        """The folder with the files that are edited."""
        return self._site.edited

    @property
    def doctrees(self) -> Path:
        """The folder of the doctrees, which are kept between builds."""
        return self.kept / "doctrees"

    def set(self, name: str, value: object) -> None:
        """Set the key *name* of the schema's table in ``qapi_schemas``."""
        path = self.edited / "settings.json"
        settings = json.loads(path.read_text())
        settings["QMP"][name] = value
        path.write_text(json.dumps(settings))

    def edit(self, random: Random) -> str:
        """Edit the schema at random; return what was done."""
        return random.choice(EDITS)(self.edited, random) or "nothing to do"

    def build(self, builder: str = "html", *, jobs: int = 1, fault: Fault = NO_FAULT) -> Ended:
        """Build incrementally; return how the build ended."""
        words = self._site.words(self.kept, builder, jobs)
        return forked_build(words, fault, self.kept / "log.txt")

    def differences(self, builder: str = "html") -> list[str]:
        """The differences between the incremental site and one that is built from nothing now."""
        state = builder, *((path, path.read_bytes()) for path in sorted(self.edited.rglob("*")) if path.is_file())
        if state != self._clean_of:
            shutil.rmtree(self._clean, ignore_errors=True)
            ended = forked_build(self._site.words(self._clean, builder, 1), log=self._clean / "log.txt")
            assert ended.status == 0, (self._clean / "log.txt").read_text()
            self._clean_of = state
        found = differences(files_of(self.kept / builder), files_of(self._clean / builder))
        sources = [
            {path.relative_to(each).as_posix() for path in each.rglob("*") if path.is_file()}
            for each in self._sources()
        ]
        unfinished = [str(path) for path in self.kept.rglob("*.qapi-tmp")]
        return [*found, *(f"source/{name}: in one alone" for name in sources[0] ^ sources[1]), *unfinished]

    def _sources(self) -> tuple[Path, Path]:
        return self.kept / "source", self._clean / "source"

    @property
    def said(self) -> str:
        """The output of the last build."""
        return (self.kept / "log.txt").read_text(errors="replace")
