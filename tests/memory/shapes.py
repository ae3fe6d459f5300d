"""Schemas with any number of lines, each of a shape that takes much memory for its size, with names from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TextIO

WORDS = ("lamp", "bin", "sack", "mill", "grain", "weigh", "sieve", "rye")


def write(shape: str, lines: int, seed: int, file: TextIO) -> None:
    """Write a schema of *shape* with about *lines* lines to *file*."""
    file.writelines(SHAPES[shape](lines, random.Random(seed)))


def _commands(lines: int, chance: random.Random) -> Iterator[str]:
    return (f"{{ 'command': '{chance.choice(WORDS)}-{number:06}' }}\n" for number in range(lines))


def _commands_of_one_name(lines: int, chance: random.Random) -> Iterator[str]:
    return (f"{{ 'command': 'lamp', 'data': {{ '{chance.choice(WORDS)}': 'int' }} }}\n" for _ in range(lines))


def _structs(lines: int, chance: random.Random) -> Iterator[str]:
    return (f"{{ 'struct': '{chance.choice(WORDS).title()}{number:06}', 'data': {{}} }}\n" for number in range(lines))


def _structs_with_members(lines: int, chance: random.Random) -> Iterator[str]:
    for number in range(lines):
        yield f"{{ 'struct': 'A{number:06}', 'data': {{ '{chance.choice(WORDS)}': 'int', '*b': 'str' }} }}\n"


def _structs_with_bases(lines: int, chance: random.Random) -> Iterator[str]:
    yield "{ 'struct': 'Base', 'data': { 'a': 'int' } }\n"
    for number in range(lines):
        yield f"{{ 'struct': '{chance.choice(WORDS).title()}{number:06}', 'base': 'Base', 'data': {{}} }}\n"


def _enums(lines: int, chance: random.Random) -> Iterator[str]:
    for number in range(lines):
        yield f"{{ 'enum': 'E{number:06}', 'data': [ 'a', '{chance.choice(WORDS)}' ] }}\n"


def _events(lines: int, chance: random.Random) -> Iterator[str]:
    for number in range(lines):
        yield f"{{ 'event': '{chance.choice(WORDS).upper()}_{number:06}', 'data': {{ 'a': 'int' }} }}\n"


def _commands_with_types(lines: int, chance: random.Random) -> Iterator[str]:
    yield "{ 'struct': 'Bin', 'data': { 'a': 'int' } }\n"
    for number in range(lines):
        yield f"{{ 'command': '{chance.choice(WORDS)}-{number:06}', 'data': 'Bin', 'returns': 'Bin' }}\n"


def _one_enum(lines: int, chance: random.Random) -> Iterator[str]:
    yield "{ 'enum': 'Lamp', 'data': [\n"
    yield from (f"  '{chance.choice('abc')}{number:06}',\n" for number in range(lines))
    yield "  'z' ] }\n"


def _one_enum_of_objects(lines: int, chance: random.Random) -> Iterator[str]:
    yield "{ 'enum': 'Lamp', 'data': [\n"
    yield from (f"  {{ 'name': '{chance.choice('abc')}{number:06}', 'if': 'BIG' }},\n" for number in range(lines))
    yield "  'z' ] }\n"


def _one_struct(lines: int, chance: random.Random) -> Iterator[str]:
    yield "{ 'struct': 'Lamp', 'data': {\n"
    yield from (f"  '{chance.choice('abc')}{number:06}': 'int',\n" for number in range(lines))
    yield "  'z': 'int' } }\n"


def _one_union(lines: int, chance: random.Random) -> Iterator[str]:
    yield "{ 'struct': 'Bin', 'data': { 'a': 'int' } }\n{ 'enum': 'Lamp', 'data': [\n"
    names = [f"{chance.choice('abc')}{number:06}" for number in range(lines // 2)]
    yield from (f"  '{name}',\n" for name in names)
    yield "  'z' ] }\n{ 'union': 'Lamps', 'base': { 'kind': 'Lamp' }, 'discriminator': 'kind', 'data': {\n"
    yield from (f"  '{name}': 'Bin',\n" for name in names)
    yield "  'z': 'Bin' } }\n"


def _short_comments(lines: int, chance: random.Random) -> Iterator[str]:
    for number in range(lines // 9):
        name = f"{chance.choice(WORDS)}-{number}"
        yield f"##\n# @{name}:\n#\n# It shines.\n#\n# Since: 1.0\n##\n{{ 'command': '{name}' }}\n\n"


def _described_members(lines: int, chance: random.Random) -> Iterator[str]:
    for number in range(lines // 15):
        name = f"{chance.choice(WORDS).title()}{number}"
        yield f"##\n# @{name}:\n#\n# It shines.\n#\n# @a: the first\n#\n# @b: the second\n#\n# Since: 1.0\n##\n"
        yield f"{{ 'struct': '{name}',\n  'data': {{ 'a': 'int',\n            '*b': 'str' }} }}\n\n"


def _free_comments(lines: int, chance: random.Random) -> Iterator[str]:
    return (f"##\n# {chance.choice(WORDS).title()} {number} shines.\n##\n\n" for number in range(lines // 4))


def _one_comment(lines: Callable[[int, random.Random], Iterator[str]]) -> Callable[[int, random.Random], Iterator[str]]:
    def comment(count: int, chance: random.Random) -> Iterator[str]:
        yield "##\n# @lamp:\n#\n# Shine.\n#\n"
        yield from lines(count, chance)
        yield "# That is all.\n##\n{ 'command': 'lamp' }\n"

    return comment


def _prose(lines: int, chance: random.Random) -> Iterator[str]:
    return (f"# {' '.join(chance.choices(WORDS, k=11))}\n" for _ in range(lines))


def _descriptions(lines: int, chance: random.Random) -> Iterator[str]:
    return (f"# @{chance.choice(WORDS)}-{number}: how it shines\n" for number in range(lines))


SHAPES: dict[str, Callable[[int, random.Random], Iterator[str]]] = {
    "commands": _commands,
    "commands of one name": _commands_of_one_name,
    "structs": _structs,
    "structs with members": _structs_with_members,
    "structs with bases": _structs_with_bases,
    "enums": _enums,
    "events": _events,
    "commands with types": _commands_with_types,
    "one enum": _one_enum,
    "one enum of objects": _one_enum_of_objects,
    "one struct": _one_struct,
    "one union": _one_union,
    "short comments": _short_comments,
    "described members": _described_members,
    "free comments": _free_comments,
    "a comment of prose": _one_comment(_prose),
    "a comment of letters": _one_comment(lambda lines, chance: (f"# {chance.choice('abc')}\n" for _ in range(lines))),
    "a comment of blank lines": _one_comment(lambda lines, _chance: ("#\n" for _ in range(lines))),
    "a comment of one line": _one_comment(lambda lines, _chance: iter([f"# {'lamp ' * lines}\n"])),
    "a comment of descriptions": _one_comment(_descriptions),
}
