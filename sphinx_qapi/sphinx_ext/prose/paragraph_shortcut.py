"""Texts that are paragraphs and nothing else, told apart without docutils' state machine: nine in ten are.

docutils decides what a block is by its first line, by the beginning of its second, and by its last characters; and
what stands in a line by the characters around marks. Whatever could be more than a paragraph, or more than words, is
left to docutils: a pattern here may miss some that it would read alike, and must find none that it reads otherwise.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_qapi.source.text import Text

_END = r"(?=[ \n]|\Z)"
_LINE = r"[\S ]*+(?<! )"
"""No other white space, for docutils takes it for blank in some places, and none at the end."""
_ENUMERATOR = rf"\(?(?:[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+)[.)]{_END}"
_FIRST_LINE = rf"""(?!{_ENUMERATOR})["'(@`]{{0,3}}[^\W_]{_LINE}"""
"""It begins with a word, within quotes or as a name: all other blocks begin with signs, or with an enumerator."""
_NEXT_LINE = rf"\n(?=[^\s\w]*+[^\W_]){_LINE}"
"""Neither indented, as a definition is, nor signs alone, as an underline is."""
_PARAGRAPH = rf"{_FIRST_LINE}(?>(?:{_NEXT_LINE})*)(?<!::)"
"""After two colons a literal block would follow."""
_PARAGRAPHS = re.compile(rf"{_PARAGRAPH}(?>(?:\n\n++{_PARAGRAPH})*)")

_WORDS = re.compile(
    rf"""(?>(?:
        [^\W_]++
      | [ \n"'(),./;<>=?!%&\#+~^{{}}\[\]$-]++
      | _(?=[^\W_])                     # a reference ends with an underscore
      | :{_END}                         # a scheme, a role or a literal block would go on
      | (?<![^ \n"(\[,])@               # what goes before would be the name of a mail address
    )*)""",
    re.VERBOSE,
)


class Paragraph(NamedTuple):
    """A paragraph of a text."""

    first: int
    """The index of its first line."""
    content: str


def paragraphs_of(text: Text) -> list[Paragraph] | None:
    """The paragraphs of *text*, which reST takes for nothing else; None: it may have other blocks."""
    if not _PARAGRAPHS.fullmatch(text.content):
        return None
    found = []
    first = 0
    for index, line in enumerate((*text.lines, "")):
        if not line:
            if first < index:
                found.append(Paragraph(first, "\n".join(text.lines[first:index])))
            first = index + 1
    return found


def is_words(content: str) -> bool:
    """Whether the paragraph *content* has no inline markup: no mark, address or reference, however it be read."""
    return bool(_WORDS.fullmatch(content))
