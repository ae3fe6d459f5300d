"""C preprocessor expressions, the conditions of 3.0 to 6.1, converted to the present form of conditions."""

from __future__ import annotations

import re

from sphinx_qapi.schema.model.conditions import All, Any, Condition, Not, Raw, Symbol

_TOKEN = re.compile(
    r"\s*(?:(&&|\|\||!|\(|\))|(?:defined\s*(?:\(\s*([A-Za-z_]\w*)\s*\)|\s([A-Za-z_]\w*)))|([A-Z][A-Z0-9_]*)\b)"
)
_PRECEDENCE = {"||": 1, "&&": 2, "!": 3}
_MOST_TOKENS = 1000


def read_c_condition(text: str) -> Condition:
    """*text* as a combination of symbols, or as `Raw` if it contains anything else.

    Not recursive: operators and operands are kept on two stacks.
    """
    reader = _ConditionReader()
    offset = 0
    text = text.strip()
    for _ in range(_MOST_TOKENS):
        if offset == len(text):
            return reader.result() or Raw(text=text)
        match = _TOKEN.match(text, offset)
        if match is None or not reader.take(match[1], match[2] or match[3] or match[4]):
            break
        offset = match.end()
    return Raw(text=text)


class _ConditionReader:
    def __init__(self) -> None:
        self.operators: list[str] = []
        self.operands: list[Condition] = []
        self.wants_operand = True

    def take(self, operator: str | None, symbol: str | None) -> bool:
        """Read the next token, an operator or a symbol; return False if it is not allowed here."""
        if symbol is not None or operator in ("!", "("):
            if not self.wants_operand:
                return False
            if symbol is not None:
                self.operands.append(Symbol(name=symbol))
                self.wants_operand = False
            elif operator is not None:
                self.operators.append(operator)
            return True
        if self.wants_operand or operator is None:
            return False
        if operator == ")":
            return self._close()
        self._apply_down_to(_PRECEDENCE[operator])
        self.operators.append(operator)
        self.wants_operand = True
        return True

    def result(self) -> Condition | None:
        """The whole condition; None if it is incomplete."""
        if self.wants_operand or "(" in self.operators:
            return None
        self._apply_down_to(0)
        return self.operands[0]

    def _close(self) -> bool:
        self._apply_down_to(0)
        return bool(self.operators) and self.operators.pop() == "("

    def _apply_down_to(self, precedence: int) -> None:
        """Apply the operators since the last bracket whose precedence is at least *precedence*."""
        while self.operators and self.operators[-1] != "(" and _PRECEDENCE[self.operators[-1]] >= precedence:
            operator = self.operators.pop()
            right = self.operands.pop()
            if operator == "!":
                self.operands.append(Not(condition=right))
                continue
            kind = All if operator == "&&" else Any
            left = self.operands.pop()
            conditions = left.conditions if isinstance(left, kind) else (left,)
            self.operands.append(kind(conditions=(*conditions, right)))
