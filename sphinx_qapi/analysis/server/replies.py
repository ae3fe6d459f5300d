"""Replies of a server: taken from an example in the command's comment, or else made up from its type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sphinx_qapi.analysis.examples.example_places import examples_in
from sphinx_qapi.analysis.examples.messages import messages_of
from sphinx_qapi.analysis.examples.payloads.payload import payloads_of, reply_of
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.examples.transcript import Transcript
from sphinx_qapi.analysis.server.refusals import ArgumentCheck, RefusedError
from sphinx_qapi.schema.model.definitions import Command, Event


class _Exchange(NamedTuple):
    arguments: Any
    reply: Any


class Replies:
    """The replies of one schema's commands, and the data of its events; each is made once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._check = ArgumentCheck(vocabulary)
        self._documented: dict[str, list[_Exchange]] = {}
        self._generated: dict[str, Any] = {}

    def reply(self, command: Command, arguments: dict[str, Any]) -> Any:
        """Return the reply of *command*: documented for these *arguments*, documented for others, or made up."""
        documented = self._documented.get(command.name)
        if documented is None:
            documented = self._documented[command.name] = list(self._exchanges(command))
        for exchange in documented:
            if exchange.arguments == arguments:
                return exchange.reply
        return documented[0].reply if documented else self._made_up(command)

    def event(self, event: Event) -> dict[str, Any]:
        """Return the *event* without its time: documented, or made up."""
        for transcript in examples_in(event):
            for message in _json_messages(transcript):
                data = message.get("data", {})
                if message.get("event") == event.name and self._is_valid_event(event, data):
                    return {"event": event.name, **({"data": data} if data else {})}
        payloads = payloads_of(self._vocabulary, event)
        content = payloads[0].minimal if payloads else {"event": event.name}
        return {key: value for key, value in content.items() if key != "timestamp"}

    def _exchanges(self, command: Command) -> Iterator[_Exchange]:
        """Yield the valid replies that the comment of *command* shows, with the arguments that they answer."""
        for transcript in examples_in(command):
            sent: dict[str, Any] | None = None
            for message in _json_messages(transcript):
                name = message.get("execute", message.get("exec-oob"))
                if name is not None:
                    sent = message if name == command.name else None
                elif sent is not None and "return" in message:
                    if self._is_valid_reply(command, message["return"]):
                        yield _Exchange(sent.get("arguments", {}), message["return"])
                    sent = None

    def _is_valid_reply(self, command: Command, reply: Any) -> bool:
        if command.returns is None:
            return isinstance(reply, dict) and not reply
        try:
            self._check.value(reply, command.returns, "", command.name)
        except RefusedError:
            return False
        return True

    def _is_valid_event(self, event: Event, data: Any) -> bool:
        try:
            self._check.arguments(event, data)
        except RefusedError:
            return False
        return True

    def _made_up(self, command: Command) -> Any:
        if command.name not in self._generated:
            self._generated[command.name] = self._make(command)
        return self._generated[command.name]

    def _make(self, command: Command) -> Any:
        reply = reply_of(self._vocabulary, command)
        if reply is not None:
            return reply["return"]
        return [] if command.returns is not None and command.returns.is_list else {}  # a value would be endless


def _json_messages(transcript: Transcript) -> Iterator[dict[str, Any]]:
    """Yield the messages of *transcript* that are complete and valid JSON as written."""
    for message in messages_of(transcript):
        if message.reading.failure is None and not message.reading.slips:
            try:
                value = json.loads(message.text[: message.reading.end - message.start])
            except ValueError:  # something is left out
                continue
            if isinstance(value, dict):
                yield value
