"""Places in a file that can be changed so that its meaning changes: one small mistake each, as people make them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_OPERATORS = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.BitOr: (r"\|", "&"),
    ast.BitAnd: ("&", "|"),
}
"""By kind of operator: a pattern for its text, and the text that replaces it."""
_CALLS = {
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
    "sorted": "list",
    "startswith": "endswith",
    "endswith": "startswith",
    "find": "rfind",
    "partition": "rpartition",
    "rpartition": "partition",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "update": "copy",
}


@dataclass(frozen=True)
class Mutant:
    """A change of one place in a file."""

    path: Path
    line: int
    """Line number, from 1."""
    begin: int
    """Offset of the first changed byte from the beginning of the file."""
    end: int
    before: str
    after: str

    def text(self) -> bytes:
        """The content of the whole file with the change."""
        data = self.path.read_bytes()
        return data[: self.begin] + self.after.encode() + data[self.end :]


def mutants_of(path: Path) -> list[Mutant]:
    """All changes of the Python file at *path* that this module knows, in the order of their places."""
    source = path.read_bytes()
    return sorted(set(_Sites(path, source).all()), key=lambda each: (each.begin, each.end, each.after))


class _Sites:
    def __init__(self, path: Path, source: bytes) -> None:
        self._path = path
        self._source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def all(self) -> Iterator[Mutant]:
        tree = ast.parse(self._source)
        silent = set(_unheard(tree))
        for node in ast.walk(tree):
            if id(node) in silent:
                continue
            for begin, end, after in self._changes(node):
                before = self._source[begin:end].decode()
                mutant = Mutant(self._path, self._source.count(b"\n", 0, begin) + 1, begin, end, before, after)
                if before != after and _compiles(mutant):
                    yield mutant

    def _changes(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        """First byte, byte after the last, and new text of each change at *node*."""
        yield from self._operators(node)
        yield from self._conditions(node)
        yield from self._statements(node)
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name) as function) if name in _CALLS:
                yield self._end(function) - len(name), self._end(function), _CALLS[name]
            case ast.Constant(value=value):
                yield from ((self._begin(node), self._end(node), new) for new in _other_constants(value))

    def _operators(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        match node:
            case ast.Compare(left=left, ops=operators, comparators=others):
                for one, operator, two in zip([left, *others[:-1]], operators, others, strict=True):
                    yield from self._operator(one, operator, two)
            case ast.BoolOp(op=operator, values=values):
                for one, two in pairwise(values):
                    yield from self._operator(one, operator, two)
            case ast.BinOp(left=left, op=operator, right=right):
                yield from self._operator(left, operator, right)

    def _conditions(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        tests: list[ast.expr] = []
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield self._begin(node), self._begin(operand), ""
            case ast.If(test=test) | ast.IfExp(test=test):
                tests = [test]
            case ast.comprehension(ifs=tests):
                pass
        for test in tests:
            yield self._begin(test), self._end(test), f"not ({self._text(test)})"

    def _statements(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        match node:
            case ast.Return(value=ast.expr() as value) if not _is_none(value):
                yield self._begin(value), self._end(value), "None"
            case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
                yield self._begin(node), self._end(node), "pass"

    def _operator(self, one: ast.expr, operator: ast.AST, two: ast.expr) -> Iterator[tuple[int, int, str]]:
        pattern, new = _OPERATORS.get(type(operator), ("", ""))
        begin, end = self._end(one), self._begin(two)
        between = self._source[begin:end].decode()
        if new and (found := re.search(pattern, between)) and "#" not in between:
            yield begin + found.start(), begin + found.end(), new

    def _begin(self, node: ast.AST) -> int:
        return self._starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined, no-any-return]

    def _end(self, node: ast.AST) -> int:
        return self._starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined, no-any-return]

    def _text(self, node: ast.AST) -> str:
        return self._source[self._begin(node) : self._end(node)].decode()


def _other_constants(value: object) -> Iterator[str]:
    match value:
        case bool():
            yield str(not value)
        case int():
            yield str(value + 1)
        case str():
            yield '"mutant"' if not value else '""'


def _unheard(tree: ast.Module) -> Iterator[int]:
    """The identities of nodes without effect at run time: annotations, docstrings, `__all__`."""
    for node in ast.walk(tree):
        if (silent := _silent_part(node)) is not None:
            yield from map(id, ast.walk(silent))


def _silent_part(node: ast.AST) -> ast.AST | None:
    match node:
        case ast.arg(annotation=part) | ast.AnnAssign(annotation=part) | ast.FunctionDef(returns=part):
            return part
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return node
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Call(func=ast.Name(id="cast" | "TypeVar")):
            return node
        case ast.JoinedStr():  # Python 3.11 gives no positions of the parts of an f-string
            return node
    return None


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _compiles(mutant: Mutant) -> bool:
    try:
        compile(mutant.text(), str(mutant.path), "exec")
    except SyntaxError:
        return False
    return True
