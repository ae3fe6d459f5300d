"""Schemas of any size, shaped like real ones: the same seed and size give the same schema.

A schema of size 1 has about as many definitions, members, lines and words as QMP had in 2025, in as many modules,
whose sizes differ as much. A larger schema has more modules of these sizes, not larger modules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.synthetic_text import NOUNS, VERBS, later_version, paragraph, sentence, version

_SIZES = (
    230, 95, 75, 70, 52, 45, 36, 34, 32, 24, 24, 22, 22, 22, 15, 15, 15, 15, 14, 13, 13, 12, 12,
    11, 10, 9, 8, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1
)  # fmt: skip
"""The number of definitions in each module of a schema of size 1."""
_LARGE = 100
"""A module with more definitions than this has a union with dozens of branches, which refer to the union again."""
_MEMBERS = (1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 6, 8, 12)
_ARGUMENTS = (0, 0, 0, 1, 1, 1, 2, 2, 3, 6)
_BRANCHES = (2, 2, 2, 3, 5, 5, 9, 13)
_VALUES = (2, 2, 2, 3, 3, 4, 5, 7, 9, 14)
_BUILT_IN = ("str", "str", "int", "bool", "bool", "size", "uint32", "number")
_CONDITIONS = ("CONFIG_LINUX", "CONFIG_TLS", "CONFIG_SPARE")


@dataclass(frozen=True, slots=True)
class _Type:
    name: str
    members: tuple[str, ...] = ()
    """The names of its members if it is a struct that can be a base; otherwise empty."""


@dataclass
class _Schema:
    """The part of the schema that has been made so far."""

    random: Random
    names: set[str] = field(default_factory=set)
    common: list[_Type] = field(default_factory=list)
    """The types that all modules use."""

    def name(self, stem: str, words: tuple[str, ...]) -> str:
        """A new name, which nothing has yet."""
        while True:
            name = "-".join((stem, *self.random.sample(words, 2))) if stem else "-".join(self.random.sample(words, 2))
            if name not in self.names:
                self.names.add(name)
                return name


def write_schema(folder: Path, size: int, seed: int = 1) -> Path:
    """Write a schema *size* times as large as QMP below *folder*; return its root file."""
    schema = _Schema(Random(seed))
    folder.mkdir(parents=True, exist_ok=True)
    names = ["common"]
    (folder / "common.json").write_text(_module(schema, "common", 12, shared=True))
    for number in range(size):
        for place, count in enumerate(_SIZES):
            names.append(f"{NOUNS[place]}-{number}")
            (folder / f"{names[-1]}.json").write_text(_module(schema, names[-1], count))
    root = folder / "schema.json"
    root.write_text("\n".join(f"{{ 'include': '{name}.json' }}" for name in names) + "\n")
    return root


def _module(schema: _Schema, name: str, count: int, *, shared: bool = False) -> str:
    module = _Module(schema, name, schema.common if shared else [])
    bar = "=" * len(name)
    module.parts.append(f"##\n# {bar}\n# {name}\n# {bar}\n#\n# {paragraph(schema.random, 20)}\n##\n")
    if count > _LARGE:
        module.union(branches=45, wrapped=True)
    while module.count < count:
        kinds = (module.struct, module.enum, module.command, module.event, module.union)
        schema.random.choices(kinds, (46, 14, 24, 6, 2) if not shared else (3, 9, 0, 0, 0))[0]()
    return "\n".join(module.parts)


@dataclass
class _Module:
    schema: _Schema
    stem: str
    types: list[_Type]
    """The types of the module, which its members use mostly, as in a real module."""
    parts: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def random(self) -> Random:
        return self.schema.random

    def enum(self) -> _Type:
        values = self._words(self.random.choice(_VALUES) if self.random.random() < 0.97 else 90)
        name = self._type_name("Kind")
        self._write(name, values, f"'enum': '{name}', 'data': {values}")
        return self._added(_Type(name))

    def struct(self, *, more: str = "", short: bool = False) -> _Type:
        bases = [each for each in self.types if each.members]
        base = self.random.choice(bases) if bases and self.random.random() < 0.16 else None
        wanted = self._words(self.random.choice(_MEMBERS[:7] if short else _MEMBERS))
        members = [each for each in wanted if base is None or each not in base.members] or ["own-data"]
        data = self._data(members, more, conditional=True)
        name = self._type_name("Options" if short else "Info")
        inherits = f"'base': '{base.name}', " if base else ""
        self._write(name, members, f"'struct': '{name}', {inherits}'data': {data}")
        return self._added(_Type(name, () if base or more else tuple(members)))

    def union(self, *, branches: int = 0, wrapped: bool = False) -> _Type:
        """A union; if *wrapped*, its branches refer to it through an alternate, as block devices do."""
        tags = self._words(branches or self.random.choice(_BRANCHES))
        kind, name = self._type_name("Driver"), self._type_name("Union")
        alternate = self._type_name("Ref") if wrapped else ""
        arms = [self.struct(more=alternate if self.random.random() < 0.5 else "", short=True) for _ in tags]
        self._write(kind, tags, f"'enum': '{kind}', 'data': {tags}")
        shared = [f"x-{each}" for each in self._words(self.random.choice((1, 1, 3)))]
        data = self._data(shared)
        base = f"{{ 'x-driver': '{kind}', {data.removeprefix('{')}"
        choices = ", ".join(f"'{tag}': '{arm.name}'" for tag, arm in zip(tags, arms, strict=True))
        body = f"'union': '{name}', 'base': {base}, 'discriminator': 'x-driver', 'data': {{ {choices} }}"
        self._write(name, ["x-driver", *shared], body)
        if alternate:
            refers = f"'definition': '{name}', 'reference': 'str'"
            self._write(alternate, ["definition", "reference"], f"'alternate': '{alternate}', 'data': {{ {refers} }}")
            boxed = self.schema.name(self.stem, VERBS)
            self._write(boxed, [], f"'command': '{boxed}', 'boxed': true, 'data': '{name}'", example="{}")
        return self._added(_Type(name))

    def command(self) -> None:
        name = self.schema.name(self.stem, VERBS)
        structs = [each for each in self.types if each.members]
        returns = ""
        if structs and self.random.random() < 0.43:
            kind = f"'{self.random.choice(structs).name}'"
            returns = f", 'returns': {f'[ {kind} ]' if self.random.random() < 0.3 else kind}"
        if structs and self.random.random() < 0.12:
            body, arguments = f"'boxed': true, 'data': '{self.random.choice(structs).name}'", []
        else:
            arguments = self._words(self.random.choice(_ARGUMENTS))
            body = f"'data': {self._data(arguments)}"
        shown = ", ".join(f'"{each}": 1' for each in arguments)
        self._write(name, arguments, f"'command': '{name}', {body}{returns}", example=f"{{ {shown} }}")

    def event(self) -> None:
        name = self.schema.name(self.stem, NOUNS).upper().replace("-", "_")
        data = self._words(self.random.choice(_ARGUMENTS[3:]))
        self._write(name, data, f"'event': '{name}', 'data': {self._data(data)}")

    def _added(self, made: _Type) -> _Type:
        self.types.append(made)
        return made

    def _words(self, count: int) -> list[str]:
        """Names for *count* members or values."""
        if count > len(NOUNS):
            return [f"{NOUNS[n % len(NOUNS)]}-{n}" for n in range(count)]
        return self.random.sample(NOUNS, count)

    def _type_name(self, end: str) -> str:
        return self.schema.name(self.stem, NOUNS).title().replace("-", "") + end

    def _data(self, members: list[str], more: str = "", *, conditional: bool = False) -> str:
        """The members as they are declared, with one of the type *more*; if *conditional*, some have a condition."""
        entries = []
        for member in members:
            name = self._type()
            kind = f"[ '{name}' ]" if self.random.random() < 0.15 else f"'{name}'"
            if conditional and self.random.random() < 0.03:
                kind = f"{{ 'type': {kind}, 'if': '{self.random.choice(_CONDITIONS)}' }}"
            entries.append(f"'{self.random.choice(('', '*'))}{member}': {kind}")
        if more:
            entries.append(f"'*x-file': '{more}'")
        return f"{{ {', '.join(entries)} }}"

    def _type(self) -> str:
        """The type of a member: mostly a built-in type, else one of the module, seldom one that all modules use."""
        near = self.types[-30:]
        if self.random.random() < 0.77 or not (near or self.schema.common):
            return self.random.choice(_BUILT_IN)
        return self.random.choice(near if near and self.random.random() < 0.8 else self.schema.common or near).name

    def _write(self, name: str, parts: list[str], body: str, example: str = "") -> None:
        """Add a definition with its comment; *parts* are the names of its members or values."""
        self.count += 1
        random = self.random
        since = version(random)
        lines = [paragraph(random, 11, [f"@{each}" for each in parts] + [f"`{each.name}`" for each in self.types[-5:]])]
        for part in parts:
            newer = f" (since {later_version(random, since)})" if random.random() < 0.2 else ""
            lines.append(f"@{part}: {sentence(random, 9)}{newer}")
        is_command = name[0].islower()
        if random.random() < 0.04:
            feature = random.choice(("unstable", "deprecated")) if is_command else "fast-path"
            lines.append(f"Features:\n#\n# @{feature}: {sentence(random, 9)}")
            body += f", 'features': [ '{feature}' ]"
        if example and random.random() < 0.2:
            lines.append(f"Errors:\n#     - {sentence(random, 9, indent=6)}")
        lines.append(f"Since: {since}")
        if example:
            lines.append(
                f'.. qmp-example::\n#\n#    -> {{ "execute": "{name}",\n'
                f'#         "arguments": {example} }}\n#    <- {{ "return": {{}} }}'
            )
        if is_command and random.random() < 0.2:
            body += f", 'if': '{random.choice(_CONDITIONS)}'"
        self.parts.append(f"##\n# @{name}:\n#\n# " + "\n#\n# ".join(lines) + f"\n##\n{{ {body} }}\n")
