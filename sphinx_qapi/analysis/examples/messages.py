"""Splitting of an example into messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.analysis.examples.json_reader import Reading, read_json
from sphinx_qapi.analysis.examples.transcript import Transcript


class Speaker(Enum):
    """The sender of a message."""

    CLIENT = "->"
    SERVER = "<-"
    NOBODY = ""
    """No sender: the text is a value of the type that the example belongs to."""


CLIENT_KEYS = ("execute", "exec-oob")
SERVER_KEYS = ("return", "error", "event", "QMP")
_CLIENT_WORDS = (*CLIENT_KEYS, "command")
"""``command`` is the keyword of the schema language, which authors easily confuse with the protocol's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message that has been read."""

    speaker: Speaker
    start: int
    """The offset of its value in the text of the example."""
    text: str
    """The text from there to the next message."""
    reading: Reading
    surplus: int | None = None
    """The offset of a surplus bracket or comma after the value; None if there is none."""


_ARROW = re.compile(r"^[ \t]*(?P<arrow>->|<-)[ \t]*", re.MULTILINE)
_BEGINNING = re.compile(r"""\s*(?P<sign>[{\["])""")
"""The beginning of a value; any other text after an arrow is a legend."""
_SURPLUS = re.compile(r"^[ \t]*(?P<sign>[}\],])", re.MULTILINE)
_SURPLUS_BESIDE = re.compile(r"""[ \t]*(?P<sign>[}\],:;'"])""")
"""On the line where the value ends, quotes are surplus, too; further below, they begin prose."""
_KEYED = re.compile(
    r"""^[ \t]*(?P<value>\{\s*["']?(?P<key>execute|exec-oob|command|return|error|event|QMP|timestamp)["']?\s*[:=])""",
    re.MULTILINE,
)
_NAME = re.compile(r"""["']?(?:execute|exec-oob|event)["']?\s*[:=]\s*["'](?P<name>[^"'\n]*)["']""")
_OBJECT = re.compile(r"^[ \t]*(?P<value>\{)", re.MULTILINE)


def messages_of(transcript: Transcript, *, of_type: bool = False) -> Iterator[Message]:
    """Yield the messages of *transcript*.

    Without arrows and *of_type*, each object is a value of the documented type.
    """
    text = transcript.text
    if transcript.has_arrows:
        yield from _behind_arrows(text)
    elif of_type:
        yield from _objects(text, _OBJECT)
    else:
        yield from _objects(text, _KEYED)


def arrows_of(transcript: Transcript) -> int:
    """Return the number of lines of *transcript* that begin with an arrow, before a message or a legend."""
    return sum(1 for _ in _ARROW.finditer(transcript.text))


def names_in(transcript: Transcript) -> frozenset[str]:
    """Return the names of commands and events in the messages of *transcript*, whether they exist or not."""
    return frozenset(match["name"] for match in _NAME.finditer(transcript.text))


def _behind_arrows(text: str) -> Iterator[Message]:
    arrows = list(_ARROW.finditer(text))
    ends = [each.start("arrow") for each in arrows[1:]]
    for arrow, end in zip(arrows, [*ends, len(text.rstrip())], strict=True):
        beginning = _BEGINNING.match(text, arrow.end(), end)
        if beginning is not None:
            yield _message(text, beginning.start("sign"), end, Speaker(arrow["arrow"]))


def _objects(text: str, pattern: re.Pattern[str]) -> Iterator[Message]:
    """Yield the objects that begin a line.

    An object that cannot be read ends where the next one begins that is indented no deeper.
    """
    found = list(pattern.finditer(text))
    ends = _ends(found, len(text.rstrip()))
    passed = 0
    for match, end in zip(found, ends, strict=True):
        start = match.start("value")
        if start < passed:
            continue
        message = _message(text, start, end, _speaker(match))
        yield message
        passed = message.reading.end if message.reading.failure is None else end


def _ends(found: list[re.Match[str]], last: int) -> list[int]:
    """Return, for each of *found*, the offset of the next match that is indented no deeper; *last* if there is none."""
    ends: list[int] = []
    stack: list[tuple[int, int]] = []
    for match in reversed(found):
        start = match.start("value")
        depth = start - match.start()
        while stack and stack[-1][0] > depth:
            stack.pop()
        ends.append(stack[-1][1] if stack else last)
        stack.append((depth, start))
    return ends[::-1]


def _speaker(match: re.Match[str]) -> Speaker:
    key = match.groupdict().get("key")
    if key is None:
        return Speaker.NOBODY
    return Speaker.CLIENT if key in _CLIENT_WORDS else Speaker.SERVER


def _message(text: str, start: int, end: int, speaker: Speaker) -> Message:
    reading = read_json(text, start, end)
    surplus = None
    if reading.failure is None:
        surplus = _surplus(text, reading.end, end)
    return Message(speaker=speaker, start=start, text=text[start:end], reading=reading, surplus=surplus)


def _surplus(text: str, start: int, end: int) -> int | None:
    """Return the offset of a bracket or comma that belongs to nothing, between a value and the next message.

    Returns None if there is none.
    """
    beside = _SURPLUS_BESIDE.match(text, start, end)
    if beside is not None:
        return beside.start("sign")
    line_end = text.find("\n", start, end)
    below = _SURPLUS.search(text, line_end + 1, end) if line_end >= 0 else None
    return below.start("sign") if below else None
