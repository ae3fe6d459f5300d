"""The messages of one example in order: what each says, and which reply answers which command."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.analysis.examples.envelopes import (
    COMMAND,
    ERROR,
    EVENT,
    REPLY,
    Envelope,
    check_error,
    check_timestamp,
    envelope_of,
    is_greeting,
)
from sphinx_qapi.analysis.examples.expected_objects import ExpectedObject
from sphinx_qapi.analysis.examples.faults import Faults
from sphinx_qapi.analysis.examples.json_values import Elision, ObjectValue, Scalar, Value
from sphinx_qapi.analysis.examples.messages import Message, Speaker
from sphinx_qapi.analysis.examples.protocol import Found, Protocol
from sphinx_qapi.analysis.examples.rules import BAD_MESSAGE, MISSING_MEMBER, OUT_OF_ORDER, OUTDATED, UNKNOWN_NAME
from sphinx_qapi.analysis.examples.value_checker import DeprecatedUse, ValueChecker, is_deprecated
from sphinx_qapi.analysis.examples.waiting import Sent, Waiting
from sphinx_qapi.schema.model.definitions import Command, Definition, Event


class Conversation:
    """The check of one example, message by message."""

    def __init__(
        self, messages: Sequence[Message], protocol: Protocol, documented: Definition | None, faults: Faults
    ) -> None:
        """*documented* is the definition whose comment contains the example; None for free text."""
        self._messages = messages
        self._protocol = protocol
        self._documented = documented
        self._faults = faults
        self._waiting = Waiting()
        self._comes_late = _has_command_for_each_reply(messages)

    def check(self) -> None:
        """Check all messages."""
        for message in self._messages:
            self._hear(message)

    def _hear(self, message: Message) -> None:
        """Check *message*, and remember the command that it sends or answers."""
        value = message.reading.value
        if message.speaker is Speaker.NOBODY:
            self._check_value(value)
        elif isinstance(value, ObjectValue):
            self._hear_object(value, message.speaker)
        elif value is None or isinstance(value, Elision):
            self._hear_unknown(message)
        else:
            self._faults.report(BAD_MESSAGE, "a message is an object", value.start)

    def _check_value(self, value: Value | None) -> None:
        """Check a value of the documented type."""
        if value is not None and self._documented is not None:
            vocabulary = self._protocol.vocabularies[0]
            checker = ValueChecker(vocabulary, self._faults)
            checker.object(value, vocabulary.shapes.of_type(self._documented.name))

    def _hear_unknown(self, message: Message) -> None:
        """Take note of a message that cannot be read, or is left out."""
        if message.speaker is Speaker.CLIENT:
            self._waiting.add(None, None)
        elif "return" in message.text or "error" in message.text:
            self._waiting.answered(None, well="return" in message.text)

    def _hear_object(self, message: ObjectValue, speaker: Speaker) -> None:
        is_first = message is self._messages[0].reading.value
        if is_first and speaker is Speaker.SERVER and is_greeting(message):
            return
        envelope = envelope_of(message, speaker, self._faults)
        by_key = message.by_key
        if envelope is COMMAND:
            self._hear_command(message, by_key)
        elif speaker is Speaker.CLIENT:
            self._waiting.add(by_key.get("id"), None)
        elif envelope is EVENT:
            self._hear_event(message, by_key)
        elif envelope in (REPLY, ERROR):
            self._hear_reply(message, envelope, by_key)

    def _hear_command(self, message: ObjectValue, by_key: dict[str, Value]) -> None:
        name = by_key.get("execute", by_key.get("exec-oob"))
        found = self._named(name, Command)
        self._waiting.add(by_key.get("id"), found)
        if found is not None and name is not None:
            if is_deprecated(found.definition.features):
                self._note_use(DeprecatedUse(found.definition.name, found.definition.name, name.start))
            self._check_content(message, by_key.get("arguments"), "arguments", found)

    def _hear_event(self, message: ObjectValue, by_key: dict[str, Value]) -> None:
        found = self._named(by_key.get("event"), Event)
        if found is not None:
            self._check_content(message, by_key.get("data"), "data", found)
        if "timestamp" in by_key:
            check_timestamp(by_key["timestamp"], self._faults)

    def _named(self, name: Value | None, kind: type[Command | Event]) -> Found | None:
        """Return the command or event that *name* names; report a name that is unknown."""
        if not isinstance(name, Scalar) or not isinstance(name.value, str):
            if name is not None and not isinstance(name, Elision):
                self._faults.report(BAD_MESSAGE, f"the name of {_a(kind)} was expected", name.start)
            return None
        found = self._protocol.find(name.value, kind)
        if found is None and self._protocol.is_complete:
            close = self._faults.did_you_mean(name.value, self._protocol.names(kind))
            self._faults.report(UNKNOWN_NAME, f'there is no {kind.kind} "{name.value}"{close}', name.start)
        return found

    def _check_content(self, message: ObjectValue, content: Value | None, key: str, found: Found) -> None:
        shape = found.vocabulary.shapes.arguments(found.definition)
        if content is not None:
            note_use = self._note_use if isinstance(found.definition, Command) else None
            ValueChecker(found.vocabulary, self._faults, note_use=note_use).object(content, shape)
        elif shape.required and not message.elided:
            self._faults.report(
                MISSING_MEMBER, f"{shape.owner} lacks {key}: {', '.join(shape.required)}", message.start
            )

    def _note_use(self, use: DeprecatedUse) -> None:
        """Report the use of something deprecated, unless the comment that contains the example documents it."""
        documented = self._documented
        if documented is not None:
            comment = documented.documentation
            described = {each.name for each in comment.members} if comment else set()
            if use.owner == documented.name or use.name in described:
                return
        owner = "" if use.name == use.owner else f" of {use.owner}"
        self._faults.report(OUTDATED, f'"{use.name}"{owner} is deprecated', use.offset)

    def _hear_reply(self, message: ObjectValue, envelope: Envelope, by_key: dict[str, Value]) -> None:
        sent = self._answered(message, envelope, by_key.get("id"))
        if envelope is ERROR:
            check_error(by_key["error"], self._faults)
        elif sent is not None and sent.found is not None:
            self._check_return(by_key["return"], sent.found)

    def _check_return(self, value: Value, found: Found) -> None:
        command = found.definition
        assert isinstance(command, Command)
        checker = ValueChecker(found.vocabulary, self._faults, is_reply=True)
        if command.returns is not None:
            checker.value(value, command.returns, command.name)
        elif command.success_response:
            checker.object(value, ExpectedObject(owner=f"the reply to {command.name}", members={}))

    def _answered(self, message: ObjectValue, envelope: Envelope, id_: Value | None) -> Sent | None:
        """Return the command that a reply answers, and stop waiting for it; None if it cannot be known."""
        if not self._waiting.has_begun and not self._comes_late:
            return self._documented_command()
        sent = self._waiting.answered(id_, well=envelope is REPLY)
        if sent is None:
            reason = (
                "no command that waits for a reply has this id" if self._waiting else "no command waits for a reply"
            )
            self._faults.report(OUT_OF_ORDER, reason, message.start)
        return sent

    def _documented_command(self) -> Sent | None:
        if not isinstance(self._documented, Command):
            return None
        return Sent(None, Found(self._documented, self._protocol.vocabularies[0]))


def _has_command_for_each_reply(messages: Sequence[Message]) -> bool:
    """Return whether a reply before all commands may answer a later one: no reply may lack a command."""
    commands = sum(each.speaker is Speaker.CLIENT for each in messages)
    return 0 < sum(map(_is_reply, messages)) <= commands


def _is_reply(message: Message) -> bool:
    value = message.reading.value
    keys = value.by_key if isinstance(value, ObjectValue) else {}
    return message.speaker is Speaker.SERVER and ("return" in keys or "error" in keys)


def _a(kind: type[Command | Event]) -> str:
    return "an event" if kind is Event else "a command"
