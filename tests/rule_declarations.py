"""The declarations of rules, found in the source."""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sphinx_qapi.source.rule import Rule

PACKAGE = Path(__file__).parent.parent / "sphinx_qapi"


class Declaration(NamedTuple):
    """A constant that is assigned a new rule."""

    file: Path
    constant: str
    rule: Rule


@cache
def declarations() -> tuple[Declaration, ...]:
    """All rules that the package declares: none in ``sphinx_ext``, which the command line cannot import."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text("utf-8")
        if "sphinx_ext" in file.parts or not ("source.rule" in text or file.name == "rule_kinds.py"):
            continue
        module = import_module(".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts))
        for node in ast.parse(text).body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    value = getattr(module, ast.unparse(target), None)
                    found += [Declaration(file, ast.unparse(target), value)] if isinstance(value, Rule) else []
    return tuple(found)


def rules_of(*places: str) -> set[str]:
    """The names of the rules that are declared in *places*: files without their suffix, or folders."""
    return {
        each.rule.name
        for each in declarations()
        if any(each.file.with_suffix("").is_relative_to(PACKAGE / place) for place in places)
    }
