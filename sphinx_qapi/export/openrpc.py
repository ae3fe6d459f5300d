"""A schema as an OpenRPC 1.3 document: a method for each command; events are in an extension, as OpenRPC has none."""

from __future__ import annotations

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.summary import summary
from sphinx_qapi.export.json_schema.messages import RETURNS, event_parts, returned
from sphinx_qapi.export.json_schema.names import PartNames
from sphinx_qapi.export.json_schema.notes import definition_notes
from sphinx_qapi.export.json_schema.options import Json, Options
from sphinx_qapi.export.json_schema.types import OPEN_MARK, Types
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.schema import Schema

VERSION = "1.3.2"
_PREFIX = "#/components/schemas/"


def openrpc(schema: Schema, definitions: tuple[Definition, ...], options: Options | None = None) -> Json:
    """Return the document of the commands and events among *definitions*, with the types that they need."""
    options = options or Options()
    types = Types(schema, PartNames(schema, options.open), options, _PREFIX)
    methods = [_method(types, each) for each in definitions if isinstance(each, Command)]
    events = [
        {"name": each.name, "schema": event_parts(types, each)} for each in definitions if isinstance(each, Event)
    ]
    return {
        "openrpc": VERSION,
        "info": {"title": schema.root.name, "version": schema.dialect},
        "methods": methods,
        "components": {"schemas": types.finish()},
        "x-qapi-events": events,
    }


def _method(types: Types, command: Command) -> Json:
    said = definition_notes(command)
    method: Json = {"name": command.name, "paramStructure": "by-name"}
    if types.options.lean:
        said = {"deprecated": True} if "deprecated" in said else {}
    elif words := summary(command):
        method["summary"] = words
    return {**method, **said, "params": _params(types, command), "result": _result(types, command)}


def _params(types: Types, command: Command) -> list[Json]:
    content = effective_members(types.schema, command)
    if content.branches and command.arguments_type is not None:
        boxed = types.of(command.arguments_type, received=False)
        return [{"name": "arguments", "required": True, "schema": boxed, "x-qapi-boxed": True}]
    params: list[Json] = []
    for member in content.members:
        if len(member.path) > 1 or member.name == OPEN_MARK:
            continue
        form = types.member(member, received=False)
        param: Json = {"name": member.name, "required": not member.optional}
        if "$ref" in form:  # notes on the member are notes on the parameter, not on the shared part
            param |= {key: form[key] for key in ("description", "deprecated") if key in form}
        params.append({**param, "schema": form})
    return sorted(params, key=lambda param: not param["required"])


def _result(types: Types, command: Command) -> Json:
    return {"name": f"{command.name}_{RETURNS}", "schema": returned(types, command)}
