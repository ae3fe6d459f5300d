"""Facts about releases: each is stated once, in one place, with its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.source import dialects, releases
from sphinx_qapi.source.dialects import DIALECTS, Dialect
from sphinx_qapi.source.span import ALWAYS, NEVER, Span, before, since
from sphinx_qapi.source.version import Version

PACKAGE = Path(releases.__file__).parents[1]
SPANS: dict[str, Span] = {name: value for name, value in vars(releases).items() if isinstance(value, Span)}
CUSTOMS = {"SYMBOL_WITHOUT_COLON", "MODELINES"}
"""Facts that began or ended without a change of the language."""
_LITERAL = re.compile(r"""\bVersion\(\(\d|\b(?:since|before)\("|\bVersion\.parse\(["']\d""")


def test_a_release_is_in_one_file_only() -> None:
    """Other files use the name of a span, as two files that state one release would sooner or later disagree."""
    strays = [
        f"{path.relative_to(PACKAGE)}:{number}: give the fact a name in source/releases.py: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name not in ("releases.py", "span.py") or path.parent.name != "source"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _LITERAL.search(line)
    ]
    assert strays == [], "\n".join(strays)


def test_every_fact_has_its_use() -> None:
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r"\breleases\.([A-Z_0-9]+)", code))
    own = {each.id for each in ast.walk(ast.parse(Path(releases.__file__).read_text("utf-8"))) if _is_read(each)}  # type: ignore[attr-defined]
    assert SPANS.keys() - used - own == set()


def _is_read(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def test_the_language_changes_where_a_dialect_begins() -> None:
    """Otherwise the release could not be named, because its name would mean the dialect before."""
    known = {dialect.version for dialect in DIALECTS}
    for name, span in SPANS.items():
        if name not in CUSTOMS:
            assert {span.since, span.until} - {None} <= known, name


@pytest.mark.parametrize(
    ("span", "covered", "words"),
    [
        (ALWAYS, ["0.14", "2.4", "99.0"], "known to all releases"),
        (NEVER, [], "gone from 0.0 on"),
        (since("2.4"), ["2.4", "99.0"], "known from 2.4 on"),
        (since("2.4", "10.0"), ["2.4"], "known from 2.4 on and gone from 10.0 on"),
        (before("2.4"), ["0.14"], "gone from 2.4 on"),
    ],
)
def test_spans(span: Span, covered: list[str], words: str) -> None:
    assert [each for each in ("0.14", "2.4", "99.0") if span.covers(Version.parse(each))] == covered
    assert str(span) == words


def test_a_rule_without_a_date_is_an_error_in_every_named_release() -> None:
    for rule in RULES.values():
        if rule.rejected == ALWAYS and rule.name != "other-release":
            assert {str(rule.severity(each.version)) for each in DIALECTS} == {"error"}, rule.name


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Version:
    """A dialect that is newer than all others."""
    dialect = Dialect(version=Version((99, 0)), changes="nothing that is known")
    monkeypatch.setattr(dialects, "DIALECTS", (*DIALECTS, dialect))
    return dialect.version


def test_another_dialect_changes_no_rule_of_older_ones(pretend: Version) -> None:
    newest = DIALECTS[-1].version
    assert dialects.newest_dialect() == pretend
    assert dialects.parse_dialect("99.1") == pretend
    assert dialects.parse_dialect("98.0") == newest
    for rule in RULES.values():
        assert rule.severity(pretend) == rule.severity(newest), rule.name
