"""The vocabulary of kinds: kinds of definitions, words for several of them, and features with a meaning."""

from __future__ import annotations

from collections.abc import Mapping

ENTRY_KINDS = ("command", "event")
"""The kinds that clients meet on the wire by their names: commands and events."""
STRUCT_KINDS = ("struct", "union")
"""The kinds that are JSON objects; QEMU's own documentation calls both ``object``."""
TYPE_KINDS = ("enum", *STRUCT_KINDS, "alternate")
KINDS = (*ENTRY_KINDS, *TYPE_KINDS)
"""The kinds of all definitions, in the order in which they are listed."""
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in KINDS},
    "object": STRUCT_KINDS,
    "type": TYPE_KINDS,
}
"""The words by which users choose definitions, each with the kinds that it covers."""

DEPRECATED, UNSTABLE = SPECIAL_FEATURES = ("deprecated", "unstable")
"""The features that have a meaning for every server and client."""
