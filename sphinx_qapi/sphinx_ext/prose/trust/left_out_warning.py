"""The warning about anything that an untrusted schema may not have."""

from __future__ import annotations

from sphinx_qapi.source.findings import MOST_CHARACTERS
from sphinx_qapi.sphinx_ext.reporting import warn


def warn_left_out(what: str, path: str | None, line: int | None) -> None:
    """Warn that *what*, in *line* of the file *path*, is left out because the schema is untrusted."""
    if len(what) > MOST_CHARACTERS // 2:
        what = f"{what[: MOST_CHARACTERS // 2]}…"
    warn(f"{what} is left out, since the schema is untrusted", "untrusted", f"{path or ''}:{line or ''}", once=True)
