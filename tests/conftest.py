"""Shared fixtures: the folder of real schemas, a browser, epubcheck; and the rule that CI skips no required test."""

from __future__ import annotations

import asyncio
import os
import shutil
import zipfile
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sphinx.config import Config

from tests.nodejs import why_not

ROOT = Path(__file__).parent.parent
REQUIRE_ALL = "SPHINX_QAPI_REQUIRE_ALL"
REQUIRED = {"shared", "browser", "latex", "epubcheck", "extensions", "node"}
"""Markers, and fixtures of the same names, whose tests CI must not skip."""

_SWITCHES = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure() -> None:
    """Remove settings of the environment that would colour compared output, here and in processes that tests start."""
    os.environ["NO_COLOR"] = "1"
    os.environ.pop("FORCE_COLOR", None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real schemas and conformance cases; skips the test if there is none."""
    folder = Path(os.environ.get("SPHINX_QAPI_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no real schemas in {folder}")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; skips the test if it is not installed."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture
def no_running_loop() -> Iterator[None]:
    """No loop of asyncio runs in this thread: Playwright's does, as long as a browser is open for other tests."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def node() -> None:
    """Skip the test if Node.js cannot start: it needs libraries that a bare system lacks."""
    if (reason := why_not()) is not None:
        pytest.skip(f"no Node.js: {reason}")


@pytest.fixture(scope="session")
def epubcheck() -> list[str]:
    """The command that runs epubcheck; Debian's is a Java archive, which only some kernels start directly."""
    path = shutil.which("epubcheck")
    if path is None:
        pytest.skip("no epubcheck")
    return ["java", "-jar", path] if zipfile.is_zipfile(path) else [path]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how many tests were skipped, one line for each reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(each.longrepr[2]).removeprefix("Skipped: ") for each in skipped)
    for reason, number in reasons.most_common():
        terminalreporter.write_line(f"{number} skipped: {reason}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests that need LaTeX where it is missing, and remove templates that themes of other tests have added."""
    # pydata's theme adds its templates to the default that all projects of this process share.
    Config.config_values["templates_path"].default.clear()
    if item.get_closest_marker("latex") and shutil.which("latexmk") is None:
        pytest.skip("no latexmk")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail if SPHINX_QAPI_REQUIRE_ALL is ``1``, or lists one of its names in `REQUIRED`."""
    report = yield
    wanted = os.environ.get(REQUIRE_ALL, "")
    if report.skipped and wanted and not hasattr(report, "wasxfail"):
        names = {marker.name for marker in item.iter_markers()} | set(getattr(item, "fixturenames", ()))
        if names & (REQUIRED if wanted == "1" else REQUIRED.intersection(wanted.split(","))):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            report.outcome = "failed"
            report.longrepr = f"{REQUIRE_ALL} is set, but this test was skipped. {reason}"
    return report
