"""Pairs of tiny schemas with one change each, and the expected findings; the pairs are part of the specification."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.diff.diff_report import make_report
from tests.analysis.conftest import MakeDiff


@pytest.mark.shared
def test_fixtures(shared: Path, diff_of: MakeDiff) -> None:
    """Each pair gives the expected kinds, verdicts and flags at the expected paths, and nothing else."""
    fixtures = yaml.safe_load((shared / "wire/fixtures.yaml").read_text("utf-8"))
    assert len(fixtures) == 66
    wrong = {}
    for fixture in fixtures:
        found = diff_of(fixture["old"], fixture["new"])
        got = {(str(each.path), each.kind, str(each.verdict)) for each in found.changes}
        expected = {(each["path"], each["kind"], each["verdict"]) for each in fixture["changes"]}
        if any(path == "*" for path, *_ in expected):
            assert {(kind, verdict) for _, kind, verdict in got} == {("source-changed", "SOURCE")}, fixture["name"]
            continue
        flags = {each["path"]: each["flag"] for each in fixture["changes"] if "flag" in each}
        marked = {str(each.path): "announced" for each in found.changes if each.announced}
        marked |= {str(each.path): "hidden" for each in found.changes if each.unstable and each.path.steps}
        if got != expected or marked != flags:
            wrong[fixture["name"]] = (got - expected, expected - got, marked, flags)
        hidden = sum(flag == "hidden" for flag in flags.values())
        assert make_report(found).hidden >= hidden
        assert hidden == 0 or make_report(found).groups == ()
    assert wrong == {}


def test_verdicts_are_ordered() -> None:
    assert Verdict.COMPATIBLE < Verdict.SOURCE < Verdict.INTROSPECTION < Verdict.WIRE
