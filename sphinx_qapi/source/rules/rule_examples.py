"""A tiny schema for each rule that it finds something in: the files in ``examples``, by the rules' names."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "examples"


def example_of(name: str) -> str:
    """The example of the rule *name*; empty where a schema on its own, or plain text, shows nothing."""
    path = FOLDER / f"{name}.json"
    return path.read_text("utf-8") if path.is_file() else ""
