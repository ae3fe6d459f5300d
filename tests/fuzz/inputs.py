"""Random and hostile schemas."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.schema.test_robustness import HOSTILE

ROOT = Path(__file__).parents[2]

_TOKEN = re.compile(r"'[^'\n]*'|[{}\[\]:,]|#[^\n]*|\w+|\s+|.")
_PIECES = (
    *"{}[]:,'\"#\\\n\t@ ",
    *(
        "##\n",
        "# @A:\n",
        "# @a: text\n",
        "# Since: 1.0\n",
        "# Features:\n",
        "# Returns: x\n",
        "# .. note::\n",
        "# `x\n",
    ),
    *(
        f"'{word}'"
        for word in ("include", "pragma", "type", "struct", "enum", "union", "alternate", "command", "event")
    ),
    *(
        f"'{word}'"
        for word in ("data", "base", "discriminator", "if", "features", "returns", "boxed", "A", "*a", "int")
    ),
    *("true", "false", "null", "word", "é", "\0", "\ufeff", "\r", "\x1b[31m", "\u202e", "\x85", "\u2028", "\ud800"),
)


def seeds() -> list[str]:
    """The texts of the example and, if they are available, of real schemas."""
    shared = Path(os.environ.get("SPHINX_QAPI_SHARED") or ROOT.parent / "shared")
    files = [*sorted((ROOT / "examples").rglob("*.json")), *sorted(shared.glob("corpus/*/**/*.json"))]
    files += sorted(shared.glob("conformance/*.json"))
    return [file.read_text("utf-8") for file in files]


def mutant(text: str, chance: random.Random) -> str:
    """*text* with some tokens or lines deleted, doubled, swapped or inserted."""
    pieces = text.splitlines(keepends=True) if chance.random() < 0.3 else _TOKEN.findall(text)
    if len(pieces) > 4000:
        start = chance.randrange(len(pieces) - 4000)
        pieces = pieces[start : start + 4000]
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        first, second = chance.randrange(len(pieces) + 1), chance.randrange(len(pieces) + 1)
        match chance.randrange(5):
            case 0:
                del pieces[first : first + 1]
            case 1:
                pieces[first:first] = pieces[first : first + 1]
            case 2:
                pieces[first : first + 1], pieces[second : second + 1] = (
                    pieces[second : second + 1],
                    pieces[first : first + 1],
                )
            case 3:
                pieces.insert(first, chance.choice(_PIECES))
            case _:
                pieces[first : first + 1] = [chance.choice(_PIECES)]
    return "".join(pieces)


def inputs(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Random inputs without end, each with its kind."""
    texts = seeds()
    while True:
        kind = chance.choice(("bytes", "pieces", "mutant", "mutant", "mutant", "mutant of bytes"))
        if kind == "bytes":
            data = chance.randbytes(chance.randrange(600))
        elif kind == "pieces":
            data = "".join(chance.choices(_PIECES, k=chance.randrange(80))).encode(errors="surrogatepass")
        else:
            data = mutant(chance.choice(texts), chance).encode(errors="surrogatepass")
            data = data.replace(b"\n", chance.choice((b"\n", b"\n", b"\n", b"\n", b"\r\n", b"\r")))
        if kind == "mutant of bytes" and data:
            changed = bytearray(data)
            for _ in range(3):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            data = chance.choice((b"", b"\xef\xbb\xbf")) + bytes(changed[: chance.choice((len(changed), 2000))])
        yield kind, data


def fixed_inputs() -> Iterator[tuple[str, bytes]]:
    """The inputs that are read once per run, with their names: the hostile schemas of the tests, and one of 50 MB."""
    yield from ((name, make(size)) for name, (make, size) in HOSTILE.items())
    comment = b"# Text of a comment that has nothing to say, and takes long to say it.\n" * 600
    yield (
        "50 MB",
        b"".join(b"##\n# @C%d:\n#\n%s##\n{ 'enum': 'C%d', 'data': [] }\n" % (n, comment, n) for n in range(1200)),
    )


def _linked(path: Path) -> None:
    path.write_text("\n{ 'include': 'link.json' }\n")
    path.with_name("link.json").symlink_to(path)


def _circle(path: Path) -> None:
    path.write_text("\n{ 'include': 'y.json' }\n")
    path.with_name("y.json").write_text(f"{{ 'include': '{path.name}' }}\n")


FILES: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "nothing": lambda _: None,
    "a link to itself": lambda path: path.symlink_to(path),
    "an include of nothing": lambda path: path.write_text("\n{ 'include': 'none.json' }\n"),
    "an include of a folder": lambda path: path.write_text("\n{ 'include': '.' }\n"),
    "an include of itself": lambda path: path.write_text(f"\n{{ 'include': '{path.name}' }}\n"),
    "an include of itself by a link": _linked,
    "includes in a circle": _circle,
}
"""Functions that make something at a path in which no schema is found, by what they make."""
