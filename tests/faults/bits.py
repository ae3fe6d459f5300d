"""Every file that builds keep is damaged in turn: the next build must give what a clean one gives."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.faults.projects import Project


def flip(content: bytes, random: Random) -> bytes:
    """*content* with three bits flipped."""
    changed = bytearray(content)
    for _ in range(3):
        place = random.randrange(len(changed))
        changed[place] ^= 1 << random.randrange(8)
    return bytes(changed)


DAMAGES: dict[str, Callable[[bytes, Random], bytes]] = {
    "flipped": flip,
    "cut off": lambda content, random: content[: random.randrange(len(content))],
    "empty": lambda _content, _random: b"",
    "another's": lambda _content, random: random.choice(
        (b"[]", b"{}", b"null", b"text\n", b"\x80\x05N.", b"\xff" * 99)
    ),
    "doubled": lambda content, _random: content + content,
}


def kept_files(project: Project) -> list[Path]:
    """The files that builds keep: all in the doctree folder, and those of the site from which Sphinx continues."""
    kept = sorted(path for path in project.doctrees.rglob("*") if path.is_file())
    return [*kept, *(project.kept / "html" / name for name in ("searchindex.js", ".buildinfo"))]


def damaged_files(number: int, random: Random) -> Iterator[tuple[str, list[str]]]:
    """For each case what was done and what was wrong; if *number* suffices, each file of ours has each damage."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.of_part(Path(folder), pages="definition")
        project.build()
        cases = _cases(project, random)
        for path, damage in cases[:number]:
            before = path.read_bytes() if path.exists() else b""
            if before:
                path.write_bytes(DAMAGES[damage](before, random))
            done = project.edit(random) if random.random() < 0.5 else "no edit"
            ended = project.build(jobs=random.choice((1, 2)))
            said = [project.said] if ended.status or "Traceback" in project.said else []
            yield f"{path.name} {damage}, {done}", said or project.differences()


def _cases(project: Project, random: Random) -> list[tuple[Path, str]]:
    """Pairs of file and damage: each of our files with each damage, in turn with Sphinx's files in random order."""
    files = kept_files(project)
    ours = [path for path in files if path.name.startswith("qapi-") and path.suffix != ".doctree"]
    others = [path for path in files if path not in ours]
    first = [(path, damage) for damage in DAMAGES for path in ours]
    rest = [(path, damage) for damage in DAMAGES for path in others]
    random.shuffle(rest)
    mixed = [each for pair in zip(first, rest, strict=False) for each in pair]
    return [*mixed, *first[len(rest) :], *rest[len(first) :]]
