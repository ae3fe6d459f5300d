"""Warnings of builds of real schemas; the examples in these have faults, which other tests check one by one."""

from __future__ import annotations

import re

_OF_EXAMPLES = re.compile(r".*: WARNING: .*\[qapi\.example-[a-z-]+\]")


def other_warnings(text: str) -> list[str]:
    """The lines of *text* that warn of anything except examples."""
    return [line for line in text.splitlines() if line.strip() and not _OF_EXAMPLES.fullmatch(line)]
