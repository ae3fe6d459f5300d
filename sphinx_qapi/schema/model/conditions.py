"""Build-time conditions (``if``), normalised to one form for all eras of the language, and how they read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """True where the C preprocessor symbol *name* is defined."""

    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Not:
    """True where *condition* is not."""

    condition: Condition


@dataclass(frozen=True, kw_only=True, slots=True)
class All:
    """True where each of *conditions* (two or more) is."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Any:
    """True where one of *conditions* (two or more) is."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """A C expression that is no plain combination of ``defined(X)``; kept as written."""

    text: str


Condition = Symbol | Not | All | Any | Raw


def conjunction(*conditions: Condition | None) -> Condition | None:
    """The condition that holds where all of *conditions* do; None stands for "always"."""
    parts: list[Condition] = []
    for condition in conditions:
        for part in condition.conditions if isinstance(condition, All) else (condition,):
            if part is not None and part not in parts:
                parts.append(part)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(conditions=tuple(parts))


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
