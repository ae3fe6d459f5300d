"""Times compared with times for other inputs: their ratio is the same on a slow machine."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from typing import TypeVar

_Input = TypeVar("_Input")
_Sized = TypeVar("_Sized", str, bytes)

TIMES = 4
"""The size of the larger input, as a multiple of the smaller one's."""
_MOST = 9
"""The limit for the ratio of times: linear algorithms take 4 times as long, quadratic ones 16 times."""
_ATTEMPTS = 4


def assert_linear(run: Callable[[_Input], object], small: _Input, large: _Input) -> None:
    """Assert that the time of *run* grows linearly; *large* must be `TIMES` times as large as *small*.

    The least of several attempts counts, since other work on the machine only ever makes a time longer.
    """
    run(small)  # imports, and things made only once, do not count
    shorter = longer = math.inf
    for _ in range(_ATTEMPTS):
        shorter = min(shorter, _seconds(run, small))
        longer = min(longer, _seconds(run, large))
        if longer < _MOST * shorter:
            return
    raise AssertionError(f"an input {TIMES} times as large takes {longer / shorter:.0f} times as long")


class Pace:
    """Limit for the time of *run*: for its length, an input may take fifty times as long as one that is *sound*."""

    def __init__(self, run: Callable[[_Sized], object], sound: _Sized) -> None:
        run(sound)
        self._most = 50 * min(_seconds(run, sound) for _ in range(3)) / len(sound)

    def assert_kept(self, seconds: float, length: int) -> None:
        """Assert that *seconds* are within the limit for *length* characters, or for 10,000 if *length* is less."""
        most = self._most * max(length, 10_000)
        assert seconds < most, f"{seconds:.1f} s instead of {most:.1f} s for {length} signs"


def _seconds(run: Callable[[_Input], object], value: _Input) -> float:
    gc.collect()
    gc.disable()  # it walks over objects of other tests as well, and does so more often the longer an input takes
    try:
        start = time.process_time()
        run(value)
        return time.process_time() - start
    finally:
        gc.enable()
