"""Build-time conditions as truth tables: conditions that hold in the same builds have one form, however written.

The form is a disjunction of conjunctions of symbols, with ``!`` before a symbol that must not be defined. It is
irredundant and always the same for the same table, so forms are compared by ``==``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache

from sphinx_qapi.schema.model.conditions import All, Any, Condition, Not, Raw, Symbol, condition_text

MOST_ATOMS = 14
"""The most symbols of a truth table; a condition with more counts as one symbol, named by its text."""

Product = tuple[str, ...]
Form = tuple[Product, ...]

ALWAYS: Form = ((),)
NEVER: Form = ()


class Relation(Enum):
    """The relation between an old and a new condition."""

    SAME = "same"
    NARROWED = "narrowed"
    WIDENED = "widened"
    CHANGED = "changed"


@cache
def form_of(condition: Condition | None) -> Form:
    """Return the form of *condition*; None is a condition that always holds."""
    if condition is None:
        return ALWAYS
    atoms = sorted(_atoms(condition))
    if len(atoms) > MOST_ATOMS:
        return ((_atom(condition_text(condition)),),)
    return _form(_table(condition, atoms), atoms)


@cache
def both(left: Form, right: Form) -> Form:
    """Return the form that holds where both *left* and *right* hold."""
    if left in (ALWAYS, right):
        return right
    if right == ALWAYS:
        return left
    atoms = _common_atoms(left, right)
    if len(atoms) > MOST_ATOMS:
        return tuple(sorted({tuple(sorted({*one, *other})) for one in left for other in right}))
    return _form(_form_table(left, atoms) & _form_table(right, atoms), atoms)


@cache
def either(left: Form, right: Form) -> Form:
    """Return the form that holds where *left* or *right* holds."""
    if left == right or ALWAYS in (left, right):
        return left if left == right else ALWAYS
    atoms = _common_atoms(left, right)
    if len(atoms) > MOST_ATOMS:
        return tuple(sorted({*left, *right}))
    return _form(_form_table(left, atoms) | _form_table(right, atoms), atoms)


@cache
def relation(old: Form, new: Form) -> Relation:
    """Return how the builds in which *new* holds differ from those in which *old* holds."""
    if old == new:
        return Relation.SAME
    atoms = _common_atoms(old, new)
    if len(atoms) > MOST_ATOMS:
        return Relation.CHANGED
    before, after = _form_table(old, atoms), _form_table(new, atoms)
    if before == after:
        return Relation.SAME
    if after & ~before == 0:
        return Relation.NARROWED
    return Relation.WIDENED if before & ~after == 0 else Relation.CHANGED


def holds(form: Form, defined: Iterable[str]) -> bool:
    """Return whether *form* holds in a build that defines exactly the symbols *defined*."""
    there = frozenset(defined)
    return any(all((atom.removeprefix("!") in there) != atom.startswith("!") for atom in product) for product in form)


def atoms_of(form: Form) -> frozenset[str]:
    """Return the symbols that *form* depends on."""
    return frozenset(atom.removeprefix("!") for product in form for atom in product)


def form_text(form: Form) -> str:
    """Return the form in words."""
    if form == ALWAYS:
        return "always"
    if form == NEVER:
        return "never"
    several = len(form) > 1
    return " or ".join(_product_text(product, bracketed=several and len(product) > 1) for product in form)


def _product_text(product: Product, *, bracketed: bool) -> str:
    text = " and ".join(f"not {atom[1:]}" if atom.startswith("!") else atom for atom in product)
    return f"({text})" if bracketed else text


def _atom(text: str) -> str:
    """The symbol that stands for a condition in C: a ``!`` before a symbol would mean that it is not defined."""
    words = " ".join(text.split())
    return f"({words})" if words.startswith("!") else words


def _atoms(condition: Condition) -> set[str]:
    atoms: set[str] = set()
    pending: list[Condition] = [condition]
    while pending:
        match pending.pop():
            case Symbol(name=name):
                atoms.add(name)
            case Raw(text=text):
                atoms.add(_atom(text))
            case Not(condition=inner):
                pending.append(inner)
            case All(conditions=inners) | Any(conditions=inners):
                pending += inners
    return atoms


def _common_atoms(left: Form, right: Form) -> list[str]:
    return sorted(atoms_of(left) | atoms_of(right))


def _column(index: int, count: int) -> int:
    """Return the truth table of the symbol *index* among *count*: bit N is set if combination N defines the symbol."""
    width = 1 << index
    block = ((1 << width) - 1) << width
    size = 1 << count
    step = 2 * width
    column = block
    while step < size:
        column |= column << step
        step *= 2
    return column


def _table(condition: Condition, atoms: Sequence[str]) -> int:
    match condition:
        case Symbol(name=name):
            return _column(atoms.index(name), len(atoms))
        case Raw(text=text):
            return _column(atoms.index(_atom(text)), len(atoms))
        case Not(condition=inner):
            return _full(len(atoms)) & ~_table(inner, atoms)
        case All(conditions=inners):
            result = _full(len(atoms))
            for each in inners:
                result &= _table(each, atoms)
            return result
        case Any(conditions=inners):
            result = 0
            for each in inners:
                result |= _table(each, atoms)
            return result


def _form_table(form: Form, atoms: Sequence[str]) -> int:
    table = 0
    for product in form:
        part = _full(len(atoms))
        for atom in product:
            column = _column(atoms.index(atom.removeprefix("!")), len(atoms))
            part &= ~column if atom.startswith("!") else column
        table |= part
    return table


def _full(count: int) -> int:
    return (1 << (1 << count)) - 1


def _form(table: int, atoms: Sequence[str]) -> Form:
    products, _ = _cover(table, table, len(atoms))
    named = [
        tuple(atoms[index] if positive else f"!{atoms[index]}" for index, positive in sorted(product))
        for product in products
    ]
    return tuple(sorted(named, key=lambda product: (len(product), product)))


_Literals = tuple[tuple[int, bool], ...]


def _cover(least: int, most: int, count: int) -> tuple[list[_Literals], int]:
    """Return an irredundant sum of products between the tables *least* and *most*, with its table.

    The algorithm is that of Minato and Morreale.
    """
    if not least:
        return [], 0
    if most == _full(count):
        return [()], most
    index = count - 1
    half = 1 << index
    low = (1 << half) - 1
    least0, least1, most0, most1 = least & low, least >> half, most & low, most >> half
    without, table0 = _cover(least0 & ~most1, most0, index)
    with_, table1 = _cover(least1 & ~most0, most1, index)
    either, table2 = _cover(least0 & ~table0 | least1 & ~table1, most0 & most1, index)
    products = [(*each, (index, False)) for each in without]
    products += [(*each, (index, True)) for each in with_]
    return products + either, (table0 | table2) | (table1 | table2) << half
