"""Recognition of texts that are only paragraphs, nine in ten of all, without docutils' state machine.

docutils decides on the kind of a block by its first line, the beginning of its second, and its last characters; and
on inline markup by the characters around marks. Whatever could be more than a paragraph, or more than words, is left
to docutils: a pattern here may miss texts that docutils reads in the same way, but must match none that it reads
differently.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_qapi.source.text import Text

_END = r"(?=[ \n]|\Z)"
_LINE = r"[\S ]*+(?<! )"
"""A line with blanks as its only white space, none at its end: docutils treats other kinds as blanks in some places."""
_ENUMERATOR = rf"\(?(?:[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+)[.)]{_END}"
_FIRST_LINE = rf"""(?!{_ENUMERATOR})["'(@`]{{0,3}}[^\W_]{_LINE}"""
"""A first line that begins with a word, maybe after quotes or "@": other blocks begin with signs or an enumerator."""
_NEXT_LINE = rf"\n(?=[^\s\w]*+[^\W_]){_LINE}"
"""A further line, neither indented, as that of a definition list is, nor of signs alone, as an underline is."""
_PARAGRAPH = rf"{_FIRST_LINE}(?>(?:{_NEXT_LINE})*)(?<!::)"
"""A paragraph that does not end with two colons, after which a literal block would follow."""
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


class PlainParagraph(NamedTuple):
    """A paragraph of a text."""

    first: int
    """The index of its first line in the text."""
    content: str


def paragraphs_of(text: Text) -> list[PlainParagraph] | None:
    """The paragraphs of *text*, if reST would read it as nothing else; None if it may have other blocks."""
    if not _PARAGRAPHS.fullmatch(text.content):
        return None
    found = []
    first = 0
    for index, line in enumerate((*text.lines, "")):
        if not line:
            if first < index:
                found.append(PlainParagraph(first, "\n".join(text.lines[first:index])))
            first = index + 1
    return found


def is_words(content: str) -> bool:
    """Whether the paragraph *content* certainly has no inline markup: no mark, address or reference."""
    return bool(_WORDS.fullmatch(content))
