"""The configuration of a binary, as the paths that it has and lacks prove it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from sphinx_qapi.analysis.wire.truth import ALWAYS, MOST_ATOMS, Form, Product, atoms_of

Symbols = dict[str, bool | None]
"""Whether each symbol is defined; None if that is unknown."""


def symbols_of(paths: Mapping[str, Form], there: frozenset[str]) -> Symbols:
    """Return the symbols that *paths* depend on, with their values in a binary that has the paths *there*.

    Conditions of one symbol are evaluated first, then those of several. Present paths prove more than missing ones,
    which may be missing for other reasons: a condition that holds for one path holds for all, and a path that is
    missing together with the path above it proves nothing. If single conditions contradict each other, the symbol stays
    unknown.
    """
    has = {condition for path, condition in paths.items() if path in there} - {ALWAYS}
    absent = (path for path in paths if path not in there)
    lacks = (
        {paths[path] for path in absent if (above := parent(path, paths)) is None or above in there} - {ALWAYS} - has
    )
    symbols: Symbols = dict.fromkeys(
        sorted({atom for condition in set(paths.values()) for atom in atoms_of(condition)})
    )
    proven = _Proof(symbols)
    proven.learn(has, lacks, widest=1)
    proven.learn(has, lacks, widest=MOST_ATOMS)
    return symbols


def parent(path: str, paths: Container[str]) -> str | None:
    """Return the nearest of *paths* that *path* is below; None if there is none."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in paths:
            return path
    return None


class _Proof:
    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._contradicted: set[str] = set()

    def learn(self, has: Iterable[Form], lacks: Iterable[Form], *, widest: int) -> None:
        """Conclude from conditions of at most *widest* symbols until nothing new follows."""
        facts = [(condition, True) for condition in sorted(has)] + [(condition, False) for condition in sorted(lacks)]
        facts = [fact for fact in facts if len(atoms_of(fact[0])) <= widest]
        is_new = True
        while is_new:
            concluded = [self._conclude(condition, result=result) for condition, result in facts]
            is_new = any(concluded)

    def _conclude(self, condition: Form, *, result: bool) -> bool:
        """Record the symbols that follow from the *result* of *condition*; return whether there were any."""
        is_new = False
        for atom in sorted(atoms_of(condition)):
            if self._symbols[atom] is None and atom not in self._contradicted:
                # A symbol has a value for certain if the condition could not have that result with the other value.
                possible = [value for value in (True, False) if self._allows(condition, atom, value, result)]
                if len(possible) == 1:
                    self._symbols[atom] = possible[0]
                    is_new = True
            elif len(atoms_of(condition)) == 1 and not self._allows(condition, atom, self._symbols[atom], result):
                self._contradicted.add(atom)
                self._symbols[atom] = None
        return is_new

    def _allows(self, condition: Form, atom: str, value: bool | None, result: bool) -> bool:
        outcome = outcome_of(condition, {**self._symbols, atom: value})
        return outcome is None or outcome is result


def outcome_of(condition: Form, symbols: Mapping[str, bool | None]) -> bool | None:
    """Return whether *condition* holds; None if that is unknown."""
    outcomes = [_product_outcome(product, symbols) for product in condition]
    if True in outcomes:
        return True
    return None if None in outcomes else False


def _product_outcome(product: Product, symbols: Mapping[str, bool | None]) -> bool | None:
    values = [_literal_outcome(literal, symbols) for literal in product]
    if False in values:
        return False
    return None if None in values else True


def _literal_outcome(literal: str, symbols: Mapping[str, bool | None]) -> bool | None:
    value = symbols.get(literal.removeprefix("!"))
    return value if value is None or not literal.startswith("!") else not value


def why_not(condition: Form, symbols: Mapping[str, bool | None]) -> str:
    """Return the part of *condition* that does not hold, or may not; empty if the whole condition holds."""
    if outcome_of(condition, symbols) is True:
        return ""
    parts = []
    for product in condition:
        wrong = [literal for literal in product if _literal_outcome(literal, symbols) is False]
        open_ = wrong or [literal for literal in product if _literal_outcome(literal, symbols) is None]
        parts.append(" and ".join(_literal_text(literal) for literal in open_))
    return " or ".join(dict.fromkeys(parts))


def _literal_text(literal: str) -> str:
    return f"not {literal[1:]}" if literal.startswith("!") else literal
