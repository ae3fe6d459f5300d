"""Wire paths: texts that name a place in a message, such as ``command put arguments.options<kind=a>.size``."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from sphinx_qapi.analysis.wire.words import JSON_TYPES

MOST_STEPS = 100
"""The most steps of a path that is followed. Types may be nested more deeply than any useful message."""


class StepKind(Enum):
    """The kind of thing that a step leads to."""

    PLACE = "place"
    """``arguments``, ``returns`` or ``data``."""
    MEMBER = "member"
    BRANCH = "branch"
    """``<t=v>``; `Step.name` is the discriminator and `Step.value` its value."""
    ELEMENT = "element"
    VALUE = "value"
    TYPE = "type"
    """``(string)``: one JSON type of an alternate."""
    FEATURE = "feature"
    FLAG = "flag"
    ANY_MEMBER = "any member"
    """``.*``: members that are not declared."""

    __hash__ = object.__hash__  # the hash of enums is written in Python, and steps are hashed very often


class Step(NamedTuple):
    """One step of a path."""

    kind: StepKind
    name: str = ""
    value: str = ""

    def __str__(self) -> str:
        return _WRITTEN[self.kind].format(self.name, self.value)


_WRITTEN = {
    StepKind.PLACE: " {}",
    StepKind.MEMBER: ".{}",
    StepKind.BRANCH: "<{}={}>",
    StepKind.ELEMENT: "[]",
    StepKind.VALUE: "={}",
    StepKind.TYPE: "({})",
    StepKind.FEATURE: "${}",
    StepKind.FLAG: "#{}",
    StepKind.ANY_MEMBER: ".*",
}


class Path(NamedTuple):
    """An entry and the steps through its messages."""

    entry: str
    """``command NAME`` or ``event NAME``."""
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return self.entry + "".join(map(str, self.steps))

    def child(self, step: Step) -> Path:
        """Return the path with *step* added."""
        return Path(self.entry, (*self.steps, step))


class BadPathError(ValueError):
    """A text is no wire path; the message says where it stops being one."""


_NAME = r"(?:__[\w.-]+_)?[^\s.<>\[\]=()$#]+"
"""A name; names of downstream extensions begin with a domain, which contains dots."""
_ENTRY = re.compile(rf"(?:command|event) {_NAME}")
_STEP = re.compile(
    rf"[ ](?P<place>arguments|returns|data)(?![^.<\[=($])|\.(?P<any>\*)|\.(?P<member>{_NAME})"
    rf"|<(?P<by>{_NAME})=(?P<branch>[^\s>]+)>|(?P<element>\[\])|=(?P<value>[^\s$]+)"
    rf"|\((?P<type>{'|'.join(JSON_TYPES)})\)|\$(?P<feature>{_NAME})|\#(?P<flag>{_NAME})"
)


def read_path(text: str) -> Path:
    """Return the path that *text* writes; raises `BadPathError` if it writes none."""
    entry = _ENTRY.match(text)
    if entry is None:
        raise BadPathError(f'"{text}" is no wire path; one begins with "command NAME" or "event NAME"')
    steps: list[Step] = []
    offset = entry.end()
    while offset < len(text):
        match = _STEP.match(text, offset)
        if match is None:
            raise BadPathError(f'"{text}" is no wire path: "{text[offset:]}" cannot follow "{text[:offset]}"')
        steps.append(_step(match))
        offset = match.end()
    return Path(entry[0], tuple(steps))


def _step(match: re.Match[str]) -> Step:
    group = match.lastgroup or ""
    text = match[group]
    if group == "branch":
        return Step(StepKind.BRANCH, match["by"], text)
    return Step(_KINDS[group], "" if group in ("element", "any") else text)


_KINDS = {
    "place": StepKind.PLACE,
    "any": StepKind.ANY_MEMBER,
    "member": StepKind.MEMBER,
    "element": StepKind.ELEMENT,
    "value": StepKind.VALUE,
    "type": StepKind.TYPE,
    "feature": StepKind.FEATURE,
    "flag": StepKind.FLAG,
}
