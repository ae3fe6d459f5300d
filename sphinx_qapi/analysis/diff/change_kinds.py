"""The rules of comparison: the kinds of changes, and what each means for a client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from sphinx_qapi.analysis.wire.words import ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE
from sphinx_qapi.schema.model.kinds import DEPRECATED, UNSTABLE


class Verdict(IntEnum):
    """Whom a change affects; a larger value is worse."""

    COMPATIBLE = 0
    """Nobody needs to do anything."""
    SOURCE = 1
    """Only code that is generated from the schema changes."""
    INTROSPECTION = 2
    """Messages stay valid, but ``query-qmp-schema`` shows it, or a tolerant client notices."""
    WIRE = 3
    """A message that was valid may be refused, or a client may not find what it was promised."""

    def __str__(self) -> str:
        return self.name


WIRE, INTROSPECTION, SOURCE, COMPATIBLE = (
    Verdict.WIRE, Verdict.INTROSPECTION, Verdict.SOURCE, Verdict.COMPATIBLE
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeKind:
    """One kind of change."""

    name: str
    argument: Verdict
    """Verdict for what clients send, and for commands themselves."""
    result: Verdict
    """Verdict for what clients receive, and for events themselves."""
    argument_reason: str
    """Reason for `argument`, a sentence."""
    result_reason: str
    old: str
    """Example: the schema before the change."""
    new: str

    def verdict(self, *, sent: bool) -> Verdict:
        """Return the verdict for what clients send (*sent*) or receive."""
        return self.argument if sent else self.result

    def reason(self, *, sent: bool) -> str:
        """Return the reason for the verdict for what clients send (*sent*) or receive."""
        return self.argument_reason if sent else self.result_reason


_Side = tuple[Verdict, str]
"""A verdict and its reason."""


def _kind(name: str, sent: _Side, received: _Side, old: str, new: str) -> ChangeKind:
    return ChangeKind(
        name=name,
        argument=sent[0],
        result=received[0],
        argument_reason=sent[1],
        result_reason=received[1],
        old=old,
        new=new,
    )


def _same(name: str, verdict: Verdict, reason: str, old: str, new: str) -> ChangeKind:
    return _kind(name, (verdict, reason), (verdict, reason), old, new)


_WEIGH = "{ 'command': 'weigh', 'data': { %s } }"
_REPORT = "{ 'struct': 'Report', 'data': { %s } }"
_GRAIN = "{ 'enum': 'Grain', 'data': [ %s ] }"
_SILO = "{ 'union': 'Silo', 'base': { 'form': 'Form' }, 'discriminator': 'form', 'data': { %s } }"
_PING = "{ 'command': 'ping'%s }"
_NOTHING = "(nothing)"
_NOTED = "Clients may ask for the feature; nothing else depends on it."

_ALL = (
    _same("command-removed", WIRE, "Clients that send the command get an error.", _PING % "", _NOTHING),
    _same("command-added", COMPATIBLE, "No client knows the command yet.", _NOTHING, _PING % ""),
    _same(
        "event-removed", WIRE, "Clients that wait for the event wait in vain, unless it was never sent.",
        "{ 'event': 'FULL' }", _NOTHING,
    ),
    _same(
        "event-added", COMPATIBLE, "Clients ignore events that they do not know.", _NOTHING, "{ 'event': 'FULL' }"
    ),
    _kind(
        "member-added-optional",
        (COMPATIBLE, "Clients that do not know the member leave it out."),
        (COMPATIBLE, "Clients ignore members that they do not know."),
        _WEIGH % "'id': 'str'", _WEIGH % "'id': 'str', '*exact': 'bool'",
    ),
    _kind(
        "member-added-mandatory",
        (WIRE, "Messages without the member were valid and are refused now."),
        (COMPATIBLE, "Clients ignore members that they do not know."),
        _WEIGH % "'id': 'str'", _WEIGH % "'id': 'str', 'scale': 'int'",
    ),
    _kind(
        "member-removed-mandatory",
        (WIRE, "Messages with the member, which was mandatory, are refused now."),
        (WIRE, "Clients were promised the member, and do not find it."),
        _REPORT % "'weight': 'int'", _REPORT % "",
    ),
    _kind(
        "member-removed-optional",
        (WIRE, "Messages with the member were valid and are refused now."),
        (INTROSPECTION, "Clients already had to work without the member."),
        _WEIGH % "'*exact': 'bool'", _WEIGH % "",
    ),
    _kind(
        "became-optional",
        (COMPATIBLE, "Messages with the member stay valid."),
        (WIRE, "Clients were promised the member, and it may be missing now."),
        _REPORT % "'weight': 'int'", _REPORT % "'*weight': 'int'",
    ),
    _kind(
        "became-mandatory",
        (WIRE, "Messages without the member were valid and are refused now."),
        (COMPATIBLE, "Clients that can work without the member now always get it."),
        _WEIGH % "'*id': 'str'", _WEIGH % "'id': 'str'",
    ),
    _kind(
        "value-added",
        (COMPATIBLE, "Clients that do not know the value do not send it."),
        (INTROSPECTION, "Clients may receive a value that they do not know."),
        _GRAIN % "'rye'", _GRAIN % "'rye', 'oats'",
    ),
    _kind(
        "value-removed",
        (WIRE, "Messages with the value were valid and are refused now."),
        (INTROSPECTION, "Clients wait for a value that no longer comes."),
        _GRAIN % "'rye', 'oats'", _GRAIN % "'rye'",
    ),
    _kind(
        "branch-added",
        (COMPATIBLE, "Clients that do not know the branch do not send it."),
        (INTROSPECTION, "Clients may receive a branch that they do not know."),
        _SILO % "'tower': 'Tower'", _SILO % "'tower': 'Tower', 'bunker': 'Bunker'",
    ),
    _kind(
        "branch-removed",
        (WIRE, "Messages with the branch were valid and are refused now."),
        (INTROSPECTION, "Clients wait for a branch that no longer comes."),
        _SILO % "'tower': 'Tower', 'bunker': 'Bunker'", _SILO % "'tower': 'Tower'",
    ),
    _kind(
        "type-widened",
        (COMPATIBLE, "All values that were accepted before still are."),
        (WIRE, "Clients may receive a type of value that they cannot read."),
        _REPORT % "'weight': 'int'", _REPORT % "'weight': 'number'",
    ),
    _kind(
        "type-narrowed",
        (WIRE, "Messages with values of another type were valid and are refused now."),
        (INTROSPECTION, "Clients receive only what they could read before."),
        _WEIGH % "'id': 'any'", _WEIGH % "'id': 'str'",
    ),
    _kind(
        "type-changed",
        (WIRE, "Messages with the old type of value are refused now."),
        (WIRE, "Clients find another type of value than they were promised."),
        _REPORT % "'weight': 'int'", _REPORT % "'weight': 'str'",
    ),
    _kind(
        "str-to-enum",
        (WIRE, "Strings that are no value of the enum are refused, and the schema did not say so before."),
        (INTROSPECTION, "Clients receive strings, as before."),
        _WEIGH % "'grain': 'str'", _WEIGH % "'grain': 'Grain'",
    ),
    _same(
        "enum-to-str", INTROSPECTION, "All strings stay valid, but introspection no longer lists the values.",
        _WEIGH % "'grain': 'Grain'", _WEIGH % "'grain': 'str'",
    ),
    _kind(
        "width-narrowed",
        (WIRE, "Numbers outside of the new range were accepted and are refused now."),
        (SOURCE, "Introspection does not show the range of integers."),
        _WEIGH % "'scale': 'int64'", _WEIGH % "'scale': 'uint8'",
    ),
    _same(
        "width-widened", SOURCE, "All numbers that were accepted before still are.",
        _WEIGH % "'scale': 'uint8'", _WEIGH % "'scale': 'int64'",
    ),
    _same(
        "width-changed", SOURCE, "Introspection does not show the range of integers.",
        _REPORT % "'weight': 'int64'", _REPORT % "'weight': 'uint32'",
    ),
    _same(
        "feature-added", COMPATIBLE, _NOTED, _PING % "", _PING % ", 'features': [ 'echoes' ]"
    ),
    _same(
        "feature-removed", INTROSPECTION, "Clients that ask for the feature conclude that it is not there.",
        _PING % ", 'features': [ 'echoes' ]", _PING % "",
    ),
    _same(
        "deprecated", COMPATIBLE, "It works as before, and its removal is announced.",
        _PING % "", _PING % ", 'features': [ 'deprecated' ]",
    ),
    _same(
        "undeprecated", COMPATIBLE, "It works as before, and will stay.",
        _PING % ", 'features': [ 'deprecated' ]", _PING % "",
    ),
    _same(
        "became-stable", COMPATIBLE, "From now on clients can rely on it.",
        _PING % ", 'features': [ 'unstable' ]", _PING % "",
    ),
    _same(
        "became-unstable", INTROSPECTION, "It is no longer promised that it stays as it is.",
        _PING % "", _PING % ", 'features': [ 'unstable' ]",
    ),
    _same(
        "condition-narrowed", INTROSPECTION, "Some builds no longer have it, as introspection shows.",
        _PING % "", _PING % ", 'if': 'CONFIG_ECHO'",
    ),
    _same(
        "condition-widened", COMPATIBLE, "All builds that had it still do.",
        _PING % ", 'if': 'CONFIG_ECHO'", _PING % "",
    ),
    _same(
        "condition-changed", INTROSPECTION, "Other builds than before have it, as introspection shows.",
        _PING % ", 'if': 'CONFIG_ECHO'", _PING % ", 'if': 'CONFIG_NET'",
    ),
    _same(
        "oob-removed", WIRE, "Clients that send the command out of band get an error.",
        _PING % ", 'allow-oob': true", _PING % "",
    ),
    _same(
        "oob-added", COMPATIBLE, "The command may still be sent in band.",
        _PING % "", _PING % ", 'allow-oob': true",
    ),
    _same(
        "preconfig-removed", WIRE, "Clients that send the command before the configuration is complete get an error.",
        _PING % ", 'allow-preconfig': true", _PING % "",
    ),
    _same(
        "preconfig-added", COMPATIBLE, "The command may still be sent later.",
        _PING % "", _PING % ", 'allow-preconfig': true",
    ),
    _same(
        "response-removed", WIRE, "Clients wait for an answer that no longer comes.",
        _PING % "", _PING % ", 'success-response': false",
    ),
    _same(
        "response-added", WIRE, "Clients get an answer that they do not expect.",
        _PING % ", 'success-response': false", _PING % "",
    ),
    _same(
        "arguments-declared", INTROSPECTION,
        "Arguments that were accepted without a declaration are declared now; others are refused.",
        "{ 'command': 'add', 'data': { 'id': 'str' }, 'gen': false }",
        "{ 'command': 'add', 'data': { 'id': 'str', '*size': 'int' } }",
    ),
    _same(
        "arguments-opened", COMPATIBLE, "All arguments that were accepted before still are.",
        "{ 'command': 'add', 'data': { 'id': 'str' } }", "{ 'command': 'add', 'data': { 'id': 'str' }, 'gen': false }",
    ),
    _same(
        "source-changed", SOURCE, "Names of types and their parts are not visible to clients.",
        _REPORT % "'grain': 'Grain'", _REPORT % "'grain': 'Cereal'",
    ),
    _same(
        "default-changed", INTROSPECTION, "A message without the member now means something else.",
        "# @exact: to the gram (default: false)", "# @exact: to the gram (default: true)",
    ),
)  # fmt: skip

KINDS: Mapping[str, ChangeKind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""All kinds, by name."""

ALWAYS_SHOWN = frozenset({"deprecated", "undeprecated", "became-stable"})
"""Kinds that are shown even for unstable parts."""

FLAG_KINDS = {
    ALLOW_OOB: ("oob-added", "oob-removed"),
    ALLOW_PRECONFIG: ("preconfig-added", "preconfig-removed"),
    NO_RESPONSE: ("response-removed", "response-added"),
}
"""For each flag, the kinds of changes that add and remove it."""
FEATURE_KINDS = {DEPRECATED: ("deprecated", "undeprecated"), UNSTABLE: ("became-unstable", "became-stable")}
"""For each feature with a defined meaning, the kinds of changes that add and remove it; others have plain kinds."""
