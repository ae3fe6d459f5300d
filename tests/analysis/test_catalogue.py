"""Each rule is declared once, in the folder that finds it, and is in the catalogue."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.analysis.lint.build_rules import BUILD_RULES
from sphinx_qapi.analysis.lint.prose_rules import PROSE_RULES
from tests.rule_declarations import PACKAGE, declarations

OF_BUILDS = {rule.name for rule in (*PROSE_RULES, *BUILD_RULES)}


@cache
def names_used(file: Path) -> frozenset[str]:
    """The names and strings that the code of *file* reads."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return frozenset(
        names | {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    )


def test_the_catalogue_has_each_rule_once() -> None:
    declared, listed = Counter(each.rule.name for each in declarations()), Counter(RULES.keys())
    assert declared - listed == {}, "rules that are missing from `catalogue.RULES`, or are declared twice"
    assert listed - declared == {}, "rules whose declarations `declarations` does not find"
    assert [each.constant for each in declarations() if RULES[each.rule.name] is not each.rule] == []


def test_each_rule_is_declared_where_it_is_found() -> None:
    """A file of the folder in which it is declared reports it; other folders may report it, too."""
    elsewhere = [
        f"{each.file.relative_to(PACKAGE)}: {each.constant}"
        for each in declarations()
        if each.rule.name not in OF_BUILDS
        and not any(each.constant in names_used(file) for file in each.file.parent.glob("*.py"))
    ]
    assert elsewhere == [], "declare these in the files that report them"


def test_builds_find_the_rules_of_builds() -> None:
    """`sphinx-warning` is the rule of all warnings that have no other."""
    used = frozenset[str]().union(*map(names_used, (PACKAGE / "sphinx_ext").rglob("*.py")))
    assert OF_BUILDS - used == {"sphinx-warning"}


def test_each_rule_is_explained() -> None:
    silent = [
        each.name for each in RULES.values() if not (each.name and each.summary and each.explanation.endswith("."))
    ]
    assert not silent
