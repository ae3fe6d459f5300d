"""Releases and the dialects that they mean."""

from __future__ import annotations

import pytest

from sphinx_qapi.source.rules import NEWEST
from sphinx_qapi.syntax.dialects import DIALECTS, parse_dialect


def test_order() -> None:
    versions = [dialect.version for dialect in DIALECTS]
    assert versions == sorted(set(versions))
    assert versions[-1] == NEWEST


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("10.2", "10.2"),
        ("10.2.2", "10.2"),
        ("v10.0.3", "10.0"),
        ("7.0", "6.2"),
        ("2.11", "2.10"),
        ("99.0", "10.2"),
        ("0.15-rc0", "0.15"),
        ("0.14", "0.15"),
        ("6", "6.0"),
    ],
)
def test_any_release(text: str, dialect: str) -> None:
    """The newest dialect that is not later, the oldest for releases before it."""
    assert str(parse_dialect(text)) == dialect


@pytest.mark.parametrize("text", ["", "auto", "ten", "1.", "1.2.3.4.5", "1.2-beta", "9" * 5000])
def test_no_release(text: str) -> None:
    with pytest.raises(ValueError, match="not a release"):
        parse_dialect(text)
