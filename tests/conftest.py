"""What tests of all layers share: the folder of real schemas, and CI's rule that nothing of note is skipped."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REQUIRE_ALL = "SPHINX_QAPI_REQUIRE_ALL"
REQUIRED = {"shared", "browser"}
"""Markers, and fixtures of the same names, whose tests CI must not skip."""


def pytest_configure() -> None:
    """Let no environment colour what is compared, here and in processes that tests start."""
    os.environ["NO_COLOR"] = "1"
    os.environ.pop("FORCE_COLOR", None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real schemas and conformance cases; skips where it is absent."""
    folder = Path(os.environ.get("SPHINX_QAPI_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no real schemas in {folder}")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail instead of skip where SPHINX_QAPI_REQUIRE_ALL is set."""
    report = yield
    if report.skipped and os.environ.get(REQUIRE_ALL) and not hasattr(report, "wasxfail"):
        names = {marker.name for marker in item.iter_markers()} | set(getattr(item, "fixturenames", ()))
        if names & REQUIRED:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            report.outcome = "failed"
            report.longrepr = f"{REQUIRE_ALL} is set, but this test was skipped. {reason}"
    return report
