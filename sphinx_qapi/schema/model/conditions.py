"""Build-time conditions (``if``), in one form for all releases of the language, and their text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """True if the C preprocessor symbol *name* is defined."""

    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Not:
    """True if *condition* is false."""

    condition: Condition


@dataclass(frozen=True, kw_only=True, slots=True)
class All:
    """True if all of *conditions* (two or more) are true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Any:
    """True if at least one of *conditions* (two or more) is true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """A C expression that is not a plain combination of ``defined(X)``; kept as written."""

    text: str


Condition = Symbol | Not | All | Any | Raw


def conjunction(*conditions: Condition | None) -> Condition | None:
    """The condition that is true if all of *conditions* are; None means "always"."""
    parts: list[Condition] = []
    for condition in conditions:
        for part in condition.conditions if isinstance(condition, All) else (condition,):
            if part is not None and part not in parts:
                parts.append(part)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(conditions=tuple(parts))


def condition_parts(condition: Condition, *, nested: bool = False) -> list[tuple[str, bool]]:
    """The text of *condition* in pieces, each with whether it is code (a symbol or C expression) or a joining word."""
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
    """The text of *condition*, for terminals and plain text."""
    return "".join(text for text, _ in condition_parts(condition))
