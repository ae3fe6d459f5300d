"""Versions are ordered by their numbers, and keep their names."""

from __future__ import annotations

import random

import pytest

from sphinx_qapi.source.version import Version


def test_order() -> None:
    texts = ["0.9", "0.14", "0.15.0", "1.0", "2.1", "2.1.3", "2.10", "10.0"]
    versions = [Version.parse(text) for text in texts]
    assert sorted(random.Random(1).sample(versions, len(versions))) == versions


def test_trailing_zeros_mean_nothing() -> None:
    assert Version.parse("2.1") == Version.parse("2.1.0")
    assert hash(Version.parse("0.14")) == hash(Version.parse("0.14.0"))
    assert str(Version.parse("0.14.0")) == "0.14"
    assert Version.parse("3") == Version.parse("3.0")
    assert Version.parse("10.0") != Version.parse("10.0.1")


@pytest.mark.parametrize("text", ["", "v2.1", "2.1-rc1", "new", "2."])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="not a version"):
        Version.parse(text)


def test_other_styles_keep_their_names() -> None:
    versions = [Version.read(text) for text in ("2023-11", "2024-07", "2024-10")]
    assert sorted(random.Random(1).sample(versions, len(versions))) == versions
    assert [str(version) for version in versions] == ["2023-11", "2024-07", "2024-10"]
    assert Version.read("v2.1") == Version.parse("2.1")
    assert str(Version.read("2.1.0")) == "2.1"
    with pytest.raises(ValueError, match="not a version"):
        Version.read("soon")
