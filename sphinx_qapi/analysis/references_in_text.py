"""The names that texts refer to, and their places; pages use the same patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.reference_patterns import AT_NAME, NAME, PLAIN_AT_NAME, backquotes_refer, undecorated

_PLAIN = re.compile(rf"{PLAIN_AT_NAME.pattern}|`[^`'\s](?:[^`']{{0,78}}[^`'\s])?['`](?!\w)")
"""In old prose: a name, or a quotation of code, which refers to nothing."""

_INNER = r"(?:[^`\n]|\n(?!\s*\n))"
"""A character within a paragraph."""
_MARKED = re.compile(
    rf"""
    {AT_NAME.pattern}
  | \\.
  | (?<![^\s"'(\[{{<:/-]) [-!~'{{}}/\#?^&=+$%\w.]*[-!~'{{}}/\#?^&=+$%\w]@{NAME}
  | ``(?=\S)(?:{_INNER}|`(?!`))+?(?<=\S)``
  | (?P<role>:[\w.+:-]+:)?(?<![\w`])`(?=[^\s`]){_INNER}*?(?<=\S)`(?P<tail>:[\w.+:-]+:|__?(?!\w))?
    """,
    re.VERBOSE,
)
"""In reST: a name; or an escape, an address, a literal, or interpreted text with its role."""
_OUR_ROLE = re.compile(r":qapi:[a-z]+:")
_TITLED = re.compile(r".*?(?<!\\)<(.*)>", re.DOTALL)
_LITERAL_DIRECTIVE = re.compile(r"\.\. (?:qmp-example|code-block|sourcecode|code|parsed-literal|math|raw)::")
_ANNOTATED = ":annotated:"


class Reference(NamedTuple):
    """A name that a text refers to."""

    name: str
    line: int
    """Index of the line within the text."""
    column: int
    """Index of the first character within the line, including markup."""


def references_in(text: Text, dialect: Version) -> Iterator[Reference]:
    """Yield the names that *text* refers to, in a schema of release *dialect*."""
    if not any("@" in line or "`" in line for line in text.lines):
        return
    is_plain = text.markup == "plain"
    content = "\n".join(_without_code(text) if is_plain else _without_literal_blocks(text.lines))
    backquotes = text.markup == "rst" and backquotes_refer(dialect)
    for match in (_PLAIN if is_plain else _MARKED).finditer(content):
        name = match[1] or ("" if is_plain else _target(match, backquotes=backquotes))
        if name:
            line = content.count("\n", 0, match.start())
            yield Reference(name, line, match.start() - (content.rfind("\n", 0, match.start()) + 1))


def _target(match: re.Match[str], *, backquotes: bool) -> str:
    """Return the name that interpreted text refers to; empty if it refers to nothing in a schema."""
    role = match["role"] or ""
    content = match[0].removeprefix(role)
    if match["tail"] or not content.startswith("`") or content.startswith("``"):
        return ""
    if not (_OUR_ROLE.fullmatch(role) if role else backquotes):
        return ""
    content = content[1:-1]
    if content.startswith("!"):
        return ""
    titled = _TITLED.fullmatch(content)
    return undecorated(titled[1] if titled else content)


def _without_code(text: Text) -> list[str]:
    from sphinx_qapi.syntax.plain.without_code import without_code  # comments have been reST since 5.2

    return without_code(text)


def _without_literal_blocks(lines: Sequence[str]) -> list[str]:
    """Return lines of reST, with literal blocks replaced by empty lines."""
    prose: list[str] = []
    margin: int | None = None
    for index, line in enumerate(lines):
        indentation = len(line) - len(line.lstrip(" "))
        if margin is not None and line and indentation > margin:
            prose.append("")
            continue
        if line:
            margin = indentation if _begins_literal(lines, index) else None
        prose.append(line)
    return prose


def _begins_literal(lines: Sequence[str], index: int) -> bool:
    """Return whether the text indented below the line is literal, not prose."""
    text = lines[index].lstrip(" ")
    if not text.startswith(".. "):
        return text.endswith("::")
    options = (line.strip() for line in lines[index + 1 : index + 3])
    return _LITERAL_DIRECTIVE.match(text) is not None and _ANNOTATED not in options
