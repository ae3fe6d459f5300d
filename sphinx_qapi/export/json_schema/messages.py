"""Commands and events as JSON Schema: their arguments, what they return, and whole messages."""

from __future__ import annotations

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.export.json_schema.notes import definition_notes
from sphinx_qapi.export.json_schema.options import Json
from sphinx_qapi.export.json_schema.types import OPEN_MARK, Types
from sphinx_qapi.schema.model.definitions import Command, Event, UnionType

ARGUMENTS, RETURNS, REQUEST, DATA, EVENT = "arguments", "returns", "request", "data", "event"
_TIMESTAMP = {"type": "integer"}


def command_parts(types: Types, command: Command) -> Json:
    """Request all parts of *command*; return a reference to the part for a whole request."""
    arguments = types.part(types.names.message(command.name, ARGUMENTS), lambda: _arguments(types, command))
    types.part(types.names.message(command.name, RETURNS), lambda: returned(types, command))
    return types.part(types.names.message(command.name, REQUEST), lambda: _request(types, command, arguments))


def event_parts(types: Types, event: Event) -> Json:
    """Request all parts of *event*; return a reference to the part for a whole message."""
    data = types.part(types.names.message(event.name, DATA), lambda: _arguments(types, event))
    return types.part(types.names.message(event.name, EVENT), lambda: _event(types, event, data))


def _arguments(types: Types, entry: Command | Event) -> Json:
    received = isinstance(entry, Event)
    takes_more = isinstance(entry, Command) and not entry.gen and _has_arguments(entry)
    if entry.arguments_type is not None and not takes_more:
        return types.of(entry.arguments_type, received=received)
    content = effective_members(types.schema, entry)
    return types.members(content.members, received=received, takes_more=takes_more)


def returned(types: Types, command: Command) -> Json:
    """Return the schema of the value that *command* returns."""
    if command.returns is None:
        return types.closed_object({}, (), received=True)
    return types.of(command.returns, received=True)


def _request(types: Types, command: Command, arguments: Json) -> Json:
    words = ("execute", "exec-oob") if command.allow_oob else ("execute",)
    forms = [_call(types, command, word, arguments) for word in words]
    form = forms[0] if len(forms) == 1 else {"oneOf": forms}
    return types.noted(form, definition_notes(command))


def _call(types: Types, command: Command, word: str, arguments: Json) -> Json:
    needed = [word, ARGUMENTS] if _needs_arguments(types, command) else [word]
    return types.closed_object({word: {"const": command.name}, ARGUMENTS: arguments, "id": {}}, needed, received=False)


def _event(types: Types, event: Event, data: Json) -> Json:
    time = types.closed_object(
        {"seconds": _TIMESTAMP, "microseconds": _TIMESTAMP}, ("seconds", "microseconds"), received=True
    )
    properties: Json = {"event": {"const": event.name}, "timestamp": time}
    if _has_arguments(event):
        properties["data"] = data
    return types.noted(types.closed_object(properties, properties, received=True), definition_notes(event))


def _has_arguments(entry: Command | Event) -> bool:
    return bool(entry.arguments) or entry.arguments_type is not None


def _needs_arguments(types: Types, command: Command) -> bool:
    """Return whether an argument is mandatory."""
    boxed = command.arguments_type
    if boxed is not None and isinstance(types.schema.find(boxed.name), UnionType):
        return True
    members = effective_members(types.schema, command).members
    return any(not each.optional and each.name != OPEN_MARK for each in members)
