"""Sphinx extension that renders QAPI schemas as cross-linked reference pages, and a library that reads them.

Projects enable the extension with ``extensions = ["sphinx_qapi"]`` in ``conf.py``. Python programs import the names in
`__all__` from here: each is loaded when it is first used, and only `setup` needs Sphinx.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_qapi._version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_qapi.analysis.diff.change import Change
    from sphinx_qapi.analysis.diff.change_kinds import Verdict
    from sphinx_qapi.analysis.diff.diff import Difference
    from sphinx_qapi.analysis.diff.of_schemas import diff
    from sphinx_qapi.analysis.effective_members import (
        EffectiveBranch,
        EffectiveMember,
        EffectiveMembers,
        effective_members,
    )
    from sphinx_qapi.analysis.examples.example_findings import example_findings
    from sphinx_qapi.analysis.history.history import History, Release
    from sphinx_qapi.analysis.history.history_file import HistoryError, history_lines, read_history
    from sphinx_qapi.analysis.history.order import ReleaseError
    from sphinx_qapi.analysis.history.record import Record, Recorder
    from sphinx_qapi.analysis.lint import lint
    from sphinx_qapi.analysis.probes.probe_paths import probe_paths
    from sphinx_qapi.schema.load import UnreadableSchema, load_schema
    from sphinx_qapi.schema.model.conditions import All, Any, Condition, Not, Raw, Symbol, condition_text
    from sphinx_qapi.schema.model.definitions import (
        AlternateType,
        Command,
        Definition,
        EnumType,
        Event,
        StructType,
        UnionType,
    )
    from sphinx_qapi.schema.model.documentation import Description, Documentation, Section, SectionKind
    from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Member, Since, TypeRef
    from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, LoadResult, Module, Schema
    from sphinx_qapi.schema.serial.errors import ModelError
    from sphinx_qapi.schema.serial.model_data import from_data, to_data
    from sphinx_qapi.source.diagnostics import Diagnostic, Severity
    from sphinx_qapi.source.position import Position
    from sphinx_qapi.source.text import Text
    from sphinx_qapi.source.version import Version

__all__ = [
    "All",
    "AlternateType",
    "Any",
    "Branch",
    "Change",
    "Command",
    "Condition",
    "Definition",
    "Description",
    "Diagnostic",
    "Difference",
    "Documentation",
    "EffectiveBranch",
    "EffectiveMember",
    "EffectiveMembers",
    "EnumType",
    "EnumValue",
    "Event",
    "Feature",
    "FreeText",
    "Heading",
    "History",
    "HistoryError",
    "Inclusion",
    "InlineStruct",
    "LoadResult",
    "Member",
    "ModelError",
    "Module",
    "Not",
    "Position",
    "Raw",
    "Record",
    "Recorder",
    "Release",
    "ReleaseError",
    "Schema",
    "Section",
    "SectionKind",
    "Severity",
    "Since",
    "StructType",
    "Symbol",
    "Text",
    "TypeRef",
    "UnionType",
    "UnreadableSchema",
    "Verdict",
    "Version",
    "__version__",
    "condition_text",
    "diff",
    "effective_members",
    "example_findings",
    "from_data",
    "history_lines",
    "lint",
    "load_schema",
    "probe_paths",
    "read_history",
    "setup",
    "to_data",
]

_HOMES = {
    "analysis.diff.change": "Change",
    "analysis.diff.diff": "Difference",
    "analysis.diff.change_kinds": "Verdict",
    "analysis.diff.of_schemas": "diff",
    "analysis.examples.example_findings": "example_findings",
    "analysis.history.history": "History Release",
    "analysis.history.history_file": "HistoryError history_lines read_history",
    "analysis.history.order": "ReleaseError",
    "analysis.history.record": "Record Recorder",
    "analysis.lint": "lint",
    "analysis.effective_members": "EffectiveBranch EffectiveMember EffectiveMembers effective_members",
    "analysis.probes.probe_paths": "probe_paths",
    "schema.load": "UnreadableSchema load_schema",
    "schema.model.conditions": "All Any Condition Not Raw Symbol condition_text",
    "schema.model.definitions": "AlternateType Command Definition EnumType Event StructType UnionType",
    "schema.model.documentation": "Description Documentation Section SectionKind",
    "schema.model.members": "Branch EnumValue Feature InlineStruct Member Since TypeRef",
    "schema.model.schema": "FreeText Heading Inclusion LoadResult Module Schema",
    "schema.serial.errors": "ModelError",
    "schema.serial.model_data": "from_data to_data",
    "source.diagnostics": "Diagnostic Severity",
    "source.position": "Position",
    "source.text": "Text",
    "source.version": "Version",
}
"""The public names of each module that defines some; the imports above tell type checkers the same."""
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Import the public *name* when it is first used; raise AttributeError if there is none."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with *app* (Sphinx calls this)."""
    from sphinx_qapi.sphinx_ext import register

    return register(app)
