"""The code blocks of a page of the docs, in reST or in Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

_MARKDOWN = re.compile(
    r"(?:^% not run: (?P<unrun>[^\n]+)\n+)?"
    r"^(?P<fence>`{3,}|:{3,})(?:\{code-block\} )?(?P<language>[\w-]+)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_REST = re.compile(
    r"(?:^\.\. not run: (?P<unrun>[^\n]+)\n+)?"
    r"^(?P<indent> *)\.\. code-block:: (?P<language>[\w-]+)\n(?P<body>(?:(?P=indent)   .*\n|\n)+)",
    re.MULTILINE,
)
_OPTIONS = re.compile(r"(?::\w+: .*\n)+\n")


class Snippet(NamedTuple):
    """A code block."""

    language: str
    caption: str
    text: str
    line: int
    unrun: str
    """The reason why the snippet is not run; empty if it is run."""


def snippets(page: str, *, markdown: bool) -> Iterator[Snippet]:
    """The code blocks of *page*, in their order."""
    for match in (_MARKDOWN if markdown else _REST).finditer(page):
        body = match["body"] if markdown else textwrap.dedent(match["body"]).lstrip("\n").rstrip() + "\n"
        options = _OPTIONS.match(body)
        caption = re.search(r"^:caption: (.*)", options[0], re.MULTILINE) if options else None
        yield Snippet(
            match["language"],
            caption[1] if caption else "",
            body[options.end() :] if options else body,
            page.count("\n", 0, match.start()) + 1,
            match["unrun"] or "",
        )
