"""A tiny schema for each rule that shows a finding of it: the files in ``examples``, called as the rules."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "examples"


def example_of(name: str) -> str:
    """The example of the rule *name*; empty if a schema on its own, or plain text, cannot show a finding."""
    path = FOLDER / f"{name}.json"
    return path.read_text("utf-8") if path.is_file() else ""
