"""Builds every root of every real release; only mistakes of the schemas may be reported: ``make test-releases``.

Each is built as by ``sphinx-qapi build -b text -W``, in automatic mode and with its own release named. Prints what is
wrong with the schemas, and the words that a naive reader finds in the files but that are missing on the pages; only
missing words, and warnings that are not about a schema, make it fail.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from tests.releases.naive import NaiveFile, NaiveMember, letters_of, read_files
from tests.releases.sample import numbers_of

ROOTS = (
    "qapi-schema.json",
    "qapi/qapi-schema.json",
    "qapi-schema-guest.json",
    "qga/qapi-schema.json",
    "storage-daemon/qapi/qapi-schema.json",
    "docs/interop/firmware.json",
    "docs/interop/vhost-user.json",
)
_WARNING = re.compile(r"(?P<place>[^:]+:\d+)(?::\d+)?: (?:WARNING|ERROR): (?P<words>.*) \[qapi\.(?P<rule>[\w-]+)\]")
_ENTRY = re.compile(r"^(?:command|event|struct|union|alternate|enum) (?P<name>[^\s()]+)(?= \(|$)", re.MULTILINE)
_HIDES = ("single-colon-directive", "duplicate-definition")
"""Mistakes that hide words from readers, for up to `_BELOW` lines below the mistake."""
_BELOW = 20


@dataclass(frozen=True)
class Root:
    """A schema to be built."""

    folder: Path
    path: Path

    @property
    def release(self) -> str:
        """The release whose rules apply; the first schema of all is from before 1.1, and counts as 1.1."""
        return "1.1" if self.folder.name.startswith("seed") else self.folder.name

    @property
    def include_dirs(self) -> list[Path]:
        """Folders in which the build of that time looked for included files."""
        return [self.folder / "qapi"] if self.path.stem == "firmware" else []


def roots(shared: Path) -> Iterator[Root]:
    """All available roots, sorted by release."""
    folders = [each for parent in ("corpus", "wire/trees") for each in (shared / parent).glob("*/")]
    for folder in sorted(folders, key=lambda each: numbers_of(each.name)):
        yield from (Root(folder, folder / root) for root in ROOTS if (folder / root).is_file())


def build(root: Root, dialect: str, output: Path) -> list[str]:
    """Build *root* into *output*; return one line for each warning, and one if the exit status does not fit."""
    command = [sys.executable, "-m", "sphinx_qapi", "build", str(root.path), "-b", "text", "-o", str(output)]
    command += ["-W", "-j", "1", "--dialect", dialect, *(f"--include-dir={each}" for each in root.include_dirs)]
    # On a CI host Sphinx would colour its output.
    environment = {**os.environ, "NO_COLOR": "1"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    lines = [line for line in run.stderr.splitlines() if ": WARNING: " in line or ": ERROR: " in line]
    if (run.returncode != 0) != bool(lines):
        lines.append(f"exit status {run.returncode}: {run.stderr}")
    return lines


def missing(files: list[NaiveFile], schema: Schema, output: Path, mistakes: dict[str, str]) -> Iterator[str]:
    """Names and words of *files* that are missing in the model or on the pages, one line for each."""
    pages = [page.read_text("utf-8") for page in (output / "text").rglob("*.txt")]
    entries: dict[str, str] = {}
    for page in pages:
        places = [*_ENTRY.finditer(page)]
        for place, after in zip_longest(places, places[1:]):
            text = page[place.start() : after.start() if after else len(page)]
            entries[place["name"]] = entries.get(place["name"], "") + "".join(text.split())
    said = letters_of("\n".join(pages))
    for file in files:
        for definition in file.definitions.values():
            if definition.name not in schema.definitions or definition.name not in entries:
                yield f"{file.path}: {definition.kind} {definition.name}"
                continue
            shown = entries[definition.name]
            yield from (
                f"{file.path}: {definition.name}: {each}"
                for each in sorted(definition.strings | definition.flags)
                if "".join(each.split()) not in shown
            )
        hidden = {
            int(place.rpartition(":")[2])
            for place, rule in mistakes.items()
            if rule in _HIDES and Path(place.rpartition(":")[0]).resolve() == file.path.resolve()
        }
        for number, words in file.phrases:
            if letters_of(words) in said or any(each <= number <= each + _BELOW for each in hidden):
                continue
            left = _beside_default(file.members.get(number), number, entries)
            if left is None or any(letters_of(each) not in said for each in left):
                yield f"{file.path}:{number}: {words}"


def _beside_default(member: NaiveMember | None, number: int, entries: dict[str, str]) -> list[str] | None:
    """The phrases of line *number* without the default of *member* that its row shows; None if it shows none.

    A row shows a default in a word, and the statement of that default is then left out of the text.
    """
    if member is None:
        return None
    # The values of a small enum are between the member's name and the default.
    row = re.escape(f'"{member.name}"(')
    match = re.search(rf'{row}"[^"]*",(?:oneof[^()]*,)?default"([^"]*)"', entries.get(member.definition, ""))
    return member.without_default(match[1])[number] if match else None


def check(root: Root, mode: str, output: Path) -> tuple[dict[str, str], list[str]]:
    """Build *root* and check the result; return the mistakes of the schema, by place, and the faults of the program."""
    dialect = "auto" if mode == "auto" else root.release
    mistakes: dict[str, str] = {}
    faults: list[str] = []
    for line in build(root, dialect, output):
        match = _WARNING.fullmatch(line)
        if match and match["rule"] in RULES and Path(match["place"].rpartition(":")[0]).is_file():
            mistakes[match["place"]] = match["rule"]
        else:
            faults.append(line)
    schema = load_schema(root.path, dialect=dialect, include_dirs=root.include_dirs).schema
    faults += missing(read_files(root.path, root.include_dirs), schema, output, mistakes)
    return mistakes, faults


def outcome(root: Root, mode: str) -> tuple[dict[str, str], list[str], float]:
    """The result of `check`, and the number of seconds that it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        return *check(root, mode, Path(folder)), time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description="build every root of every release")
    parser.add_argument("shared", type=Path, help="the folder of real schemas")
    parser.add_argument("--release", action="append", metavar="R", help="only this release; may be repeated")
    args = parser.parse_args()
    chosen = [each for each in roots(args.shared) if not args.release or each.folder.name in args.release]
    builds = [(root, mode) for root in chosen for mode in ("auto", root.release)]
    told: dict[str, set[str]] = {}
    faults = 0
    with ProcessPoolExecutor() as processes:
        outcomes = processes.map(outcome, *zip(*builds, strict=True))
        for (root, mode), (mistakes, found, seconds) in zip(builds, outcomes, strict=True):
            faults += len(found)
            name = f"{root.folder.name}/{root.path.relative_to(root.folder)}"
            print(f"{name} as {mode}: {len(mistakes)} mistakes, {len(found)} faults, {seconds:.0f} s")
            print("".join(f"  FAULT {line}\n" for line in found), end="", flush=True)
            for place, rule in mistakes.items():
                told.setdefault(f"{place.removeprefix(str(args.shared))} {rule}", set()).add(mode)
    print(f"{len(builds)} builds, {faults} faults. Mistakes of the schemas:")
    for mistake, modes in told.items():
        print(f"  {mistake} (as {', '.join(sorted(modes))})")
    return int(faults > 0)


if __name__ == "__main__":
    raise SystemExit(main())
