"""Emissions that examples show: events after a command that was not refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.analysis.emissions.said_of_commands import only_reads
from sphinx_qapi.analysis.examples.json_values import ObjectValue, Scalar
from sphinx_qapi.analysis.examples.messages import Message, Speaker, messages_of
from sphinx_qapi.analysis.examples.transcript import Transcript

_BROKEN = re.compile(r"""\{\s*["']?(?P<key>execute|exec-oob|event|error)["']?\s*[:=]\s*["']?(?P<name>[\w.-]*)""")
"""The beginning of a message that cannot be read."""


def shown_emissions(transcript: Transcript) -> Iterator[tuple[str, str]]:
    """Yield the pairs of command and event in *transcript*: each event with the last command that does not only read.

    After an error, there is no such command until the next one.
    """
    command = ""
    for message in messages_of(transcript):
        key, name = _named(message)
        if message.speaker is Speaker.CLIENT and key in ("execute", "exec-oob"):
            command = command if only_reads(name) else name
        elif message.speaker is Speaker.SERVER and key == "error":
            command = ""
        elif message.speaker is Speaker.SERVER and key == "event" and command:
            yield command, name


def _named(message: Message) -> tuple[str, str]:
    """Return the key that tells the kind of message, and the name that it holds; empty strings if there is none."""
    value = message.reading.value
    if not isinstance(value, ObjectValue):
        match = _BROKEN.match(message.text)
        return (match["key"], match["name"]) if match else ("", "")
    for member in value.members:
        if member.key in ("execute", "exec-oob", "event", "error"):
            return member.key, str(member.value.value) if isinstance(member.value, Scalar) else ""
    return "", ""
