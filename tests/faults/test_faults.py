"""The short form of `tests.faults`: a twentieth of the cheap cases, less of the rest."""

from __future__ import annotations

import pytest

from tests.faults.__main__ import run


@pytest.mark.parametrize(("kind", "share"), [("bits", 0.07), ("kills", 0.03), ("check", 0.01), ("sites", 0.006)])
def test_a_share(kind: str, share: float, capsys: pytest.CaptureFixture[str]) -> None:
    failures = run(kind, share, seed=1)
    assert failures == 0, capsys.readouterr().out
