"""The kinds of objects, and which of them each role refers to."""

from __future__ import annotations

from sphinx_qapi.schema.model.kinds import ENTRY_KINDS, STRUCT_KINDS, TYPE_KINDS

OBJECT = "object"
"""The kind of what an author describes as a struct or a union, without saying which."""
PART_KINDS = ("member", "value", "feature")
"""Kinds of parts of definitions."""
OBJECT_KINDS = (*ENTRY_KINDS, "enum", *STRUCT_KINDS, OBJECT, "alternate", *PART_KINDS, "module")
"""The kinds of all objects, in the order in which Sphinx numbers them."""
ALL_KINDS = frozenset(OBJECT_KINDS)

KINDS_OF_ROLE: dict[str, frozenset[str]] = {
    "any": ALL_KINDS,
    "command": frozenset({"command"}),
    "cmd": frozenset({"command"}),
    "event": frozenset({"event"}),
    "enum": frozenset({"enum"}),
    "object": frozenset({*STRUCT_KINDS, OBJECT}),
    "obj": frozenset({*STRUCT_KINDS, OBJECT}),
    "struct": frozenset({"struct", OBJECT}),
    "union": frozenset({"union", OBJECT}),
    "alternate": frozenset({"alternate"}),
    "alt": frozenset({"alternate"}),
    "type": frozenset({*TYPE_KINDS, OBJECT}),
    "module": frozenset({"module"}),
    "mod": frozenset({"module"}),
    "member": frozenset({"member", "value"}),
    "memb": frozenset({"member", "value"}),
    "value": frozenset({"value"}),
    "feature": frozenset({"feature"}),
    "feat": frozenset({"feature"}),
}
"""For each role, the kinds of objects that it may refer to."""
