"""What the newest schema states of releases, against what the schemas of those releases show.

The comments are sometimes wrong, and pages repeat what they state; ``benchmarks/since_precision.py`` lists how.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.listed import Listed, listing
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.version import Version


def _names(release: Path) -> dict[str, Listed]:
    schema = load_schema(release / "qapi/qapi-schema.json").schema
    entries = [entry for each in schema.definitions.values() for entry in listing(each).entries]
    return {f"{each.name}:{each.part.value}": each for each in entries}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("before", "release", "counts"),
    [
        ("8.2", "9.0", (23, 28, 22)),
        ("9.0", "9.1", (27, 36, 26)),
        ("10.0", "10.1", (28, 42, 27)),
        ("10.1", "10.2.2", (14, 15, 14)),
    ],
)
def test_releases(shared: Path, before: str, release: str, counts: tuple[int, int, int]) -> None:
    """*counts*: what is stated, what is found, and what is in both."""
    corpus = shared / "corpus"
    newest, old, new = (_names(corpus / each) for each in ("10.2.2", before, release))
    numbers = Version.parse(release).numbers[:2]
    said = {
        name for name, each in newest.items() if each.since and each.is_new and each.since.version.numbers == numbers
    }
    real = {
        name
        for name, each in new.items()
        if name not in old and name in newest and (not each.path or f"{each.definition}:definition" in old)
    }
    assert (len(said), len(real), len(said & real)) == counts
