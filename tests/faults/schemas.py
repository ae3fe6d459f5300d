"""Random schemas: mutants of real ones with correct syntax, so that the checks of their meaning are reached."""

from __future__ import annotations

import ast
import re
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sphinx_qapi.analysis.lint import LINT_RULES, lint
from sphinx_qapi.schema.load import load_schema
from tests.faults.projects import Project
from tests.fuzz.inputs import seeds

LONGEST = 10
"""Seconds of processor time after which reading a schema counts as hanging."""
_BLOCK = re.compile(r"^##\n(?P<comment>(?:#(?!#).*\n)*)##\n(?P<code>\{(?:.*\n)*?(?=\n|\Z|##))", re.MULTILINE)
_COMMENT_IN_CODE = re.compile(r"#[^\n']*$", re.MULTILINE)
_KINDS = ("command", "event", "struct", "union", "enum", "alternate")
_BUILT_IN = ("int", "str", "bool", "any", "number", "size", "uint8", "null", "QType")
_MOST = 12
"""Upper limit, exclusive, of the definitions taken for a schema: more take longer, and find no more."""
_ODD_LINES = (
    "# Since: 1.0", "# Since: 99.9.9-x", "# Returns: nothing", "# Features:", "# @odd: something", "# Note: x",
    "# .. note:: Of no use.", "# Example:", "#", "#   deeper", "# ``literal", "# `any`_ |x| [1]_ *", "# * a", "# ::",
    "# TODO: no", "# Errors:", "#     - x", "# @: x", "# = Title", "# .. qmp-example::", "#    -> { \"execute\": 1 }",
)  # fmt: skip

Expression = dict[str, Any]


@cache
def parts_of_corpus() -> list[list[tuple[str, Expression]]]:
    """By file: its definitions in order, each with comment and expression."""
    files = [[part for match in _BLOCK.finditer(text) if (part := _part(match))] for text in seeds()]
    return [each for each in files if each]


def _part(match: re.Match[str]) -> tuple[str, Expression] | None:
    code = _COMMENT_IN_CODE.sub("", match["code"])
    try:
        value = ast.literal_eval(re.sub(r"\b(true|false)\b", lambda word: word[0].title(), code))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return (match["comment"], value) if isinstance(value, dict) and _name(value) else None


def _name(expression: Expression) -> str:
    name = next((expression[kind] for kind in _KINDS if kind in expression), "")
    return name if isinstance(name, str) else ""


def random_schema(random: Random) -> tuple[str, set[str]]:
    """A mutant of a piece of a real schema, and the names of unchanged definitions, which must be found in it."""
    file = random.choice(parts_of_corpus())
    start = random.randrange(len(file))
    parts = [*file[start : start + random.randrange(1, _MOST)]]
    left = {_name(expression) for _, expression in parts}
    for _ in range(random.choice((1, 2, 5, 20))):
        place = random.randrange(len(parts))
        comment, expression = parts[place]
        left -= {_name(expression)}
        copy = ast.literal_eval(repr(expression))
        match random.randrange(6):
            case 0:
                parts[place] = _changed_comment(comment, random), copy
            case 1:
                other = random.choice(parts)[1]
                left -= {_name(other)}
                parts.append((comment, copy | {_kind(copy): _name(other)}))
            case 2:
                parts[place] = comment, copy | {random.choice(_KINDS): copy.pop(_kind(copy), "X")}
            case _:
                _change(copy, random, [_name(each) for _, each in parts])
                parts[place] = comment, copy
        left -= {_name(parts[place][1])}
    text = "".join(f"\n##\n{comment}##\n{_written(expression)}\n" for comment, expression in parts)
    return text, {name for name in left if _is_once(name, parts)}


def _is_once(name: str, parts: list[tuple[str, Expression]]) -> bool:
    return sum(_name(each).lower() == name.lower() for _, each in parts) == 1 and name not in _BUILT_IN


def _kind(expression: Expression) -> str:
    return next((kind for kind in _KINDS if kind in expression), _KINDS[0])


def _changed_comment(comment: str, random: Random) -> str:
    lines = comment.splitlines()
    for _ in range(random.choice((1, 3))):
        place = random.randrange(len(lines) + 1)
        match random.randrange(4):
            case 0:
                del lines[place : place + 1]
            case 1:
                lines[place:place] = lines[place : place + 1]
            case 2:
                lines.insert(place, random.choice(_ODD_LINES))
            case _:
                lines[place : place + 1] = [line.replace("# ", "#  ", 1) for line in lines[place : place + 1]]
    return "".join(f"{line}\n" for line in lines)


def _change(value: Any, random: Random, names: list[str]) -> None:
    """Change something at random in a table or list, at any depth."""
    while True:
        places = list(value) if isinstance(value, dict) else range(len(value))
        if not places:
            break
        key = random.choice(list(places))
        if isinstance(value[key], (dict, list)) and random.random() < 0.7:
            value = value[key]
            continue
        match random.randrange(4):
            case 0:
                del value[key]
            case 1 if isinstance(value, dict) and isinstance(key, str):
                other = random.choice((f"*{key}", f"{key}-x", key.upper(), "if", "features", "base", "data"))
                value[other] = value[key]
            case _:
                value[key] = _any_value(random, names)
        break


def _any_value(random: Random, names: list[str]) -> Any:
    name = random.choice((*names, *_BUILT_IN, "Nowhere", "x-y", ""))
    return random.choice(
        (
            name, name, [name], {"type": name, "if": "CONFIG_A"}, {"any": ["A", {"not": "B"}]}, {"not": {"all": []}},
            {}, [], True, False, ["deprecated"], [{"name": "unstable", "if": "X"}], {"a": name, "*b": [name]}, [[name]],
        )
    )  # fmt: skip


def _written(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{ " + ", ".join(f"{_written(key)}: {_written(each)}" for key, each in value.items()) + " }"
        case list() | tuple():
            return "[ " + ", ".join(map(_written, value)) + " ]"
        case _:
            return f"'{value}'"


def checked_schemas(number: int, random: Random) -> Iterator[tuple[str, list[str]]]:
    """For each schema what was wrong when `check --lint` read it; only faulty schemas and the last are reported."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schema.json"
        for place in range(number):
            text, names = random_schema(random)
            path.write_text(text)
            found = _checked(path, names)
            if found or place == number - 1:
                yield f"schema {place + 1}", [*found, *([text] if found else [])]


def _checked(path: Path, names: set[str]) -> list[str]:
    try:
        with _not_longer():
            result = load_schema(path)
            lint(result.schema, {rule.name for rule in LINT_RULES})
    except Exception as error:  # what the test looks for
        return ["".join(traceback.format_exception(error)[-4:])]
    return [f"{name} is lost" for name in sorted(names - result.schema.definitions.keys())]


@contextmanager
def _not_longer() -> Iterator[None]:
    """Raise TimeoutError if the body takes more processor time than `LONGEST`."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"takes more than {LONGEST} s")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def built_schemas(number: int, random: Random, *, every: int = 5) -> Iterator[tuple[str, list[str]]]:
    """For each schema what was wrong with its site, which is built incrementally on that of the schema before.

    Every definition that was read must be on a page, and every *every* schemas the site must equal a clean build's.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root" / "schema.json"
        root.parent.mkdir()
        root.write_text("##\n# @A:\n##\n{ 'command': 'a' }\n{ 'struct': 'B', 'data': {} }\n")
        project = Project(Path(folder), root, theme="basic")
        path = project.edited / root.name
        for place in range(number):
            text, names = random_schema(random)
            path.write_text(text)
            if place % 50 == 49:
                project.set("pages", random.choice(("module", "definition", "schema")))
            yield f"schema {place + 1}", _built(project, path, names, random, is_compared=place % every == 0)


def _built(project: Project, path: Path, names: set[str], random: Random, *, is_compared: bool) -> list[str]:
    ended = project.build(jobs=random.choice((1, 1, 2)))
    if ended.status or "Traceback" in project.said:
        return [project.said, path.read_text()]
    known = names | set(load_schema(path).schema.definitions)
    lost = sorted(known - _described(project.kept / "html" / "objects.inv"))
    found = [*(f"{name} is lost" for name in lost), *(project.differences() if is_compared else ())]
    return [*found, path.read_text()] if found else []


def _described(inventory: Path) -> set[str]:
    import zlib

    packed = inventory.read_bytes().split(b"\n", 4)[4]
    lines = zlib.decompress(packed).decode().splitlines()
    return {line.split(" ", 1)[0] for line in lines if " qapi:" in line}


Cases = Callable[[int, Random], Iterator[tuple[str, list[str]]]]
