"""The kinds of objects, and which of them each role refers to."""

from __future__ import annotations

TYPE_KINDS = frozenset({"enum", "struct", "union", "object", "alternate"})
DEFINITION_KINDS = TYPE_KINDS | {"command", "event"}
ALL_KINDS = DEFINITION_KINDS | {"member", "value", "feature", "module"}

KINDS_OF_ROLE: dict[str, frozenset[str]] = {
    "any": ALL_KINDS,
    "command": frozenset({"command"}),
    "cmd": frozenset({"command"}),
    "event": frozenset({"event"}),
    "enum": frozenset({"enum"}),
    "object": frozenset({"struct", "union", "object"}),
    "obj": frozenset({"struct", "union", "object"}),
    "struct": frozenset({"struct", "object"}),
    "union": frozenset({"union", "object"}),
    "alternate": frozenset({"alternate"}),
    "alt": frozenset({"alternate"}),
    "type": TYPE_KINDS,
    "module": frozenset({"module"}),
    "mod": frozenset({"module"}),
    "member": frozenset({"member", "value"}),
    "memb": frozenset({"member", "value"}),
    "value": frozenset({"value"}),
    "feature": frozenset({"feature"}),
    "feat": frozenset({"feature"}),
}
"""For each role, the kinds of objects that it may refer to."""
