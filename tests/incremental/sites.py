"""Builds of a site, incremental and clean, and what sets their files apart."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from sphinx_qapi.cli.main import main

_TIMES = re.compile(rb"(?<=Last updated on )[^<]*|\?v=[0-9a-f]{8}")
_OF_SPHINX = {".buildinfo", "environment.pickle"}
"""Says when and how a build was made, and is no page."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site of one schema, kept below a folder."""

    root: Path
    """The root file of the schema."""
    folder: Path
    theme: str = "alabaster"

    def build(self) -> dict[str, bytes]:
        """Build on from what is there; gives all files of the site by name."""
        return self._build(self.folder / "kept")

    def build_clean(self) -> dict[str, bytes]:
        """Build from nothing; gives all files of the site by name."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return self._build(self.folder / "clean")

    def _build(self, folder: Path) -> dict[str, bytes]:
        status = main(["build", f"QMP={self.root}", "-o", str(folder), "--theme", self.theme])
        assert status == 0, f"the build ended with {status}"
        site = folder / "html"
        return {
            path.relative_to(site).as_posix(): _TIMES.sub(b"", path.read_bytes())
            for path in sorted(site.rglob("*"))
            if path.is_file() and path.name not in _OF_SPHINX
        }


def differences(kept: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    """What sets the files of an incremental build apart from those of a clean one."""
    lines = [f"{name}: left over" for name in kept.keys() - clean.keys()]
    lines += [f"{name}: missing" for name in clean.keys() - kept.keys()]
    lines += [_difference(name, kept[name], clean[name]) for name in kept.keys() & clean.keys()]
    return sorted(filter(None, lines))


def _difference(name: str, kept: bytes, clean: bytes) -> str:
    if kept == clean:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(kept, clean, strict=False)) if a != b), min(len(kept), len(clean)))
    excerpt = slice(max(0, at - 60), at + 80)
    return f"{name}: at {at}\n    kept:  {kept[excerpt]!r}\n    clean: {clean[excerpt]!r}"
