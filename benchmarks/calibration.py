"""A fixed workload of docutils: its CPU seconds are the unit of all other times, so that machines can be compared."""

from __future__ import annotations

import time

import docutils.core

_SECTION = """\
Part {n}
--------

A paragraph with *emphasis*, ``code``, **weight** and a `link <https://example.org/part/{n}>`_, long enough that its
lines are joined, and of which part {n} of the text has one as every other part has.

1. A numbered item with ``code`` in it.
2. Another one:

   - which holds a list
   - of two items

:name: a field of part {n}
:kind: *another* field
"""
_TEXT = "Calibration\n===========\n\n" + "\n".join(_SECTION.format(n=n) for n in range(195))
_RUNS = 3


def unit() -> float:
    """The CPU seconds that the workload takes now: the median of a few runs."""
    return sorted(_run() for _ in range(_RUNS))[_RUNS // 2]


def _run() -> float:
    start = time.process_time()
    docutils.core.publish_doctree(_TEXT, settings_overrides={"report_level": 5})
    return time.process_time() - start


if __name__ == "__main__":
    print(f"{unit():.3f}")
