"""Tests of the repository: import contracts hold, make lists its targets, and the docs describe what the code has."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.cli.main import COMMANDS
from sphinx_qapi.export.diff import DIFF_EXPORTERS
from sphinx_qapi.export.graph import GRAPH_EXPORTERS
from sphinx_qapi.export.report_formats import EXPORTERS
from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.sphinx_ext.configuration.schema_config import SETTINGS
from sphinx_qapi.sphinx_ext.domain import QapiDomain
from sphinx_qapi.sphinx_ext.loading.events import EVENTS

ROOT = Path(__file__).parent.parent


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def test_import_contracts_hold() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "6 kept, 0 broken" in run.stdout


def test_make_help_lists_every_target() -> None:
    makefile = read("Makefile")
    phony = re.search(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert phony
    run = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.findall(r"^  make ([\w-]+)", run.stdout, re.MULTILINE) == phony[1].split()


def test_docs_name_the_lowest_versions() -> None:
    needed = dict(each.split(">=") for each in tomllib.loads(read("pyproject.toml"))["project"]["dependencies"])
    names = {"sphinx": "Sphinx", "docutils": "docutils", "myst-parser": "MyST"}
    for path in ("docs/start.rst", "docs/development/testing.md"):
        text = " ".join(read(path).split())
        for name, version in needed.items():
            assert re.search(rf"{names[name]} (?:may be )?{re.escape(version)}\b", text), f"{path}: {name} {version}"


def test_each_python_that_the_wheel_names_is_tested() -> None:
    classifiers = tomllib.loads(read("pyproject.toml"))["project"]["classifiers"]
    pythons = [each.removeprefix("Programming Language :: Python :: ") for each in classifiers if ":: 3." in each]
    assert f"PYTHONS = {json.dumps(pythons)}\n" in read("noxfile.py")


def test_docs_describe_every_setting_of_a_schema() -> None:
    settings = read("docs/reference/configuration.rst").partition("Warnings\n---")[0]
    described = re.findall(r"^   \* - ``(\w+)``$", settings, re.MULTILINE)
    assert described == list(SETTINGS)


def test_docs_describe_every_command() -> None:
    described = re.findall(r"^\.\. command-help:: (\w+)", read("docs/reference/commands.rst"), re.MULTILINE)
    assert described == list(COMMANDS)


def test_docs_describe_every_format() -> None:
    findings, graphs, differences = read("docs/reference/formats.md").split("## ")[1:4]
    assert re.findall(r"^\| `(\w+)`", findings, re.MULTILINE) == list(EXPORTERS)
    assert re.findall(r"^\| `(\w+)`", graphs, re.MULTILINE) == list(GRAPH_EXPORTERS)
    assert re.findall(r"^\| `(\w+)`", differences, re.MULTILINE) == list(DIFF_EXPORTERS)
    schemas = read("docs/reference/formats.md").partition("## Schemas")[2].partition("\nIn JSON Schema")[0]
    assert re.findall(r"^\| `([\w-]+)`", schemas, re.MULTILINE) == list(SCHEMA_EXPORTERS)


def test_docs_list_options_rules_and_dialects_from_the_code() -> None:
    assert ".. option-catalogue::" in read("docs/reference/configuration.rst")
    assert ".. rule-catalogue::" in read("docs/reference/rules.rst")
    language = read("docs/reference/language.md")
    assert re.findall(r"^\.\. (\w+)-catalogue::", language, re.MULTILINE) == ["dialect", "expression", "type"]


def test_docs_describe_every_section_of_doc_comments() -> None:
    described = {each.lower() for each in re.findall(r"`(\w+):`", read("docs/reference/language.md"))}
    assert {kind.value for kind in SectionKind if kind not in (SectionKind.TEXT, SectionKind.OTHER)} <= described


def test_links_of_the_front_matter_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", read(name)):
            assert target.startswith("https://") or (ROOT / target).exists(), f"{name}: {target}"


def test_docs_describe_every_role_and_directive() -> None:
    """Roles and fields are listed from the code; each directive must be described, with each of its options."""
    assert ".. role-catalogue::" in read("docs/reference/roles.md")
    page = read("docs/reference/directives.md")
    assert ".. field-catalogue::" in page
    assert set(re.findall(r"`qapi:(\w+)`", page)) == set(QapiDomain.directives)
    options = {name for directive in QapiDomain.directives.values() for name in directive.option_spec or {}}
    assert options - set(re.findall(r"`:([\w-]+):`", page)) == set()


def test_docs_describe_every_warning() -> None:
    """The second argument of `warn` is the subtype; it must be the name of a rule, or be in a table of the docs."""
    subtypes = set()
    for path in (ROOT / "sphinx_qapi/sphinx_ext").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "warn":
                subtypes |= {each.value for each in node.args[1:2] if isinstance(each, ast.Constant)}
    directives = read("docs/reference/directives.md").partition("## What they warn of")[2]
    others = read("docs/reference/configuration.rst").partition("Warnings\n---")[2]
    cells = re.findall(r"^\| (`.*?) \|", directives, re.MULTILINE)
    described = {*re.findall(r"`([a-z-]+)`", " ".join(cells)), *re.findall(r"\* - ``([a-z-]+)``", others)}
    assert {"unknown-name", "malformed-field", "duplicate-description", "output"} <= subtypes
    assert described - set(RULES) == subtypes - set(RULES)


def test_docs_describe_every_event_and_the_records_that_listeners_get() -> None:
    page = read("docs/howto/events.md")
    assert tuple(re.findall(r"^## (qapi-.*)", page, re.MULTILINE)) == EVENTS
    described = {
        kind: set(re.findall(r"`(\w+)`", names))
        for kind, names in re.findall(r"^\| (\w+) \| (`.*`) \|$", page, re.MULTILINE)
    }
    of_all = described.pop("all")
    kinds: dict[str, type[Definition]] = {each.kind: each for each in get_args(Definition)}
    for kind, definition in kinds.items():
        assert described.pop(kind) | of_all == {field.name for field in fields(definition)} | {"kind", "since"}
    assert described == {}


def test_docs_describe_the_style_sheet() -> None:
    page, sheet = read("docs/howto/looks.md"), read("sphinx_qapi/sphinx_ext/static/qapi.css")
    assert set(re.findall(r"`(--qapi-[a-z]+)`", page)) == set(re.findall(r"^  (--qapi-[a-z]+):", sheet, re.MULTILINE))
    classes = set(re.findall(r"`\.(qapi[a-z-]*)`", page))
    assert len(classes) > 5
    assert classes - set(re.findall(r"\.(qapi[a-z-]*)", sheet)) == set()
