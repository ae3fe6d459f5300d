"""Prose of doc comments as Markdown: references and literals, directives and literal blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_qapi.source.text import Text

_ROLE = re.compile(r":[\w:+-]+:`(?:([^`<]+?)\s*<[^`>]+>|[~!]?([^`]+))`")
_LITERAL = re.compile(r"``(?=\S)(.+?)(?<=\S)``")
_NAME = re.compile(r"(?<![\w.+`@/-])@([A-Za-z_][\w.-]*\w|[A-Za-z_])")
_LINK = re.compile(r"`([^`<]+?)\s*<([^`>]+)>`__?")
_DIRECTIVE = re.compile(r"(?P<indent>\s*)\.\. (?P<name>[\w:-]+)::\s*(?P<argument>.*)")
_OPTION = re.compile(r"\s*:[\w-]+:")
_CODE = {"qmp-example": "qmp", "code-block": "", "code": "", "sourcecode": "", "parsed-literal": ""}


def markdown_lines(text: Text | None, *, literal: bool = False) -> list[str]:
    """Return the lines of *text* as Markdown; with *literal*, the whole text is an example."""
    if not text:
        return []
    if literal:
        return fenced(text.lines, "qmp")
    if text.markup == "markdown":
        return list(text.lines)
    return list(_blocks(list(text.lines))) if text.markup == "rst" else [_inline(line) for line in text.lines]


def fenced(lines: Sequence[str], language: str = "") -> list[str]:
    """Return *lines* as a code block."""
    fence = "````" if any("```" in line for line in lines) else "```"
    return [f"{fence}{language}", *lines, fence]


def _blocks(lines: list[str]) -> Iterator[str]:
    index = 0
    while index < len(lines):
        line = lines[index]
        directive = _DIRECTIVE.fullmatch(line)
        index += 1
        if directive is not None:
            index, body = _indented(lines, index, len(directive["indent"]))
            yield from _directive(directive, body)
        elif line.rstrip().endswith("::"):
            index, body = _indented(lines, index, _indent(line))
            shown = line.rstrip()[:-1].rstrip()
            yield _inline(shown) if shown.strip(": ") else ""
            if body:
                yield ""
                yield from (" " * _indent(line) + each for each in fenced(_dedented(body)))
        else:
            yield _inline(line)


def _directive(match: re.Match[str], body: list[str]) -> Iterator[str]:
    name, argument = match["name"], match["argument"]
    count = next((number for number, each in enumerate(body) if not _OPTION.match(each)), len(body))
    options, body = body[:count], _dedented(body[count:])
    if name in _CODE:
        titles = [each.split(":", 2)[2].strip() for each in options if each.strip().startswith(":title:")]
        yield from (line for title in titles for line in (f"*{title}*", ""))
        yield from fenced(body, _CODE[name] or argument)
        return
    yield f"**{name.replace('-', ' ').capitalize()}:** {_inline(argument)}".rstrip()
    if body:
        yield ""
        yield from _blocks(body)


def _indented(lines: list[str], start: int, indent: int) -> tuple[int, list[str]]:
    """Return the end of the block that is indented more than *indent*, and its lines."""
    end = start
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    body = lines[start:end]
    while body and not body[-1].strip():
        body.pop()
        end -= 1
    return end, body


def _dedented(lines: Sequence[str]) -> list[str]:
    lines = list(lines)
    while lines and not lines[0].strip():
        lines.pop(0)
    margin = min((_indent(each) for each in lines if each.strip()), default=0)
    return [each[margin:] for each in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _inline(line: str) -> str:
    line = _ROLE.sub(lambda role: role[1] or f"`{role[2]}`", line)
    line = _LINK.sub(r"[\1](\2)", line)
    line = _LITERAL.sub(r"`\1`", line)
    return _NAME.sub(r"`\1`", line)
