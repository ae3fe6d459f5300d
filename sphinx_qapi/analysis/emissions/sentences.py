"""The sentences of a comment, with commands and events marked in the same way in every markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text

COMMAND, EVENT = "⟦C:([^⟧]+)⟧", "⟦E:([^⟧]+)⟧"
"""Patterns of a command and an event in a sentence."""


def several(one: str, group: str) -> str:
    """Return a pattern of one name or a list of names, as the group *group*.

    *one* is the pattern of a name, with a group.
    """
    name = one.replace("(", "(?:", 1)
    return rf"(?P<{group}>{name}(?:(?:, (?:the )?{name})*,? (?:and|or|and/or) (?:an? |the )?{name})?)"


_WORD = re.compile(r"[A-Za-z_][\w.-]*\w|[A-Za-z]")
_NAME = re.compile(
    rf"""(?P<open>:[\w:+.-]+:`[~!]?|``?|@|["'*])?(?P<name>{_WORD.pattern})(?P<close>(?(open)["'`*]{{0,2}}))"""
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|\d+[.)]|@[\w-]+:)[ \t])")
_EXAMPLE = re.compile(r"^[ \t]*(?:->|<-|\{)", re.MULTILINE)
_ENDS = re.compile(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bcf\.) +(?=[^a-z])|(?<=;) +")
_LONGEST = 2_000
"""The most characters of a sentence; longer ones are not analysed."""


@dataclass(frozen=True, slots=True)
class MessageNames:
    """The commands and events that sentences may name."""

    commands: frozenset[str]
    events: frozenset[str]

    @classmethod
    def of(cls, schema: Schema) -> MessageNames:
        """Return the names of the commands and events of *schema*."""
        found = schema.definitions.values()
        return cls(
            frozenset(each.name for each in found if isinstance(each, Command)),
            frozenset(each.name for each in found if isinstance(each, Event)),
        )


def sentences(text: Text, names: MessageNames, wanted: frozenset[str]) -> Iterator[str]:
    """Yield the sentences of *text* that name something, each on one line, without examples.

    Paragraphs that name none of *wanted*, the commands or the events of *names*, are left out.
    """
    content = text.content
    if wanted.isdisjoint(_WORD.findall(content)):  # true of nearly all texts
        return
    for paragraph in _PARAGRAPHS.split(content):
        if _EXAMPLE.search(paragraph) or wanted.isdisjoint(_WORD.findall(paragraph)):
            continue
        marked = _NAME.sub(_marker(names), " ".join(paragraph.split()))
        yield from (each for each in _ENDS.split(marked) if "⟦" in each and len(each) <= _LONGEST)


def _marker(names: MessageNames) -> Callable[[re.Match[str]], str]:
    def mark(match: re.Match[str]) -> str:
        name, is_quoted = match["name"], bool(match["open"])
        if name in names.events and (is_quoted or name.isupper()):
            return f"⟦E:{name}⟧"
        if name in names.commands and (is_quoted or "-" in name or "_" in name or _is_called_so(match)):
            return f"⟦C:{name}⟧"
        return match[0]

    return mark


def _is_called_so(match: re.Match[str]) -> bool:
    """Return whether a word that may be plain English is said to be a command."""
    return match.string[match.end() :].startswith(" command") or match.string[: match.start()].endswith("command ")
