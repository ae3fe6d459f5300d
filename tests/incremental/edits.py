"""Random edits of a schema, of the kinds that its authors make; the schema stays readable, but not always correct."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

_BLOCK = re.compile(r"^##\n(?:#(?!#).*\n)+##\n\{(?:.+\n)+", re.MULTILINE)
"""A definition with its comment, up to the empty line after it."""
_NAME = re.compile(r"'(?:command|event|struct|union|enum|alternate)':\s*'([^']+)'")
_TEXT = re.compile(r"^# ( *)(?=[A-Za-z])(?!Since|Returns|Features|Errors|Note|Example|TODO)(.*[a-z])\.$", re.MULTILINE)
_MEMBER = re.compile(r"'(\*?[a-z][a-z0-9-]*)': '(str|int|bool|size|uint\d+|number)'")
_INCLUDE = re.compile(r"\{ *'include': *'([^']+)' *\}")

_SINCE = re.compile(r"^# Since: .*$", re.MULTILINE)
_HEADING = re.compile(r"^# (=+)\n# (?P<title>.+)\n# =+$|^# (?P<plain>.+)\n# =+$|^# =+ (?P<old>.+)$", re.MULTILINE)
_CONDITION = re.compile(r",\s*'if': *(?:'[^']*'|\{[^{}]*\})")
_BROKEN = "{ 'command': 'broken',\n"

Edit = Callable[[Path, Random], str]
"""Changes the files below a folder; returns what was done, or an empty text if there was nothing to do."""


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
    """Change the end of a sentence in a comment."""
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
    _add_command(path, name, "A new command.")
    return f"add {name} to {path.name}"


def remove(folder: Path, random: Random) -> str:
    """Remove a definition."""
    found = _any_block(folder, random)
    if found is None:
        return ""
    _replace(*found, "")
    return f"remove {_name(found[1])} from {found[0].name}"


def rename(folder: Path, random: Random) -> str:
    """Rename a definition wherever its name occurs."""
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
    """Rename a file, and adapt the includes of it."""
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
    """Write a file with the same content."""
    path = random.choice(schema_files(folder))
    path.write_text(path.read_text())
    return f"touch {path.name}"


def remove_file(folder: Path, random: Random) -> str:
    """Remove a file with definitions, and the includes of it."""
    choices = [path for path in schema_files(folder) if _is_included(folder, path.name)]
    if len(choices) < 2:
        return ""
    path = random.choice(choices)
    for each in schema_files(folder):
        text = each.read_text()
        # Files that it includes must not be lost with it.
        inner = "\n".join(match[0] for match in _INCLUDE.finditer(path.read_text()))
        lines = (inner if _includes(line, path.name) else line for line in text.split("\n"))
        each.write_text("\n".join(lines))
    path.unlink()
    return f"remove {path.name}"


def _includes(line: str, name: str) -> bool:
    match = _INCLUDE.search(line)
    return match is not None and Path(match[1]).name == name


def add_file(folder: Path, random: Random) -> str:
    """Add a file with a title and a command, and include it from another one."""
    path, name = random.choice(schema_files(folder)), f"added-{random.randrange(10_000)}"
    path.with_name(f"{name}.json").write_text(f"##\n# {'=' * len(name)}\n# {name}\n# {'=' * len(name)}\n##\n")
    path.write_text(f"{{ 'include': '{name}.json' }}\n{path.read_text()}")
    _add_command(path.with_name(f"{name}.json"), f"{name}-command", "")
    return f"add {name}.json, included from {path.name}"


def move_include(folder: Path, random: Random) -> str:
    """Move an include to the end of another file."""
    choices = [(path, match) for path in schema_files(folder) for match in _INCLUDE.finditer(path.read_text())]
    if not choices:
        return ""
    path, match = random.choice(choices)
    _replace(path, match, "")
    target = random.choice(schema_files(folder))
    target.write_text(f"{target.read_text()}\n{match[0]}\n")
    return f"include {match[1]} from {target.name}, not from {path.name}"


def mention(folder: Path, random: Random) -> str:
    """Mention a definition in the comment of a new one."""
    path, found = random.choice(schema_files(folder)), _any_block(folder, random)
    assert found is not None
    name = _name(found[1])
    _add_command(path, f"mention-{random.randrange(10_000)}", f"Like @{name} and `{name}`, and @to-come.")
    return f"mention {name} in {path.name}"


def come_and_go(folder: Path, _random: Random) -> str:
    """Add a command that texts and pages mention, or remove it if it is there."""
    for path in schema_files(folder):
        for match in _blocks(path):
            if _name(match) == "to-come":
                _replace(path, match, "")
                return f"remove to-come from {path.name}"
    _add_command(schema_files(folder)[0], "to-come", "It has come.")
    return "add to-come"


def change_since(folder: Path, random: Random) -> str:
    """Give a definition another version, or one that no other definition has."""
    found = _any_block(folder, random)
    if found is None:
        return ""
    version = random.choice(("1.0", "1.6", f"{random.randrange(3, 9)}.{random.randrange(9)}"))
    _replace(*found, _SINCE.sub(f"# Since: {version}", found[1][0]))
    return f"since of {_name(found[1])}: {version}"


def change_condition(folder: Path, random: Random) -> str:
    """Give a definition a condition."""
    return _add_key(folder, random, f"'if': 'CONFIG_{random.randrange(10)}'")


def change_feature(folder: Path, random: Random) -> str:
    """Give a definition a feature."""
    return _add_key(folder, random, f"'features': [ '{random.choice(('deprecated', 'unstable', 'swift'))}' ]")


def _add_key(folder: Path, random: Random, entry: str) -> str:
    found = _any_block(folder, random)
    if found is None:
        return ""
    _replace(*found, re.sub(r"\s*\}\s*\Z", f",\n  {entry} }}\n", found[1][0]))
    return f"{entry} on {_name(found[1])}"


def drop_feature(folder: Path, random: Random) -> str:
    """Remove a special feature, or all conditions, everywhere, so that the index of them goes as well."""
    name = random.choice(("deprecated", "unstable", "if"))
    for path in schema_files(folder):
        text = path.read_text()
        if name == "if":
            path.write_text(_CONDITION.sub("", text))
        else:
            path.write_text(re.sub(rf"(?<=['@]){name}(?=[':])", f"once-{name}", text))
    return f"no {name} any more"


def change_heading(folder: Path, random: Random) -> str:
    """Rename a heading, which may be the title of a module or of the schema."""
    choices = [(path, match) for path in schema_files(folder) for match in _HEADING.finditer(path.read_text())]
    if not choices:
        return ""
    path, match = random.choice(choices)
    title = match["title"] or match["plain"] or match["old"]
    new = random.choice((f"{title} {random.randrange(10)}", f"``{title}``"))
    _replace(path, match, match[0].replace("=", "=" * 6).replace(title, new))
    return f"change the heading {title} in {path.name} to {new}"


def remove_heading(folder: Path, random: Random) -> str:
    """Remove a heading."""
    choices = [(path, match) for path in schema_files(folder) for match in _HEADING.finditer(path.read_text())]
    if not choices:
        return ""
    path, match = random.choice(choices)
    _replace(path, match, "#")
    return f"remove the heading {match[0]!r} from {path.name}"


def shift_lines(folder: Path, random: Random) -> str:
    """Move the whole content of a file some lines down."""
    path = random.choice(schema_files(folder))
    path.write_text("\n\n\n" + path.read_text())
    return f"shift {path.name}"


def break_or_repair(folder: Path, random: Random) -> str:
    """Leave an expression open at the end of a file, or undo that."""
    for path in schema_files(folder):
        text = path.read_text()
        if _BROKEN in text:
            path.write_text(text.replace(_BROKEN, ""))
            return f"repair {path.name}"
    path = random.choice(schema_files(folder))
    path.write_text(path.read_text() + _BROKEN)
    return f"break {path.name}"


def change_setting(folder: Path, random: Random) -> str:
    """Change something in ``qapi_schemas`` of ``conf.py``."""
    words: Mapping[str, tuple[str, ...]] = {
        "pages": ("module", "definition", "schema"),
        "title": ("The protocol", "Other words"),
        "markup": ("auto", "markdown"),
        "output": ("qmp", "elsewhere"),
        "source_url": ("", "https://example.org/{path}#L{line}"),
    }
    path = folder / "settings.json"
    settings = json.loads(path.read_text())
    name, choices = random.choice(list(words.items()))
    settings["QMP"][name] = random.choice([each for each in choices if each != settings["QMP"].get(name)])
    path.write_text(json.dumps(settings))
    return f"{name} = {settings['QMP'][name]!r}"


def second_schema(folder: Path, _random: Random) -> str:
    """Add the same schema under another namespace, or remove that one again."""
    path = folder / "settings.json"
    settings = json.loads(path.read_text())
    if settings.pop("Other", None) is None:
        settings["Other"] = {**settings["QMP"], "output": "other"}
    path.write_text(json.dumps(settings))
    return f"namespaces: {', '.join(settings)}"


def _add_command(path: Path, name: str, text: str) -> None:
    before = path.read_text().rstrip("\n")
    path.write_text(f"{before}\n\n##\n# @{name}:\n#\n# {text}\n#\n# Since: 1.2\n##\n{{ 'command': '{name}' }}\n")


EDITS: tuple[Edit, ...] = (
    change_comment, mention, change_type, come_and_go, add, remove, rename, move, rename_file, touch, second_schema,
    add_file, remove_file, move_include, change_since, change_condition, change_feature, drop_feature, come_and_go,
    change_heading, remove_heading, shift_lines, break_or_repair, change_comment, break_or_repair, change_setting,
    second_schema, change_setting,
)  # fmt: skip
