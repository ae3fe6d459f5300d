"""Documented examples against JSON Schema: a message is valid exactly if our checker finds no fault in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator

from sphinx_qapi.analysis.examples.check import faults_of
from sphinx_qapi.analysis.examples.example_places import examples_of
from sphinx_qapi.analysis.examples.json_values import ArrayValue, Elision, ObjectValue, Scalar, Value
from sphinx_qapi.analysis.examples.messages import Message, Speaker, messages_of
from sphinx_qapi.analysis.examples.protocol import Protocol, Vocabulary
from sphinx_qapi.analysis.examples.rules import DUPLICATE_MEMBER, NOT_JSON, OUT_OF_ORDER, OUTDATED, WITHOUT_ARROWS
from sphinx_qapi.analysis.examples.transcript import Transcript
from sphinx_qapi.export.json_schema.document import json_schema
from sphinx_qapi.export.json_schema.options import Open, Options
from sphinx_qapi.schema.model.definitions import Command, Definition
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version

OF_NO_FORM = {DUPLICATE_MEMBER, NOT_JSON, OUT_OF_ORDER, OUTDATED, WITHOUT_ARROWS}
"""Rules about more than one value, or about how a value is written (see `Judge._transcript`)."""


class Judged(NamedTuple):
    """A message: its place, whether our checker finds it right, and the errors of JSON Schema."""

    place: str
    is_right: bool
    errors: list[str]


class Left(Exception):  # noqa: N818 - it says what is met
    """Raised for a message that leaves something out, which JSON Schema cannot know."""


def plain(value: Value) -> Any:
    match value:
        case Elision():
            raise Left
        case Scalar(value=scalar):
            return scalar
        case ArrayValue(elements=elements):
            return [plain(each) for each in elements]
        case ObjectValue(members=members, elided=elided):
            if elided:
                raise Left
            return {each.key: plain(each.value) for each in members}


class Judge:
    """Checks all messages of a schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.protocol = Protocol([Vocabulary.of(schema)], is_complete=True)
        self.parts = json_schema(schema, (), Options(open=Open.CLOSED))["$defs"]
        self.abridged = _abridged(self.parts)
        """The parts for replies, without required keys, as our checker lets examples show only part of a reply."""

    def judged(self) -> Iterator[Judged]:
        for transcript, definition in examples_of(self.schema):
            yield from self._transcript(transcript, definition)

    def _transcript(self, transcript: Transcript, documented: Definition | None) -> Iterator[Judged]:
        release = Version.parse(self.schema.dialect)
        faults = [
            each.offset
            for each in faults_of(transcript, self.protocol, release=release, documented=documented)
            if each.rule not in OF_NO_FORM
        ]
        waiting: list[str] = []
        for message in messages_of(transcript):
            part = self._part(message, waiting, documented)
            end = message.start + len(message.text)
            is_right = not any(message.start <= each < end for each in faults)
            if part is None:
                continue
            place = f"{transcript.place(message.start)}"
            if message.reading.value is None or message.surplus is not None:
                yield Judged(place, is_right, ["it is no JSON"])
                continue
            try:
                value = plain(message.reading.value)
            except Left:
                continue
            errors = self._errors(part, value["return"] if part.endswith("_returns") else value)
            if any(not slip.is_note for slip in message.reading.slips):
                continue  # the intended value is valid JSON, but the text as written is not
            yield Judged(place, is_right, errors)

    def _part(self, message: Message, waiting: list[str], documented: Definition | None) -> str | None:
        """The part of the JSON Schema that *message* must conform to; None for greetings and errors."""
        value = message.reading.value
        keys = value.by_key if isinstance(value, ObjectValue) else {}
        if message.speaker is Speaker.CLIENT:
            name = _word(keys.get("execute") or keys.get("exec-oob"))
            waiting.append(name)
            return f"{name}_request"
        if "event" in keys:
            return f"{_word(keys['event'])}_event"
        if "error" in keys or "return" in keys:
            name = waiting.pop(0) if waiting else documented.name if isinstance(documented, Command) else ""
            part = f"{name}_returns"
            return part if "return" in keys and part in self.parts else None
        return None

    def _errors(self, part: str, value: Any) -> list[str]:
        if part not in self.parts:
            return [f"there is no {part}"]
        document = {"$ref": f"#/$defs/{part}", "$defs": self.abridged if part.endswith("_returns") else self.parts}
        return [each.message[:200] for each in Draft202012Validator(document).iter_errors(value)]


def _abridged(form: Any) -> Any:
    if isinstance(form, list):
        return [_abridged(each) for each in form]
    if not isinstance(form, dict):
        return form
    made = {"anyOf" if key == "oneOf" else key: _abridged(each) for key, each in form.items()}
    if isinstance(form.get("required"), list):
        del made["required"]
    return made


def _word(value: Value | None) -> str:
    return str(value.value).replace(".", "_") if isinstance(value, Scalar) else ""
