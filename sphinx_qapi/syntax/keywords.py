"""The keywords of expressions: the keys that say what kind of expression an object is."""

from __future__ import annotations

DIRECTIVES = ("include", "pragma")
DEFINITIONS = ("enum", "type", "struct", "union", "alternate", "command", "event")
"""The keywords of definitions; until 2.3, ``type`` is the keyword of structs."""
KEYWORDS = (*DIRECTIVES, *DEFINITIONS)

A_DEFINITION = f"(?:{'|'.join(DEFINITIONS)})"
"""Regular expression for a keyword of definitions."""
A_KEYWORD = f"(?:{'|'.join(KEYWORDS)})"
"""Regular expression for any keyword."""
