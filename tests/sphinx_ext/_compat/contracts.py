"""`contract`, which checks a promise of a foreign library and says on failure what has changed and what breaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def contract(promise: str, *, breaks: str) -> Iterator[None]:
    """Fail with plain sentences if *promise*, which we rely on, does not hold; *breaks* says what goes wrong then."""
    try:
        yield
    except Exception as error:
        pytest.fail(f"No longer true: {promise}. What breaks: {breaks}. ({type(error).__name__}: {error})")
