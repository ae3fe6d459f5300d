"""How a condition reads: ``A and (B or C)``."""

from __future__ import annotations

from sphinx_qapi.schema.conditions import All, Any, Condition, Not, Raw, Symbol


def condition_parts(condition: Condition, *, nested: bool = False) -> list[tuple[str, bool]]:
    """Pieces of text, each with whether it is code (a symbol or a C expression) or a word of ours."""
    match condition:
        case Symbol(name=text) | Raw(text=text):
            return [(text, True)]
        case Not(condition=inner):
            return [("not ", False), *condition_parts(inner, nested=True)]
        case All(conditions=inner_ones):
            word = " and "
        case Any(conditions=inner_ones):
            word = " or "
    parts: list[tuple[str, bool]] = []
    for inner in inner_ones:
        if parts:
            parts.append((word, False))
        parts += condition_parts(inner, nested=True)
    return [("(", False), *parts, (")", False)] if nested else parts


def condition_text(condition: Condition) -> str:
    """The condition in words, for terminals and plain text."""
    return "".join(text for text, _ in condition_parts(condition))
