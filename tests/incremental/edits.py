"""Random edits of a schema, of the kinds that its authors make. Each keeps the schema readable, not always right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

_BLOCK = re.compile(r"^##\n(?:#(?!#).*\n)+##\n\{(?:.+\n)+", re.MULTILINE)
"""A definition with its comment, up to the empty line behind it."""
_NAME = re.compile(r"'(?:command|event|struct|union|enum|alternate)':\s*'([^']+)'")
_TEXT = re.compile(r"^# ( *)(?=[A-Za-z])(?!Since|Returns|Features|Errors|Note|Example|TODO)(.*[a-z])\.$", re.MULTILINE)
_MEMBER = re.compile(r"'(\*?[a-z][a-z0-9-]*)': '(str|int|bool|size|uint\d+|number)'")
_INCLUDE = re.compile(r"\{ *'include': *'([^']+)' *\}")

Edit = Callable[[Path, Random], str]
"""Changes the files below a folder; says what was done, nothing where there was nothing to do."""


def schema_files(folder: Path) -> list[Path]:
    """The files of the schema, in a fixed order."""
    return sorted(path for path in folder.rglob("*.json") if _INCLUDE.search(path.read_text()) or _blocks(path))


def _blocks(path: Path) -> list[re.Match[str]]:
    return [match for match in _BLOCK.finditer(path.read_text()) if _NAME.search(match[0])]


def _any_block(folder: Path, random: Random) -> tuple[Path, re.Match[str]] | None:
    choices = [(path, match) for path in schema_files(folder) for match in _blocks(path)]
    return random.choice(choices) if choices else None


def _replace(path: Path, match: re.Match[str], text: str) -> None:
    whole = path.read_text()
    path.write_text(whole[: match.start()] + text + whole[match.end() :])


def _name(block: re.Match[str]) -> str:
    found = _NAME.search(block[0])
    assert found is not None
    return found[1]


def change_comment(folder: Path, random: Random) -> str:
    """Let a sentence of a comment end otherwise."""
    choices = [(path, match) for path in schema_files(folder) for match in _TEXT.finditer(path.read_text())]
    if not choices:
        return ""
    path, match = random.choice(choices)
    _replace(path, match, f"# {match[1]}{match[2]}, which was said {random.randrange(1000)} times.")
    return f"change a comment in {path.name}"


def change_type(folder: Path, random: Random) -> str:
    """Give a member another built-in type, or make it optional."""
    choices = [(path, match) for path in schema_files(folder) for match in _MEMBER.finditer(path.read_text())]
    if not choices:
        return ""
    path, match = random.choice(choices)
    name = match[1].removeprefix("*") if random.random() < 0.5 else match[1]
    _replace(path, match, f"'{name}': '{random.choice(('str', 'int', 'bool'))}'")
    return f"change the type of {match[1]} in {path.name}"


def add(folder: Path, random: Random) -> str:
    """Add a command at the end of a file."""
    path, name = random.choice(schema_files(folder)), f"new-command-{random.randrange(10_000)}"
    text = path.read_text().rstrip("\n")
    path.write_text(f"{text}\n\n##\n# @{name}:\n#\n# A new command.\n#\n# Since: 1.2\n##\n{{ 'command': '{name}' }}\n")
    return f"add {name} to {path.name}"


def remove(folder: Path, random: Random) -> str:
    """Remove a definition."""
    found = _any_block(folder, random)
    if found is None:
        return ""
    _replace(*found, "")
    return f"remove {_name(found[1])} from {found[0].name}"


def rename(folder: Path, random: Random) -> str:
    """Rename a definition wherever its name stands."""
    found = _any_block(folder, random)
    if found is None:
        return ""
    old = _name(found[1])
    new = f"{old}{'X' if old[0].isupper() else '-x'}"
    for path in schema_files(folder):
        path.write_text(re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, path.read_text()))
    return f"rename {old} to {new}"


def move(folder: Path, random: Random) -> str:
    """Move a definition to the end of another file."""
    found = _any_block(folder, random)
    if found is None:
        return ""
    path, block = found
    target = random.choice(schema_files(folder))
    _replace(path, block, "")
    target.write_text(target.read_text().rstrip("\n") + "\n\n" + block[0])
    return f"move {_name(block)} from {path.name} to {target.name}"


def rename_file(folder: Path, random: Random) -> str:
    """Rename a file, and where it is included."""
    choices = [path for path in schema_files(folder) if _is_included(folder, path.name)]
    if not choices:
        return ""
    path = random.choice(choices)
    new = path.with_name(f"{path.stem}-{random.randrange(100)}.json")
    for each in schema_files(folder):
        each.write_text(re.sub(rf"(?<=['/]){re.escape(path.name)}(?=')", new.name, each.read_text()))
    path.rename(new)
    return f"rename {path.name} to {new.name}"


def _is_included(folder: Path, name: str) -> bool:
    return any(
        Path(match[1]).name == name for path in schema_files(folder) for match in _INCLUDE.finditer(path.read_text())
    )


def touch(folder: Path, random: Random) -> str:
    """Write a file as it is."""
    path = random.choice(schema_files(folder))
    path.write_text(path.read_text())
    return f"touch {path.name}"


EDITS: tuple[Edit, ...] = (change_comment, change_type, add, remove, rename, move, rename_file, touch)
