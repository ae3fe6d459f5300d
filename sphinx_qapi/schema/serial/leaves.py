"""Values of the model that have a special form in JSON: positions, prose, versions, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sphinx_qapi.schema.model.conditions import All, Condition, Not, Raw, Symbol, condition_text
from sphinx_qapi.schema.model.conditions import Any as AnyOf
from sphinx_qapi.schema.serial.errors import ModelError, expect
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import compact_columns, compact_numbers
from sphinx_qapi.source.text import Text, without_control_characters
from sphinx_qapi.source.version import Version


class Files:
    """The files of all positions; data refers to them by number."""

    def __init__(self, paths: Sequence[str] = ()) -> None:
        self.paths = list(paths)
        self._numbers = {path: number for number, path in enumerate(self.paths)}

    def number(self, path: str) -> int:
        """The number of *path*; a new file gets the next number."""
        number = self._numbers.setdefault(path, len(self.paths))
        if number == len(self.paths):
            self.paths.append(path)
        return number

    def path(self, number: object) -> str:
        """The path of the file *number*."""
        expect(number, int, "the number of a file")
        assert isinstance(number, int)
        if not 0 <= number < len(self.paths):
            raise ModelError(f"there is no file {number}")
        return self.paths[number]


def position_data(position: Position, files: Files) -> list[int]:
    """*position* as ``[file, line, column]``, where the file is a number."""
    return [files.number(position.path), position.line, position.column]


def read_position(data: Any, files: Files) -> Position:
    """The position in *data*."""
    if not isinstance(data, list) or len(data) != 3:
        raise ModelError("[file, line, column] was expected")
    return Position(files.path(data[0]), _number(data[1], 1), _number(data[2], 1))


def text_data(text: Text, files: Files) -> dict[str, Any]:
    """The lines as ``content``, and their places; numbers of single lines only if they are not consecutive."""
    data: dict[str, Any] = {"file": files.number(text.path)}
    if text.lines:
        data["content"] = text.content
        data |= _line_data(text.numbers)
    if text.columns:
        first = text.columns[0]
        data |= {"column": first} if set(text.columns) == {first} else {"columns": list(text.columns)}
    if text.markup != "rst":
        data["markup"] = text.markup
    return data


def _line_data(numbers: Sequence[int]) -> dict[str, Any]:
    if list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
        return {"line": numbers[0]}
    return {"lines": list(numbers)}


def read_text_data(data: Any, files: Files) -> Text:
    """The prose in *data*."""
    expect(data, dict, "an object with a text")
    content = data.get("content")
    lines = () if content is None else tuple(read_string(content, files, lines=True).split("\n"))
    columns = compact_columns(_numbers(data, "columns", lines))
    if not columns and "column" in data:
        columns = compact_columns([_number(data["column"], 1)] * len(lines))
    numbers = _numbers(data, "lines", lines)
    if lines and not numbers:
        first = _number(data.get("line"), 1)
        numbers = compact_numbers(range(first, first + len(lines)))
    markup = data.get("markup", "rst")
    if markup not in ("rst", "plain", "markdown"):
        raise ModelError("rst, plain or markdown was expected").within("markup")
    return Text(path=files.path(data.get("file")), lines=lines, numbers=numbers, columns=columns, markup=markup)


def version_data(version: Version) -> str | dict[str, Any]:
    """The number as text; an object if the project calls the version otherwise."""
    if not version.label:
        return str(version)
    return {"label": version.label, "numbers": list(version.numbers)}


def read_version(data: Any, _files: Files) -> Version:
    """The version in *data*."""
    try:
        if isinstance(data, dict):
            plain = Version.parse(".".join(map(str, data.get("numbers", ()))))
            return Version(plain.numbers, read_string(data.get("label"), _files))
        return Version.parse(data)
    except (TypeError, ValueError):
        raise ModelError("a version was expected") from None


def condition_data(condition: Condition) -> dict[str, Any]:
    """The condition as text, and as a tree in the syntax of the language."""
    return {"text": condition_text(condition), "tree": _tree(condition)}


def _tree(condition: Condition) -> Any:
    match condition:
        case Symbol(name=name):
            return name
        case Raw(text=text):
            return {"raw": text}
        case Not(condition=inner):
            return {"not": _tree(inner)}
        case All(conditions=inners):
            return {"all": [_tree(each) for each in inners]}
        case AnyOf(conditions=inners):
            return {"any": [_tree(each) for each in inners]}


def read_condition(data: Any, files: Files) -> Condition:
    """The condition in *data*."""
    expect(data, dict, "an object with the tree of a condition")
    return _read_tree(data.get("tree"), files)


def _read_tree(data: Any, files: Files) -> Condition:
    match data:
        case str():
            return Symbol(name=read_string(data, files))
        case {"raw": str() as text}:
            return Raw(text=read_string(text, files))
        case {"not": inner}:
            return Not(condition=_read_tree(inner, files))
        case {"all": [_, _, *_] as inners}:
            return All(conditions=tuple(_read_tree(each, files) for each in inners))
        case {"any": [_, _, *_] as inners}:
            return AnyOf(conditions=tuple(_read_tree(each, files) for each in inners))
    raise ModelError("a symbol, raw, not, all or any was expected").within("tree")


def read_string(data: Any, _files: Files, *, lines: bool = False) -> str:
    """The text *data*, with control characters replaced; line ends are kept only in prose (*lines*)."""
    expect(data, str, "a text")
    assert isinstance(data, str)
    if data.isprintable():
        return data
    return "\n".join(map(without_control_characters, data.split("\n"))) if lines else without_control_characters(data)


def _numbers(data: dict[str, Any], key: str, lines: Sequence[str]) -> Sequence[int]:
    numbers = data.get(key, [])
    if not isinstance(numbers, list) or (numbers and len(numbers) != len(lines)):
        raise ModelError(f"a number for each of {len(lines)} lines was expected").within(key)
    return tuple(_number(each, 1) for each in numbers)


def _number(value: object, least: int) -> int:
    expect(value, int, f"a number from {least} on")
    assert isinstance(value, int)
    if not least <= value < 1 << 31:
        raise ModelError(f"a number from {least} on was expected")
    return value
