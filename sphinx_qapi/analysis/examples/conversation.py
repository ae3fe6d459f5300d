"""The messages of one example in their order: what each says, and which reply answers which command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.examples.envelopes import (
    COMMAND,
    ERROR,
    EVENT,
    REPLY,
    Envelope,
    check_error,
    check_timestamp,
    envelope_of,
)
from sphinx_qapi.analysis.examples.faults import (
    BAD_MESSAGE,
    MISSING_MEMBER,
    OUT_OF_ORDER,
    OUTDATED,
    UNKNOWN_NAME,
    Report,
)
from sphinx_qapi.analysis.examples.json_values import Elision, ObjectValue, Scalar, Value
from sphinx_qapi.analysis.examples.messages import Message, Speaker
from sphinx_qapi.analysis.examples.protocol import Found, Protocol
from sphinx_qapi.analysis.examples.shapes import Shape
from sphinx_qapi.analysis.examples.values import Use, ValueChecker, is_deprecated
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.source.nearest import did_you_mean


class _Sent(NamedTuple):
    """A command that waits for its reply."""

    id: Value | None
    found: Found | None
    """None where nobody knows what it is, and so what its reply is."""


class Conversation:
    """One example; its messages are heard in their order."""

    def __init__(
        self, messages: Sequence[Message], protocol: Protocol, documented: Definition | None, report: Report
    ) -> None:
        """*documented* is the definition whose comment has the example."""
        self._messages = messages
        self._protocol = protocol
        self._documented = documented
        self._report = report
        self._waiting: list[_Sent] = []
        self._has_commands = False

    def check(self) -> None:
        """Check all messages."""
        for message in self._messages:
            self._hear(message)

    def _hear(self, message: Message) -> None:
        """Check *message*, and remember what it asks for or answers."""
        value = message.reading.value
        if message.speaker is Speaker.NOBODY:
            self._check_value(value)
        elif isinstance(value, ObjectValue):
            self._hear_object(value, message.speaker)
        elif value is None or isinstance(value, Elision):
            self._hear_unknown(message)
        else:
            self._report(BAD_MESSAGE, "a message is an object", value.start)

    def _check_value(self, value: Value | None) -> None:
        """Check a value of the documented type."""
        if value is not None and self._documented is not None:
            vocabulary = self._protocol.vocabularies[0]
            checker = ValueChecker(vocabulary, self._report)
            checker.object(value, vocabulary.shapes.of_type(self._documented.name))

    def _hear_unknown(self, message: Message) -> None:
        """Somebody said something that cannot be read, or is left out."""
        if message.speaker is Speaker.CLIENT:
            self._has_commands = True
            self._waiting.append(_Sent(None, None))
        elif self._waiting and ("return" in message.text or "error" in message.text):
            del self._waiting[0]

    def _hear_object(self, message: ObjectValue, speaker: Speaker) -> None:
        envelope = envelope_of(message, speaker, self._report)
        by_key = message.by_key
        if envelope is COMMAND:
            self._hear_command(message, by_key)
        elif speaker is Speaker.CLIENT:
            self._has_commands = True
            self._waiting.append(_Sent(by_key.get("id"), None))
        elif envelope is EVENT:
            self._hear_event(message, by_key)
        elif envelope in (REPLY, ERROR):
            self._hear_reply(message, envelope, by_key)

    def _hear_command(self, message: ObjectValue, by_key: dict[str, Value]) -> None:
        self._has_commands = True
        name = by_key.get("execute", by_key.get("exec-oob"))
        found = self._named(name, Command)
        self._waiting.append(_Sent(by_key.get("id"), found))
        if found is not None and name is not None:
            if is_deprecated(found.definition.features):
                self._note_use(Use(found.definition.name, found.definition.name, name.start))
            self._check_content(message, by_key.get("arguments"), "arguments", found)

    def _hear_event(self, message: ObjectValue, by_key: dict[str, Value]) -> None:
        found = self._named(by_key.get("event"), Event)
        if found is not None:
            self._check_content(message, by_key.get("data"), "data", found)
        if "timestamp" in by_key:
            check_timestamp(by_key["timestamp"], self._report)

    def _named(self, name: Value | None, kind: type[Command | Event]) -> Found | None:
        """The command or event that *name* names; one that is none is reported."""
        if not isinstance(name, Scalar) or not isinstance(name.value, str):
            if name is not None and not isinstance(name, Elision):
                self._report(BAD_MESSAGE, f"the name of {_a(kind)} was expected", name.start)
            return None
        found = self._protocol.find(name.value, kind)
        if found is None:
            message = f'there is no {kind.kind} "{name.value}"{did_you_mean(name.value, self._protocol.names(kind))}'
            self._report(UNKNOWN_NAME, message, name.start)
        return found

    def _check_content(self, message: ObjectValue, content: Value | None, key: str, found: Found) -> None:
        shape = found.vocabulary.shapes.arguments(found.definition)
        if content is not None:
            note_use = self._note_use if isinstance(found.definition, Command) else None
            ValueChecker(found.vocabulary, self._report, note_use=note_use).object(content, shape)
        elif shape.required and not message.elided:
            self._report(MISSING_MEMBER, f"{shape.owner} lacks {key}: {', '.join(shape.required)}", message.start)

    def _note_use(self, use: Use) -> None:
        """Note something deprecated, unless the comment that has the example documents it itself."""
        documented = self._documented
        if documented is not None:
            comment = documented.documentation
            described = {each.name for each in comment.members} if comment else set()
            if use.owner == documented.name or use.name in described:
                return
        owner = "" if use.name == use.owner else f" of {use.owner}"
        self._report(OUTDATED, f'"{use.name}"{owner} is deprecated', use.offset)

    def _hear_reply(self, message: ObjectValue, envelope: Envelope, by_key: dict[str, Value]) -> None:
        sent = self._answered(message, envelope, by_key.get("id"))
        if envelope is ERROR:
            check_error(by_key["error"], self._report)
        elif sent is not None and sent.found is not None:
            self._check_return(by_key["return"], sent.found)

    def _check_return(self, value: Value, found: Found) -> None:
        command = found.definition
        assert isinstance(command, Command)
        checker = ValueChecker(found.vocabulary, self._report, is_reply=True)
        if command.returns is not None:
            checker.value(value, command.returns, command.name)
        elif command.success_response:
            checker.object(value, Shape(owner=f"the reply to {command.name}", members={}))

    def _answered(self, message: ObjectValue, envelope: Envelope, id_: Value | None) -> _Sent | None:
        """The command that a reply answers, which waits no longer; None where nobody can tell."""
        if not self._has_commands and not self._has_command_ahead():
            return self._documented_command()
        index = self._matching(id_)
        if envelope is REPLY and id_ is None:
            while index is not None and index + 1 < len(self._waiting) and _is_silent(self._waiting[index]):
                index += 1
        if index is None:
            reason = "no command waits for a reply"
            if self._waiting:
                reason = "no command that waits for a reply has this id"
            self._report(OUT_OF_ORDER, f"{reason} here", message.start)
            return None
        return self._waiting.pop(index)

    def _matching(self, id_: Value | None) -> int | None:
        """The index of the command that a reply with that id answers; without an id, the first one."""
        if _plain(id_) is not None:
            for index, sent in enumerate(self._waiting):
                if _plain(sent.id) == _plain(id_):
                    return index
            without = [index for index, sent in enumerate(self._waiting) if _plain(sent.id) is None]
            return without[0] if without else None
        return 0 if self._waiting else None

    def _has_command_ahead(self) -> bool:
        """Whether a reply that comes before all commands belongs to one of them: there are no others for those."""
        commands = sum(each.speaker is Speaker.CLIENT for each in self._messages)
        return 0 < sum(_is_reply(each) for each in self._messages) <= commands

    def _documented_command(self) -> _Sent | None:
        if not isinstance(self._documented, Command):
            return None
        return _Sent(None, Found(self._documented, self._protocol.vocabularies[0]))


def _is_reply(message: Message) -> bool:
    value = message.reading.value
    keys = value.by_key if isinstance(value, ObjectValue) else {}
    return message.speaker is Speaker.SERVER and ("return" in keys or "error" in keys)


def _is_silent(sent: _Sent) -> bool:
    """Whether a command answers only when it fails."""
    command = sent.found.definition if sent.found else None
    return isinstance(command, Command) and not command.success_response


def _plain(id_: Value | None) -> object:
    """An id to compare, which may be any value; None where there is none, or it is left out."""
    match id_:
        case None | Elision():
            return None
        case Scalar():
            return (id_.type, id_.value)
        case ObjectValue():
            return ("object", tuple((member.key, _plain(member.value)) for member in id_.members))
        case _:
            return ("array", tuple(_plain(each) for each in id_.elements))


def _a(kind: type[Command | Event]) -> str:
    return "an event" if kind is Event else "a command"
