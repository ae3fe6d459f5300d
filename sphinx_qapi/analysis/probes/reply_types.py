"""The types of a reply of ``query-qmp-schema`` that probe paths lead through."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.analysis.probes.probe_types import (
    ProbeBuiltin,
    ProbeChoice,
    ProbeEntry,
    ProbeEnum,
    ProbeMember,
    ProbeObject,
    ProbeType,
    ProbeTypes,
    ProbeVariant,
)
from sphinx_qapi.analysis.wire.reply_shapes import Json, reply_enum_values, reply_features, well_formed
from sphinx_qapi.analysis.wire.truth import ALWAYS


@well_formed
def reply_types(infos: Sequence[Json]) -> ProbeTypes:
    """Return the types of the reply *infos*; raises `ReplyError` if it lacks something."""
    entries: dict[str, ProbeEntry] = {}
    types: dict[str, ProbeType] = {}
    for info in infos:
        name = info["name"]
        match info["meta-type"]:
            case "command":
                entries[name] = ProbeEntry(info["arg-type"], info["ret-type"], reply_features(info))
            case "event":
                entries[name] = ProbeEntry(info["arg-type"], features=reply_features(info))
            case _:
                types[name] = _type(info)
    return ProbeTypes(entries, types)


def _type(info: Json) -> ProbeType:
    match info["meta-type"]:
        case "builtin":
            return ProbeBuiltin("int" if info["json-type"] == "int" else info["name"])
        case "enum":
            return ProbeEnum(reply_enum_values(info))
        case "array":
            return ProbeChoice(((info["element-type"], ALWAYS),))
        case "alternate":
            return ProbeChoice(tuple((each["type"], ALWAYS) for each in info["members"]))
    members = tuple(
        ProbeMember(each["name"], each["type"], "default" in each, reply_features(each)) for each in info["members"]
    )
    variants = tuple(ProbeVariant(each["case"], each["type"]) for each in info.get("variants", ()))
    return ProbeObject(reply_features(info), members, variants)
