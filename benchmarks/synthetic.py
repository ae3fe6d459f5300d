"""Schemas of any size with text like that of real ones: the same seed and size give the same schema.

A schema of size 1 has about as many definitions, members and lines as QMP had in 2025.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

_MODULES, _PER_MODULE = 46, 22
"""Of a schema of size 1."""
_VOCABULARY = """
the of to is a in that it for are be on this with not as guest host device image block node driver network memory when
if will may must only default value option command event state number size name file process enabled disabled backend
migration storage virtual machine server client request reply error bytes seconds supported available present
otherwise between before after until given same other another first last
"""
_WORDS = tuple(_VOCABULARY.split())
_BUILT_IN = ("str", "int", "bool", "size", "uint32", "number")


def write_schema(folder: Path, size: int, seed: int = 1) -> Path:
    """Write a schema *size* times as large as QMP below *folder*; gives its root file."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / "schema.json"
    names = [f"module-{number}" for number in range(_MODULES * size)]
    types: list[str] = []
    for name in names:
        (folder / f"{name}.json").write_text(_module(name, types, random))
    root.write_text("\n".join(f"{{ 'include': '{name}.json' }}" for name in names) + "\n")
    return root


def _module(name: str, types: list[str], random: Random) -> str:
    """A module, whose types may use those before it; mostly its own neighbours, as in real schemas."""
    parts = [f"##\n# {'=' * len(name)}\n# {name}\n# {'=' * len(name)}\n##\n"]
    for number in range(_PER_MODULE):
        kind = random.choices(("struct", "enum", "command", "event", "union"), (9, 4, 5, 1, 1))[0]
        parts.append(_definition(kind, f"{name.title().replace('-', '')}{number}", types, random))
    return "\n".join(parts)


def _definition(kind: str, name: str, types: list[str], random: Random) -> str:
    since = f"# Since: {random.randrange(1, 11)}.{random.randrange(3)}\n"
    if kind == "enum":
        values = [f"value-{n}" for n in range(random.randrange(2, 10))]
        types.append(name)
        return _commented(name, values, since, random) + f"{{ 'enum': '{name}', 'data': {values} }}\n"
    if kind == "union" and types:
        return _union(name, since, types, random)
    members = [f"{random.choice(('', '*'))}member-{n}" for n in range(random.randrange(1, 9))]
    data = ", ".join(f"'{member}': {_type(types, random)}" for member in members)
    shown = name if kind in ("struct", "union") else name.lower() if kind == "command" else name.upper()
    text = _commented(shown, [member.removeprefix("*") for member in members], since, random)
    if kind in ("struct", "union"):
        types.append(name)
    return text + f"{{ '{'struct' if kind == 'union' else kind}': '{shown}', 'data': {{ {data} }} }}\n"


def _union(name: str, since: str, types: list[str], random: Random) -> str:
    tags = [f"tag-{n}" for n in range(random.randrange(2, 8))]
    arms = [_struct(f"{name}{tag.title().replace('-', '')}", since, random) for tag in tags]
    data = ", ".join(f"'{tag}': '{name}{tag.title().replace('-', '')}'" for tag in tags)
    text = _commented(f"{name}Kind", tags, since, random) + f"{{ 'enum': '{name}Kind', 'data': {tags} }}\n\n"
    text += "\n".join(arms) + "\n" + _commented(name, ["kind"], since, random)
    types.append(name)
    base = f"{{ 'kind': '{name}Kind' }}"
    return text + f"{{ 'union': '{name}', 'base': {base}, 'discriminator': 'kind', 'data': {{ {data} }} }}\n"


def _struct(name: str, since: str, random: Random) -> str:
    return _commented(name, ["size"], since, random) + f"{{ 'struct': '{name}', 'data': {{ 'size': 'int' }} }}\n"


def _type(types: list[str], random: Random) -> str:
    if not types or random.random() < 0.6:
        return f"'{random.choice(_BUILT_IN)}'"
    name = random.choice(types[-40:])
    return f"['{name}']" if random.random() < 0.2 else f"'{name}'"


def _commented(name: str, parts: list[str], since: str, random: Random) -> str:
    described = "".join(f"# @{part}: {_text(random, 4, 30)}\n#\n" for part in parts)
    return f"##\n# @{name}:\n#\n# {_text(random, 5, 60)}\n#\n{described}{since}##\n"


def _text(random: Random, fewest: int, most: int) -> str:
    """A sentence, wrapped as comments are, with some markup."""
    words = random.choices(_WORDS, k=random.randrange(fewest, most))
    if random.random() < 0.15:
        words[random.randrange(len(words))] = f"``{random.choice(_WORDS)}``"
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 62:
            lines.append(line)
            line = "    "
        line += ("" if not line.strip() else " ") + word
    return "\n# ".join([*lines, line]) + "."
