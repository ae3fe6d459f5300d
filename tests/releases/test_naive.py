"""Builds of real releases detect missing words, and the pages of a small release are complete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from tests.releases.__main__ import Root, check, missing
from tests.releases.naive import read_files

SCHEMA = """\
##
# @fill:
#
# Fill the silo with grain.
#
# @sort: what grain it is (since 1.4)
#
# Features:
# @gentle: Breaks no grain.
#
# Since: 1.0
##
{ 'command': 'fill', 'data': { '*sort': { 'type': 'Sort', 'if': 'SORTS' } }, 'features': [ 'gentle' ],
  'allow-oob': true }

##
# @Sort:
#
# @rye: dark and hardy
#
# Since: 1.0
##
{ 'enum': 'Sort', 'data': [ 'rye' ] }

##
# @Silo:
#
# @gently: whether no grain breaks, if not given, the default is "false"
#
# Since: 1.0
##
{ 'struct': 'Silo', 'data': { '*gently': 'bool' } }
"""


@pytest.fixture
def root(tmp_path: Path) -> Root:
    path = tmp_path / "silo.json"
    path.write_text(SCHEMA, "utf-8")
    return Root(tmp_path, path)


def test_nothing_is_missing_and_what_is_taken_away_is_found(root: Root, tmp_path: Path) -> None:
    assert check(root, "auto", tmp_path / "out") == ({}, [])
    (file,) = read_files(root.path)
    assert file.definitions["fill"].strings == {"sort", "Sort", "SORTS", "gentle"}
    assert file.definitions["fill"].flags == {"allow-oob"}
    schema = load_schema(root.path).schema
    page = tmp_path / "out" / "text" / "silo.txt"
    text = page.read_text("utf-8")
    for gone, told in (
        ("Fill the silo", f"{root.path}:4: Fill the silo with grain."),
        ("SORTS", f"{root.path}: fill: SORTS"),
        ("gentle", f"{root.path}: fill: gentle"),
        ("allow-oob", f"{root.path}: fill: allow-oob"),
        ("dark", f"{root.path}:19: dark and hardy"),
        ('default "false"', f"{root.path}:28: whether no grain breaks, if not given, the default is"),
        ("enum Sort", f"{root.path}: enum Sort"),
    ):
        for each in page.parent.glob("*.txt"):
            each.write_text(each.read_text("utf-8").replace(gone, "…"), "utf-8")
        page.write_text(text.replace(gone, "…"), "utf-8")
        assert told in list(missing([file], schema, tmp_path / "out", {})), gone
    empty = replace(schema, modules=())
    assert len(list(missing([file], empty, tmp_path / "out", {}))) >= 2


@pytest.mark.shared
@pytest.mark.parametrize("mode", ["auto", "own"])
def test_a_real_release(shared: Path, tmp_path: Path, mode: str) -> None:
    """One root of one release; ``make test-releases`` builds all of them."""
    folder = shared / "corpus/10.0"
    root = Root(folder, folder / "qga/qapi-schema.json")
    mistakes, faults = check(root, mode, tmp_path)
    assert faults == []
    assert set(mistakes.values()) == (set() if mode == "auto" else {"swallowed-tag"})
