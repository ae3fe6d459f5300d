"""In CI, tests that need the real schemas, a browser or LaTeX fail instead of being skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TESTS = """
import pytest

@pytest.mark.shared
def test_of_schemas(shared): ...

@pytest.mark.browser
def test_of_pages(): pytest.skip("no browser")

@pytest.mark.latex
def test_of_pdfs(): ...

def test_of_something_else(): pytest.skip("not on this system")
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    pytester.makeini("[pytest]\nmarkers =\n  shared\n  browser\n  latex\n")
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text("utf-8"))
    pytester.makepyfile(TESTS)
    monkeypatch.setenv("SPHINX_QAPI_SHARED", "nowhere")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("SPHINX_QAPI_REQUIRE_ALL", raising=False)
    return pytester


def test_without_the_variable_tests_are_skipped(project: pytest.Pytester) -> None:
    project.runpytest_subprocess().assert_outcomes(skipped=4)


def test_in_ci_tests_fail_instead(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPHINX_QAPI_REQUIRE_ALL", "1")
    result = project.runpytest_subprocess()
    result.assert_outcomes(skipped=1, failed=1, errors=2)
    result.stdout.fnmatch_lines(["*no real schemas in nowhere*"])
    result.stdout.fnmatch_lines(["*no latexmk*"])


def test_only_requirements_that_the_variable_names_fail(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPHINX_QAPI_REQUIRE_ALL", "browser,latex")
    project.runpytest_subprocess().assert_outcomes(skipped=2, failed=1, errors=1)
