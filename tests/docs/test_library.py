"""The page about the library: its examples run, and it lists exactly the names that the package exports."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys

import sphinx_qapi

from .conftest import ROOT, Terminal
from .snippets import snippets

PAGE = (ROOT / "docs/reference/library.md").read_text("utf-8")


def test_the_examples_run(repository: Terminal) -> None:
    """The examples run one after the other, in the folder of the fixture."""
    code = [each.text for each in snippets(PAGE, markdown=True) if each.language == "pycon"]
    assert len(code) >= 4
    test = doctest.DocTestParser().get_doctest("\n".join(code), {}, "library.md", None, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL).run(test, out=report.append)
    assert not report, "".join(report)


def test_the_page_has_every_export() -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE.partition("## All names")[2], re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(sphinx_qapi.__all__)


def test_every_export_is_there() -> None:
    for name in sphinx_qapi.__all__:
        assert getattr(sphinx_qapi, name) is not None
    assert set(sphinx_qapi.__all__) <= set(dir(sphinx_qapi))


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse((ROOT / "sphinx_qapi/__init__.py").read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    seen = {each.name: node.module for node in imports for each in node.names}
    homes = {name: f"sphinx_qapi.{home}" for name, home in sphinx_qapi._HOME_OF.items()}
    assert {name: home for name, home in seen.items() if str(home).startswith("sphinx_qapi")} == homes
    assert {*homes, "__version__", "setup"} == set(sphinx_qapi.__all__)


def test_no_name_needs_sphinx() -> None:
    code = (
        "import sys, sphinx_qapi\n"
        "for name in sphinx_qapi.__all__: getattr(sphinx_qapi, name)\n"
        "print(*sorted({each.partition('.')[0] for each in sys.modules} & {'sphinx', 'docutils', 'myst_parser'}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_a_name_that_is_not_there() -> None:
    assert not hasattr(sphinx_qapi, "load_schemas")
