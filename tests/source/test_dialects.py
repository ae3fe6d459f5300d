"""The dialects of releases."""

from __future__ import annotations

import pytest

from sphinx_qapi.source.dialects import (
    DIALECTS,
    dialect_in_words,
    newest_dialect,
    parse_dialect,
    release_before,
)
from sphinx_qapi.source.version import Version


def test_order() -> None:
    versions = [dialect.version for dialect in DIALECTS]
    assert versions == sorted(set(versions))
    assert versions[-1] == newest_dialect()


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("10.2", "10.2"),
        ("10.2.2", "10.2"),
        ("v10.0.3", "10.0"),
        ("7.0", "6.2"),
        ("2.11", "2.10"),
        ("99.0", "10.2"),
        ("0.15-rc0", "0.15"),
        ("0.14", "0.15"),
        ("6", "6.0"),
    ],
)
def test_any_release(text: str, dialect: str) -> None:
    """The newest dialect that is not later than the release; the oldest for releases before that."""
    assert str(parse_dialect(text)) == dialect


@pytest.mark.parametrize("text", ["", "auto", "ten", "1.", "1.2.3.4.5", "1.2-beta", "9" * 5000])
def test_no_release(text: str) -> None:
    with pytest.raises(ValueError, match="not a release"):
        parse_dialect(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3.0", "3.0"),
        ("3.0.0", "3.0"),
        ("3.1", "3.1 (rules as of 3.0)"),
        ("v10.2.2", "10.2.2 (rules as of 10.2)"),
        ("10.3", "10.3 (newer than any known release, rules as of 10.2)"),
        ("99", "99.0 (newer than any known release, rules as of 10.2)"),
        ("0.14", "0.14 (rules as of 0.15)"),
    ],
)
def test_which_releases_rules_apply(text: str, words: str) -> None:
    assert dialect_in_words(text) == words


@pytest.mark.parametrize(
    ("release", "last"),
    [("2.4", "2.3"), ("1.0", "0.15"), ("2.0", "1.7"), ("3.0", "2.12"), ("4.0", "3.1"), ("6.0", "5.2"), ("10.0", "9.2")],
)
def test_the_release_before(release: str, last: str) -> None:
    assert str(release_before(Version.parse(release))) == last
