"""Edits of schemas that builds after a change are measured with."""

from __future__ import annotations

import re
from pathlib import Path


def edit(path: Path) -> None:
    """Change a comment of a schema file, to a different text each time."""
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if line.startswith("# @") and not line.endswith(":"))
    head, _, old = lines[number].partition(" (changed ")
    lines[number] = f"{head} (changed {int(old.rstrip(')') or 0) + 1})"
    path.write_text("\n".join(lines), encoding="utf-8")


def edit_enum(path: Path, name: str) -> None:
    """Add a value to the enum *name*."""
    text = path.read_text(encoding="utf-8")
    head = re.compile(rf"('enum': *'{name}',\s*'data': *\[)")
    path.write_text(head.sub(rf"\1 'x-{len(text)}',", text, count=1), encoding="utf-8")


def edit_heading(path: Path) -> None:
    """Change the first heading of a schema file, which is the line before the first line of equals signs only."""
    lines = path.read_text(encoding="utf-8").split("\n")
    under = next(i for i, line in enumerate(lines) if re.fullmatch(r"# ={3,}", line))
    lines[under - 1 : under + 1] = lines[under - 1] + "x", lines[under] + "="
    path.write_text("\n".join(lines), encoding="utf-8")
