"""A report with everything that a report can contain, including hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.schema.model.definitions import StructType
from sphinx_qapi.schema.model.schema import Module, Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.position import Position

HOSTILE = "a\x1b[31m%0A\r\n::error::\u202e<b>"


@pytest.fixture(scope="session")
def hostile() -> str:
    """A name that contains a terminal sequence, a workflow command and markup."""
    return HOSTILE


@pytest.fixture(scope="session")
def rule() -> str:
    """The name of any rule of the catalogue."""
    return next(iter(RULES))


def make_schema(path: str, *keywords: str) -> Schema:
    """A schema with one module, which has a definition for each of *keywords*."""
    definitions = tuple(
        StructType(name=f"T{number}", keyword=keyword, module="m", members=(), position=Position(path, number))
        for number, keyword in enumerate(keywords, 1)
    )
    module = Module(name="m", path=path, items=definitions)
    return Schema(path=path, dialect="2.3", modules=(module,))


@pytest.fixture
def report(tmp_path: Path, rule: str) -> CheckReport:
    path = str(tmp_path / "two words.json")
    Path(path).write_bytes(b"first\r\n{ \t'x\x1b' }\n")
    return CheckReport(
        schemas=(make_schema(path, "type", "struct"),),
        diagnostics=(
            Diagnostic(
                rule=rule,
                severity=Severity.ERROR,
                message="expected something else",
                position=Position(path, 1, 1),
                detail=Position(path, 2, 6),
                end=Position(path, 2, 9),
                definition="T1",
                included_from=(Position("a.json", 3, 1), Position("root.json", 1, 1)),
            ),
            Diagnostic(rule=rule, severity=Severity.WARNING, message=HOSTILE, position=Position(HOSTILE, 1, 1)),
            Diagnostic(rule=rule, severity=Severity.NOTE, message="late", position=Position(path, 99, 1)),
        ),
        omitted=2,
    )


@pytest.fixture
def empty_report() -> CheckReport:
    return CheckReport(schemas=(make_schema("none.json"),), diagnostics=(), release="3.1 (rules as of 3.0)")
