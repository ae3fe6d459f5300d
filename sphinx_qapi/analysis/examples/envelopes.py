"""The outer form of messages: which members a command, a reply, an event or a greeting has."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.analysis.examples.faults import Faults
from sphinx_qapi.analysis.examples.json_values import Elision, ObjectValue, Scalar, Value
from sphinx_qapi.analysis.examples.messages import SERVER_KEYS, Speaker
from sphinx_qapi.analysis.examples.rules import BAD_MESSAGE, DUPLICATE_MEMBER
from sphinx_qapi.schema.model.builtin_types import JsonType
from sphinx_qapi.source.suggestions import nearest


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """A kind of message."""

    word: str
    """The word for it in messages to users."""
    keys: tuple[str, ...]
    """The members that identify the kind of message; exactly one of them must be there."""
    others: tuple[str, ...] = ()
    """Other members that it may have."""
    required: tuple[str, ...] = ()


COMMAND = Envelope(word="a command", keys=("execute", "exec-oob"), others=("arguments", "id", "control"))
"""In 2.12, before ``exec-oob`` existed, ``control`` was written next to ``execute``."""
REPLY = Envelope(word="a reply", keys=("return",), others=("id",))
ERROR = Envelope(word="an error", keys=("error",), others=("id",))
EVENT = Envelope(word="an event", keys=("event",), others=("data", "timestamp"), required=("timestamp",))
GREETING = Envelope(word="a greeting", keys=("QMP",))

_OF: dict[Speaker, tuple[Envelope, ...]] = {
    Speaker.CLIENT: (COMMAND,),
    Speaker.SERVER: (REPLY, ERROR, EVENT, GREETING),
}
_NEITHER = {
    Speaker.CLIENT: "a client sends execute or exec-oob",
    Speaker.SERVER: "a server sends return, error, event or QMP",
}


def envelope_of(message: ObjectValue, speaker: Speaker, faults: Faults) -> Envelope | None:
    """Return the kind of *message*; None if it is none, which is reported unless members are left out."""
    keys = {member.key for member in message.members}
    for envelope in _OF[speaker]:
        if not keys.isdisjoint(envelope.keys):
            _check_members(message, envelope, faults)
            return envelope
    if not message.elided:
        faults.report(BAD_MESSAGE, f"{_NEITHER[speaker]}: this message has none of them", message.start)
    return None


def _check_members(message: ObjectValue, envelope: Envelope, faults: Faults) -> None:
    seen: set[str] = set()
    for key, start, _value in message.members:
        if key in seen:
            faults.report(DUPLICATE_MEMBER, f'"{key}" is there already', start)
        elif key in envelope.keys:
            if not seen.isdisjoint(envelope.keys):
                faults.report(BAD_MESSAGE, f"{envelope.word} has one of {' and '.join(envelope.keys)}", start)
        elif key not in envelope.others:
            known = (*envelope.keys, *envelope.others)
            faults.report(BAD_MESSAGE, f'{envelope.word} has no "{key}"{faults.did_you_mean(key, known)}', start)
        seen.add(key)
    missing = [name for name in envelope.required if name not in seen]
    if missing and not message.elided:
        faults.report(BAD_MESSAGE, f"{envelope.word} has {', '.join(missing)}", message.start)


def is_greeting(message: ObjectValue) -> bool:
    """Return whether *message*, the first of a conversation, is the greeting of a server with a protocol like QMP."""
    if len(message.members) != 1 or not isinstance(message.members[0].value, ObjectValue):
        return False
    return not nearest(message.members[0].key, SERVER_KEYS)  # a misspelt key is no greeting


def check_timestamp(value: Value, faults: Faults) -> None:
    """Check the time of an event."""
    members = {"seconds": JsonType.NUMBER, "microseconds": JsonType.NUMBER}
    _check_inside(value, "timestamp", members, faults, is_open=False)


def check_error(value: Value, faults: Faults) -> None:
    """Check the content of an error; a server may add members."""
    _check_inside(value, "error", {"class": JsonType.STRING, "desc": JsonType.STRING}, faults, is_open=True)


def _check_inside(value: Value, name: str, members: dict[str, JsonType], faults: Faults, *, is_open: bool) -> None:
    if isinstance(value, Elision):
        return
    if not isinstance(value, ObjectValue):
        faults.report(BAD_MESSAGE, f"{name} is an object of {' and '.join(members)}", value.start)
        return
    by_key = value.by_key
    missing = [each for each in members if each not in by_key]
    if missing and not value.elided:
        faults.report(BAD_MESSAGE, f"{name} lacks {' and '.join(missing)}", value.start)
    for key, start, inner in value.members:
        expected = members.get(key)
        if expected is None:
            if not is_open:
                faults.report(BAD_MESSAGE, f'{name} has no "{key}"{faults.did_you_mean(key, members)}', start)
        elif not isinstance(inner, Elision) and not (isinstance(inner, Scalar) and inner.type is expected):
            faults.report(BAD_MESSAGE, f"a {expected.value} was expected", inner.start)
