"""Which mistakes are made; none is made where no test could notice it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.sites import mutants_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = a not in b", {"x = a in b"}),
        ("x = a and b or c", {"x = a or b or c", "x = a and b and c"}),
        ("x = not a", {"x = a"}),
        ("x = [y for y in z if y]", {"x = [y for y in z if not (y)]"}),
        ("raise a", {"pass"}),
        ("a.startswith(b)", {"a.endswith(b)", "pass"}),
        ('x = "" if a else "é" + b', {'x = "mutant" if a else "é" + b', 'x = "" if a else "" + b',
                                      'x = "" if not (a) else "é" + b', 'x = "" if a else "é" - b'}),
        ("x: Literal['a'] = 1", {"x: Literal['a'] = 2"}),
        ('"""What a reader sees."""', set()),
        ('__all__ = ["a"]', set()),
    ],
)  # fmt: skip
def test_mistakes(line: str, expected: set[str], tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"# é\n{line}\n", "utf-8")
    mutants = mutants_of(path)
    assert {each.text().decode() for each in mutants} == {f"# é\n{text}\n" for text in expected}
    assert {each.line for each in mutants} <= {2}
