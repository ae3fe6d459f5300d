"""Check that the tree is ready to be released as a tag: `python .ci/check_release.py v1.2.0`.

This checks everything that somebody has to fill in. It prints one line for each problem; the exit status is 1 if there
are any. It needs only Python.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ADDRESSES = ("Documentation", "Source", "Issues", "Changelog")
"""The entries of [project.urls] that a release has."""


def problems(root: Path, tag: str) -> Iterator[str]:
    """Yield the problems that prevent a release of the tree at *root* as *tag*, as one sentence each."""
    version = _search(r'__version__ = "([^"]+)"', root / "sphinx_qapi/_version.py")
    if tag != f"v{version}":
        yield f"sphinx_qapi/_version.py: the version is {version}, but the tag is {tag}"
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    addresses = project.get("urls", {})
    for name in ADDRESSES:
        if not addresses.get(name, "").startswith("https://"):
            yield f"pyproject.toml: [project.urls] lacks {name}"
    date = _search(rf"^## {re.escape(version)}, (.*)$", root / "CHANGELOG.md")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        yield f"CHANGELOG.md: the section of {version} needs a date such as 2027-01-31, but has {date or 'none'}"
    citation = root / "CITATION.cff"
    if _search(r"^version: (.*)$", citation) != version:
        yield f"CITATION.cff: the version is not {version}"
    if _search(r"^date-released: (.*)$", citation) != date:
        yield "CITATION.cff: date-released is not the date of CHANGELOG.md"
    if _search(r"^repository-code: (.*)$", citation) != addresses.get("Source", ""):
        yield "CITATION.cff: repository-code is not Source of [project.urls]"


def _search(pattern: str, path: Path) -> str:
    found = re.search(pattern, path.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def main() -> int:
    """Print the problems; return the exit status, 1 if there are any."""
    found = list(problems(Path(__file__).parents[1], sys.argv[1]))
    print("\n".join(found) or f"ready to be released as {sys.argv[1]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
