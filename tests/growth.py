"""How long something takes, compared with itself for another input: a ratio is the same on a slow machine."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from typing import TypeVar

_Input = TypeVar("_Input")
_Sized = TypeVar("_Sized", str, bytes)

TIMES = 4
"""How many times as large the larger input is."""
_MOST = 9
"""How many times as long it may take: what is linear takes 4 times as long, what is quadratic 16 times."""
_ATTEMPTS = 4


def assert_linear(run: Callable[[_Input], object], small: _Input, large: _Input) -> None:
    """Assert that *run* takes time in proportion: *large* is `TIMES` times as large as *small*.

    The least of several attempts counts, for other work on the machine only ever adds to a time.
    """
    run(small)  # What is imported and what is made only once does not count.
    shorter = longer = math.inf
    for _ in range(_ATTEMPTS):
        shorter = min(shorter, _seconds(run, small))
        longer = min(longer, _seconds(run, large))
        if longer < _MOST * shorter:
            return
    raise AssertionError(f"an input {TIMES} times as large takes {longer / shorter:.0f} times as long")


class Pace:
    """How fast *run* is with an input that is *sound*; any other input may take fifty times as long for its length."""

    def __init__(self, run: Callable[[_Sized], object], sound: _Sized) -> None:
        run(sound)
        self._most = 50 * min(_seconds(run, sound) for _ in range(3)) / len(sound)

    def assert_kept(self, seconds: float, length: int) -> None:
        """Assert that *seconds* are in proportion to *length*; what is short may take as long as 10,000 signs."""
        most = self._most * max(length, 10_000)
        assert seconds < most, f"{seconds:.1f} s instead of {most:.1f} s for {length} signs"


def _seconds(run: Callable[[_Input], object], value: _Input) -> float:
    gc.collect()
    gc.disable()  # It walks over what other tests have left as well, the longer an input takes, the more often.
    try:
        start = time.process_time()
        run(value)
        return time.process_time() - start
    finally:
        gc.enable()
